import Foundation
import Glibc
import Synchronization

/// A server that does with each connection what a test says, right or wrong.
final class RawServer: Sendable {
  let port: UInt16
  private let descriptor: Int32
  private let open = Mutex<[Int32]>([])
  private let accepted = Mutex(0)

  /// Connections so far.
  var connections: Int { accepted.withLock { $0 } }

  var url: String { "http://127.0.0.1:\(port)" }

  /// - Parameter serve: called for each connection on a thread of its own; it is closed afterwards.
  init(_ serve: @escaping @Sendable (RawConnection) throws -> Void) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let code = unsafe withUnsafeMutablePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        guard unsafe bind(descriptor, pointer, length) == 0, listen(descriptor, 64) == 0 else {
          return Int32(-1)
        }
        return unsafe getsockname(descriptor, pointer, &length)
      }
    }
    guard code == 0 else { throw RawConnection.Fault(code: errno) }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [weak self] in
      while true {
        let client = accept(descriptor, nil, nil)
        guard client >= 0, let self else { return }
        self.accepted.withLock { $0 += 1 }
        self.open.withLock { $0.append(client) }
        Thread.detachNewThread { [weak self] in
          try? serve(RawConnection(client))
          self?.finish(client)
        }
      }
    }
  }

  deinit {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
    for client in open.withLock({ $0 }) { shutdown(client, Int32(SHUT_RDWR)) }
  }

  private func finish(_ client: Int32) {
    open.withLock { open in
      open.removeAll { $0 == client }
      shutdown(client, Int32(SHUT_RDWR))
      close(client)
    }
  }
}

/// One connection of a `RawServer`.
final class RawConnection {
  struct Fault: Error {
    let code: Int32
  }

  struct Request {
    var head: String
    var body: [UInt8]

    var target: String { head.split(separator: " ").dropFirst().first.map(String.init) ?? "" }

    func value(of name: String) -> String? {
      head.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix(name + ":") }
        .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
    }
  }

  private let descriptor: Int32
  private var buffer: [UInt8] = []

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The next request, or nil once the client is gone.
  func request() throws -> Request? {
    let end = Array("\r\n\r\n".utf8)
    var found = buffer.firstRange(of: end)
    while found == nil {
      guard try fill() else { return nil }
      found = buffer.firstRange(of: end)
    }
    guard let found else { return nil }
    var request = Request(head: String(decoding: buffer[..<found.lowerBound], as: UTF8.self), body: [])
    buffer.removeSubrange(..<found.upperBound)
    let length = request.value(of: "content-length").flatMap { Int($0) } ?? 0
    while buffer.count < length {
      guard try fill() else { return nil }
    }
    request.body = Array(buffer[..<length])
    buffer.removeSubrange(..<length)
    return request
  }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { all in
        unsafe Glibc.send(
          descriptor, all.baseAddress?.advanced(by: sent), all.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Fault(code: errno) }
      sent += count
    }
  }

  func reply(_ body: String = "ok", status: String = "200 OK", headers: String = "") throws {
    try send("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
  }

  /// Returns when the client is gone.
  func waitForEnd() {
    while (try? fill()) == true {}
  }

  /// Waits until something comes, or the client is gone, or the time is over.
  func pause(milliseconds: Int32) {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = unsafe poll(&waiting, 1, milliseconds)
  }

  /// Reads nothing until the connection is gone.
  func hold() {
    var waiting = pollfd(fd: descriptor, events: 0, revents: 0)
    _ = unsafe poll(&waiting, 1, -1)
  }

  private func fill() throws -> Bool {
    var piece = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe recv(descriptor, &piece, piece.count, 0)
    guard count >= 0 else { throw Fault(code: errno) }
    buffer += piece[..<count]
    return count > 0
  }
}
