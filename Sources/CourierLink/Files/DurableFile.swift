import Glibc

/// Files that are either the old ones or the new ones, whatever happens.
///
/// Invariants:
/// 1. At its name stands the old content or the new, whole; never a part.
/// 2. After `rename` returned, the new content survives a power cut: the bytes and the folder's entry are
///    synced, in this order.
/// 3. A failed call leaves no temporary file behind; a killed one does.
enum DurableFile {
  /// The first half: the bytes, synced, at a temporary name.
  static func write(_ bytes: [UInt8], to temporary: String, mode: mode_t) throws(FileFault) {
    do throws(FileFault) {
      let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW
      let file = try Descriptor(temporary, flags, mode: mode)
      try file.write(bytes)
      try file.sync()
      file.forgetCache()
    } catch {
      remove(temporary)
      throw error
    }
  }

  /// The second half, in the same folder.
  static func rename(_ temporary: String, to path: String, folder: String) throws(FileFault) {
    guard unsafe Glibc.rename(temporary, path) == 0 else {
      let fault = FileFault(code: errno)
      remove(temporary)
      throw fault
    }
    try syncFolder(folder)
  }

  /// False, with `errno`, if it is still there or never was.
  @discardableResult static func remove(_ path: String) -> Bool { unsafe unlink(path) == 0 }

  static func read(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
    try Descriptor(path, O_RDONLY | O_NOFOLLOW).read(limit: limit)
  }

  static func syncFolder(_ folder: String) throws(FileFault) {
    do throws(FileFault) {
      try Descriptor(folder, O_RDONLY | O_DIRECTORY).sync()
    } catch {
      // Some file systems of sticks and networks know no syncing of folders.
      if error.code != EINVAL && error.code != ENOTSUP { throw error }
    }
  }
}
