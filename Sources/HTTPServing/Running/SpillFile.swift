import Glibc
import Synchronization

/// A file that a body is being written to; it is removed unless it becomes a `BodyFile`.
final class SpillFile: Sendable {
  private let path: String
  private let descriptor: Int32
  private let isTaken = Atomic<Bool>(false)

  /// Nil if the folder takes no new file.
  init?(folder: String) {
    var template = Array("\(folder)/body-XXXXXX".utf8CString)
    descriptor = unsafe mkstemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if descriptor < 0 { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    if !isTaken.load(ordering: .relaxed) { unsafe unlink(path) }
  }

  /// False if the disk is full or fails.
  func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var rest = unsafe bytes[...]
    while let base = unsafe UnsafeRawBufferPointer(rebasing: rest).baseAddress,
      unsafe !rest.isEmpty
    {
      let written = unsafe Glibc.write(descriptor, base, rest.count)
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { return false }
      unsafe rest = unsafe rest.dropFirst(written)
    }
    return true
  }

  /// Hands the file over, to be removed with the returned object.
  func finished(size: Int) -> BodyFile {
    isTaken.store(true, ordering: .relaxed)
    return BodyFile(path: path, size: size)
  }
}
