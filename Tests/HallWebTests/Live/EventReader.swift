import Foundation
import Glibc
import Synchronization

/// A browser's end of an event stream: a plain socket, read with a deadline.
final class EventReader: Sendable {
  struct Event: Equatable, Sendable {
    var id: String?
    var name = "message"
    var data = ""
  }

  enum Fault: Error { case noConnection, ended, nothingCame }

  /// Far more than any answer takes; a test never waits for it when all is well.
  private static let patience: Int32 = 120_000

  private let descriptor: Int32
  private let buffer = Mutex<[UInt8]>([])

  private init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, size)
      }
    }
    guard result == 0 else { throw Fault.noConnection }
  }

  deinit { close(descriptor) }

  /// Asks for a stream, in HTTP/1.0 so that it comes without the framing of chunks.
  ///
  /// - Parameter headers: further header lines, each without its line break.
  static func open(
    _ target: String, port: UInt16, method: String = "GET", headers: [String] = []
  ) async throws -> (head: String, reader: EventReader) {
    try await onThread {
      let reader = try EventReader(port: port)
      let lines = ["\(method) \(target) HTTP/1.0", "Host: 127.0.0.1:\(port)"] + headers
      let request = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
      guard unsafe send(reader.descriptor, request, request.count, 0) == request.count else {
        throw Fault.noConnection
      }
      let head = String(decoding: try reader.take(until: [13, 10, 13, 10]), as: UTF8.self)
      return (head, reader)
    }
  }

  /// One block of the stream as it came.
  func block() async throws -> String {
    try await onThread { String(decoding: try self.take(until: [10, 10]), as: UTF8.self) }
  }

  /// The next event of a name; the boards and heartbeats between are passed over.
  func next(_ name: String) async throws -> Event {
    try await onThread {
      while true {
        let event = try self.next()
        if event.name == name { return event }
      }
    }
  }

  /// The next event; comments and the time to reconnect are passed over.
  private func next() throws -> Event {
    while true {
      let block = String(decoding: try take(until: [10, 10]), as: UTF8.self)
      var event = Event()
      var isEvent = false
      for line in block.split(separator: "\n") {
        if line.hasPrefix("id: ") { event.id = String(line.dropFirst(4)) }
        if line.hasPrefix("event: ") { event.name = String(line.dropFirst(7)) }
        if line.hasPrefix("data: ") {
          event.data += line.dropFirst(6)
          isEvent = true
        }
      }
      if isEvent { return event }
    }
  }

  /// Everything up to and without the mark.
  private func take(until mark: [UInt8]) throws -> [UInt8] {
    while true {
      let found: [UInt8]? = buffer.withLock { buffer in
        guard let end = buffer.firstRange(of: mark) else { return nil }
        defer { buffer.removeSubrange(..<end.upperBound) }
        return Array(buffer[..<end.lowerBound])
      }
      if let found { return found }
      try receive()
    }
  }

  private func receive() throws {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&ready, 1, Self.patience) == 1 else { throw Fault.nothingCame }
    var piece = [UInt8](repeating: 0, count: 16_384)
    let count = unsafe recv(descriptor, &piece, piece.count, 0)
    guard count > 0 else { throw Fault.ended }
    buffer.withLock { $0 += piece[..<count] }
  }
}

/// Runs blocking work on a thread of its own: the server's tasks need the few that Swift has.
private func onThread<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
  }
}
