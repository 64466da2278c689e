import Glibc

/// A request body on disk. The file exists as long as this object does.
///
/// A crash leaves the file behind; whoever owns the upload folder empties it at start.
public final class BodyFile: Sendable {
  public struct Fault: Error, Equatable {
    /// The system's error number.
    public let code: Int32
  }

  public let path: String
  /// Bytes.
  public let size: Int

  /// Takes over an existing file, which is removed with this object.
  public init(path: String, size: Int) {
    self.path = path
    self.size = size
  }

  deinit {
    unsafe unlink(path)
  }

  /// - Throws: `Fault` if the file cannot be read or is shorter than it was.
  public func bytes() throws(Fault) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Fault(code: errno) }
    defer { close(descriptor) }
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let base = buffer.baseAddress {
        let got = unsafe read(descriptor, base + count, size - count)
        if got > 0 {
          count += got
        } else if got == 0 {
          failure = EIO
          return
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    guard failure == 0 else { throw Fault(code: failure) }
    return bytes
  }
}
