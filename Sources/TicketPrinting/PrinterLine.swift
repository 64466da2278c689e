import Glibc
import ServiceHall

/// An open line to a printer, a socket or a device file. Its calls block for limited times, so they belong on a
/// thread of their own.
final class PrinterLine {
  private let descriptor: CInt
  private let isSocket: Bool

  private init(descriptor: CInt, isSocket: Bool) {
    self.descriptor = descriptor
    self.isSocket = isSocket
  }

  deinit {
    if isSocket { shutdown(descriptor, CInt(SHUT_WR)) }
    // An unread byte would make the system throw away what the printer has not taken yet.
    discardInput()
    close(descriptor)
  }

  /// - Throws: `.unreachable`; `.noPrinter` where the browser prints.
  static func open(
    _ connection: SlipPrinter.Connection, limits: PrinterLimits
  ) throws(PrintFailure) -> PrinterLine {
    switch connection {
    case .browser: throw .noPrinter
    case .network(let host, let port): try dial(host, port, within: limits.connect)
    case .file(let path): try openFile(path)
    }
  }

  private static func openFile(_ path: String) throws(PrintFailure) -> PrinterLine {
    var descriptor = unsafe Glibc.open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    if descriptor < 0 { descriptor = unsafe Glibc.open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw .unreachable }
    let line = PrinterLine(descriptor: descriptor, isSocket: false)
    var status = stat()
    // A slip is never written into somebody's file.
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFCHR else {
      throw .unreachable
    }
    var terminal = termios()
    if unsafe tcgetattr(descriptor, &terminal) == 0 {
      // A serial port must not translate bytes; its speed stays as the system has set it.
      unsafe cfmakeraw(&terminal)
      unsafe tcsetattr(descriptor, TCSANOW, &terminal)
    }
    return line
  }

  private static func dial(
    _ host: String, _ port: Int, within limit: Int
  ) throws(PrintFailure) -> PrinterLine {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(host, String(port), &hints, &list) == 0 else { throw .unreachable }
    defer { unsafe freeaddrinfo(list) }
    var next = unsafe list
    while let address = unsafe next?.pointee {
      if let line = unsafe connected(address, within: limit) { return line }
      unsafe next = address.ai_next
    }
    throw .unreachable
  }

  private static func connected(_ address: addrinfo, within limit: Int) -> PrinterLine? {
    let type = CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = unsafe socket(address.ai_family, type, 0)
    guard descriptor >= 0 else { return nil }
    let line = PrinterLine(descriptor: descriptor, isSocket: true)
    if unsafe connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return line }
    guard errno == EINPROGRESS, line.wait(for: POLLOUT, milliseconds: limit) != nil else { return nil }
    var fault: CInt = 0
    var length = socklen_t(MemoryLayout<CInt>.size)
    guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &fault, &length) == 0, fault == 0 else {
      return nil
    }
    return line
  }

  /// Sends everything.
  ///
  /// - Parameter stall: how long no byte may be taken.
  /// - Throws: `.timeout`, `.disconnected`.
  func send(_ bytes: [UInt8], stall: Int) throws(PrintFailure) {
    var sent = 0
    while sent < bytes.count {
      guard let ready = wait(for: POLLOUT, milliseconds: stall) else { throw .timeout }
      guard ready & POLLOUT != 0 else { throw .disconnected }
      let end = min(sent + 4096, bytes.count)
      let count = unsafe bytes[sent..<end].withUnsafeBytes { part in
        unsafe isSocket
          ? Glibc.send(descriptor, part.baseAddress, part.count, CInt(MSG_NOSIGNAL))
          : write(descriptor, part.baseAddress, part.count)
      }
      if count >= 0 { sent += count } else if errno != EAGAIN, errno != EINTR { throw .disconnected }
    }
  }

  /// Waits for one byte.
  ///
  /// - Returns: nil when none came in time.
  /// - Throws: `.disconnected`.
  func receive(within milliseconds: Int) throws(PrintFailure) -> UInt8? {
    let deadline = Self.now + milliseconds
    while true {
      let left = deadline - Self.now
      guard left > 0, let ready = wait(for: POLLIN, milliseconds: left) else { return nil }
      var byte: UInt8 = 0
      let count = unsafe read(descriptor, &byte, 1)
      if count == 1 { return byte }
      // A device file that has nothing to say reads as its end.
      if count == 0, isSocket { throw .disconnected }
      if count < 0, errno != EAGAIN, errno != EINTR { throw .disconnected }
      if ready & POLLIN == 0 { throw .disconnected }
      usleep(10_000)
    }
  }

  func discardInput() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while unsafe read(descriptor, &bytes, bytes.count) > 0 {}
  }

  /// Waits until the other side has taken everything that was sent.
  ///
  /// - Throws: `.timeout`, `.disconnected`.
  func drain(within milliseconds: Int) throws(PrintFailure) {
    let deadline = Self.now + milliseconds
    while true {
      var left: CInt = 0
      // Not every device file can say it; what it took counts as gone then.
      guard unsafe ioctl(descriptor, UInt(TIOCOUTQ), &left) == 0, left > 0 else { return }
      if let ready = wait(for: 0, milliseconds: 20), ready & (POLLERR | POLLHUP) != 0 {
        throw .disconnected
      }
      guard Self.now < deadline else { throw .timeout }
    }
  }

  /// - Returns: the events that came; nil when time ran out.
  private func wait(for events: CInt, milliseconds: Int) -> CInt? {
    var waiting = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    let count = unsafe poll(&waiting, 1, CInt(milliseconds))
    return count > 0 ? CInt(waiting.revents) : nil
  }

  /// Milliseconds on a clock that nobody sets.
  static var now: Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
