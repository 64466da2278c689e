import Glibc

/// An open file or folder; closed with its owner.
struct Descriptor: ~Copyable {
  let number: Int32

  init(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(FileFault) {
    // Without O_NONBLOCK a pipe that somebody put on a stick would hold us for ever.
    number = unsafe open(path, flags | O_CLOEXEC | O_NONBLOCK, mode)
    if number < 0 { throw FileFault(code: errno) }
  }

  deinit { close(number) }

  func write(_ bytes: [UInt8]) throws(FileFault) {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { all in
        unsafe Glibc.write(number, all.baseAddress?.advanced(by: sent), all.count - sent)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw FileFault(code: count < 0 ? errno : EIO) }
      sent += count
    }
  }

  /// All of it, from its beginning.
  ///
  /// - Throws: code 0 if it is longer than `limit`, `EINVAL` if it is no regular file.
  func read(limit: Int) throws(FileFault) -> [UInt8] {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw FileFault(code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileFault(code: EINVAL) }
    guard status.st_size <= limit else { throw FileFault(code: 0) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(256 * 1024, Int(status.st_size) + 1))
    while true {
      let count = unsafe Glibc.read(number, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileFault(code: errno) }
      if count == 0 { return bytes }
      guard count <= limit - bytes.count else { throw FileFault(code: 0) }
      bytes += piece[..<count]
    }
  }

  /// A part of it; shorter where the file ends.
  func read(_ range: Range<Int>) throws(FileFault) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var filled = 0
    while filled < bytes.count {
      let count = unsafe bytes.withUnsafeMutableBytes { all in
        unsafe pread(
          number, all.baseAddress?.advanced(by: filled), all.count - filled,
          off_t(range.lowerBound + filled))
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileFault(code: errno) }
      if count == 0 { break }
      filled += count
    }
    return Array(bytes[..<filled])
  }

  func sync() throws(FileFault) {
    guard fsync(number) == 0 else { throw FileFault(code: errno) }
  }

  /// The next reader gets what the medium has, and not what the system remembers of our writing.
  func forgetCache() {
    _ = posix_fadvise(number, 0, 0, POSIX_FADV_DONTNEED)
  }
}
