import Glibc
import HTTPServing
import Testing

/// A browser's end of an event stream: a plain socket, read with a deadline.
final class EventReader {
  struct Event: Equatable {
    var id: String?
    var name = "message"
    var data = ""
  }

  enum Fault: Error { case noConnection, ended, nothingCame }

  /// Far more than any answer takes; a test never waits for it when all is well.
  private static let patience: Int32 = 20_000

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private(set) var head = ""

  /// - Parameter headers: further header lines, each without its line break.
  init(port: UInt16, target: String, headers: [String] = []) throws {
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
    let lines = ["GET \(target) HTTP/1.1", "Host: 127.0.0.1:\(port)"] + headers
    let request = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    guard unsafe send(descriptor, request, request.count, 0) == request.count else {
      throw Fault.noConnection
    }
    head = String(decoding: try take(until: [13, 10, 13, 10]), as: UTF8.self)
  }

  deinit { close(descriptor) }

  /// The next event; comments and the time to reconnect are passed over.
  func next() throws -> Event {
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

  /// The next event of a name; the boards and heartbeats between are passed over.
  func next(_ name: String) throws -> Event {
    while true {
      let event = try next()
      if event.name == name { return event }
    }
  }

  /// Everything up to and without the mark, with the framing of chunks taken away.
  private func take(until mark: [UInt8]) throws -> [UInt8] {
    while true {
      if let end = buffer.firstRange(of: mark) {
        let bytes = Array(buffer[..<end.lowerBound])
        buffer.removeSubrange(..<end.upperBound)
        return bytes
      }
      try receive()
    }
  }

  private func receive() throws {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&ready, 1, Self.patience) == 1 else { throw Fault.nothingCame }
    var piece = [UInt8](repeating: 0, count: 16_384)
    let count = unsafe recv(descriptor, &piece, piece.count, 0)
    guard count > 0 else { throw Fault.ended }
    buffer += piece[..<count]
  }
}
