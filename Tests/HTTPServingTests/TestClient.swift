import Foundation
import Glibc
import Synchronization

/// Runs blocking work on a thread of its own: the server's tasks need the few that Swift has.
func onThread<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread {
      continuation.resume(with: Result { try body() })
    }
  }
}

/// A client that writes what it is told, right or wrong, and reads with a time limit.
final class TestClient: Sendable {
  enum Fault: Error {
    case cannotConnect(Int32)
    case closed
    case timedOut
    case malformed(String)
  }

  struct Reply: Sendable {
    var status: Int
    var fields: [(name: String, value: String)]
    var body: [UInt8]

    subscript(name: String) -> String? {
      fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    var text: String {
      String(decoding: body, as: UTF8.self)
    }
  }

  private let descriptor: Int32
  private let buffer = Mutex<[UInt8]>([])

  init(port: UInt16, address: String = "127.0.0.1", receiveBuffer: Int32? = nil) throws {
    let isIPv6 = address.contains(":")
    descriptor = socket(
      isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    if var size = receiveBuffer {
      _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, 4)
    }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    let code: Int32
    if isIPv6 {
      var target = sockaddr_in6()
      target.sin6_family = sa_family_t(AF_INET6)
      target.sin6_port = port.bigEndian
      _ = unsafe inet_pton(AF_INET6, address, &target.sin6_addr)
      code = unsafe withUnsafePointer(to: &target) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
        }
      }
    } else {
      var target = sockaddr_in()
      target.sin_family = sa_family_t(AF_INET)
      target.sin_port = port.bigEndian
      _ = unsafe inet_pton(AF_INET, address, &target.sin_addr)
      code = unsafe withUnsafePointer(to: &target) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
    if code != 0 { throw Fault.cannotConnect(errno) }
  }

  deinit {
    Glibc.close(descriptor)
  }

  /// The client is gone, as far as the server can see.
  func hangUp() {
    _ = Glibc.shutdown(descriptor, Int32(SHUT_RDWR))
  }

  /// Writes what the socket takes, whatever the server makes of it.
  func sendAndForget(_ bytes: [UInt8]) {
    try? write(bytes)
  }

  func send(_ text: String) async throws {
    try await send(Array(text.utf8))
  }

  func send(_ bytes: [UInt8]) async throws {
    try await onThread { try self.write(bytes) }
  }

  /// Sends a request and reads its reply.
  func exchange(_ text: String, isHead: Bool = false) async throws -> Reply {
    try await exchange(Array(text.utf8), isHead: isHead)
  }

  func exchange(_ bytes: [UInt8], isHead: Bool = false) async throws -> Reply {
    try await onThread {
      try self.write(bytes)
      return try self.reply(isHead: isHead)
    }
  }

  func reply(isHead: Bool = false) async throws -> Reply {
    try await onThread { try self.reply(isHead: isHead) }
  }

  /// Reads until the text appears, and takes it and everything before it.
  func read(until text: String) async throws -> String {
    try await onThread {
      String(decoding: try self.take(through: Array(text.utf8)), as: UTF8.self)
    }
  }

  /// Reads until the server closes.
  func readToEnd() async throws -> [UInt8] {
    try await onThread {
      while true {
        do {
          try self.fill()
        } catch Fault.closed {
          return self.buffer.withLock { $0 }
        }
      }
    }
  }

  private func write(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.send(
          descriptor, buffer.baseAddress?.advanced(by: sent), buffer.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Fault.closed }
      sent += count
    }
  }

  private func fill() throws {
    var piece = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe recv(descriptor, &piece, piece.count, 0)
    if count < 0 && errno == EAGAIN { throw Fault.timedOut }
    guard count > 0 else { throw Fault.closed }
    buffer.withLock { $0 += piece[..<count] }
  }

  private func take(_ count: Int) throws -> [UInt8] {
    while buffer.withLock({ $0.count }) < count { try fill() }
    return buffer.withLock { buffer in
      let taken = Array(buffer[..<count])
      buffer.removeFirst(count)
      return taken
    }
  }

  private func take(through pattern: [UInt8]) throws -> [UInt8] {
    while true {
      let end = buffer.withLock { buffer in
        buffer.indices.first { buffer[$0...].starts(with: pattern) }
      }
      if let end { return try take(end + pattern.count) }
      try fill()
    }
  }

  private func reply(isHead: Bool) throws -> Reply {
    let head = String(decoding: try take(through: Array("\r\n\r\n".utf8)), as: UTF8.self)
    var lines = head.components(separatedBy: "\r\n")
    let words = lines.removeFirst().split(separator: " ")
    guard words.count >= 2, let status = Int(words[1]) else { throw Fault.malformed(head) }
    let fields = lines.compactMap { line -> (name: String, value: String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...]
      return (String(line[..<colon]), value.trimmingCharacters(in: .whitespaces))
    }
    var reply = Reply(status: status, fields: fields, body: [])
    if isHead || status == 204 || status == 304 || status < 200 { return reply }
    if reply["transfer-encoding"] == "chunked" {
      while true {
        let line = String(decoding: try take(through: [13, 10]).dropLast(2), as: UTF8.self)
        guard let size = Int(line, radix: 16) else { throw Fault.malformed(line) }
        reply.body += try take(size)
        _ = try take(through: [13, 10])
        if size == 0 { return reply }
      }
    }
    reply.body = try take(reply["content-length"].flatMap { Int($0) } ?? 0)
    return reply
  }
}
