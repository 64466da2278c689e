import Glibc

/// Why a folder on a stick did not do.
public enum FerryFault: Error, Sendable, Equatable {
  /// Full, or the file is larger than its file system takes (4 GiB on FAT).
  case noSpace
  /// Read-only, or not ours to write.
  case notWritable
  /// The stick has something else than was written: it is broken or a counterfeit.
  case readBack
  /// Not a plain name.
  case refusedName
  /// No such file, or no such folder.
  case missing
  /// Longer than asked for.
  case tooLarge
  /// Not a file, or the medium fails or is gone; with `errno`.
  case medium(Int32)

  init(_ fault: FileFault) {
    switch fault.code {
    case 0: self = .tooLarge
    case ENOSPC, EDQUOT, EFBIG: self = .noSpace
    case EROFS, EACCES, EPERM: self = .notWritable
    case ENOENT, ENOTDIR: self = .missing
    default: self = .medium(fault.code)
    }
  }
}
