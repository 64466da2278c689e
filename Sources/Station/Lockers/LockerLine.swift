import Glibc
import ServiceHall

/// An open line to a locker's adapter. Its calls block for limited times, so they belong on a thread of their own.
final class LockerLine {
  /// Milliseconds until the adapter takes the connection.
  static let connectLimit = 3000
  /// Milliseconds until it has answered: a lock takes its time.
  static let answerLimit = 5000
  /// An answer is shorter.
  private static let longestAnswer = 100

  private let descriptor: CInt

  private init(descriptor: CInt) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// - Throws: `.unreachable`.
  static func dial(_ host: String, _ port: Int) throws(LockerFailure) -> LockerLine {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(host, String(port), &hints, &list) == 0 else { throw .unreachable }
    defer { unsafe freeaddrinfo(list) }
    var next = unsafe list
    while let address = unsafe next?.pointee {
      if let line = unsafe connected(address) { return line }
      unsafe next = address.ai_next
    }
    throw .unreachable
  }

  private static func connected(_ address: addrinfo) -> LockerLine? {
    let type = CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = unsafe socket(address.ai_family, type, 0)
    guard descriptor >= 0 else { return nil }
    let line = LockerLine(descriptor: descriptor)
    if unsafe connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return line }
    guard errno == EINPROGRESS, line.wait(for: POLLOUT, until: now + connectLimit) else { return nil }
    var fault: CInt = 0
    var length = socklen_t(MemoryLayout<CInt>.size)
    guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &fault, &length) == 0, fault == 0 else {
      return nil
    }
    return line
  }

  /// Sends one line and reads the answer to it.
  ///
  /// - Throws: `.uncertain`: from the first byte on nobody knows what the adapter heard.
  func ask(_ question: String) throws(LockerFailure) -> String {
    let bytes = Array((question + "\n").utf8)
    // Far less than any socket's buffer.
    let sent = unsafe bytes.withUnsafeBytes { part in
      unsafe send(descriptor, part.baseAddress, part.count, CInt(MSG_NOSIGNAL))
    }
    guard sent == bytes.count else { throw .uncertain }
    let deadline = Self.now + Self.answerLimit
    var answer: [UInt8] = []
    while answer.count <= Self.longestAnswer, wait(for: POLLIN, until: deadline) {
      var byte: UInt8 = 0
      let count = unsafe read(descriptor, &byte, 1)
      if count == 1 {
        if byte == UInt8(ascii: "\n") {
          if answer.last == UInt8(ascii: "\r") { answer.removeLast() }
          return String(decoding: answer, as: UTF8.self)
        }
        answer.append(byte)
      } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
        break
      }
    }
    throw .uncertain
  }

  private func wait(for events: CInt, until deadline: Int) -> Bool {
    let left = deadline - Self.now
    guard left > 0 else { return false }
    var waiting = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    return unsafe poll(&waiting, 1, CInt(left)) > 0
  }

  /// Milliseconds on a clock that nobody sets.
  private static var now: Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
