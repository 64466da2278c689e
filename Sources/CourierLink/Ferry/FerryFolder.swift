import Glibc

/// A folder on a stick that carries files between machines, or that a one-way gateway empties.
///
/// Invariants, cited by number in `FerryFolderTests`:
/// 1. A file that bears its name is whole and was read back from the medium; a stick that is pulled out
///    leaves at most a temporary file, which nobody reads and the next writing removes.
/// 2. No name leads out of the folder, and no link or pipe in it is followed or waited for.
/// 3. A failed writing leaves the folder as it was, and an older file of the name in its place.
public struct FerryFolder: Sendable {
  /// Temporary files end so.
  static let temporarySuffix = ".part"

  public let path: String
  /// What the medium has now; tests put a lying one in its place.
  var reread: @Sendable (_ path: String, _ limit: Int) throws(FileFault) -> [UInt8] = DurableFile.read

  /// Nothing is touched; the folder may be missing, or on a stick that is read only.
  public init(path: String) {
    self.path = path
  }

  /// Whether the folder is there; below a folder where sticks are mounted, whether one is.
  public var isPluggedIn: Bool {
    var own = stat()
    guard unsafe stat(path, &own) == 0, own.st_mode & S_IFMT == S_IFDIR else { return false }
    guard ["/media/", "/mnt/", "/run/media/"].contains(where: path.hasPrefix) else { return true }
    var root = stat()
    return unsafe stat("/", &root) == 0 && root.st_dev != own.st_dev
  }

  /// Writes a file, synced and read back. One of the same name is replaced.
  public func write(_ name: String, _ bytes: [UInt8]) throws(FerryFault) {
    let file = try path(of: name)
    let temporary = file + Self.temporarySuffix
    removeLeftovers()
    try Self.told { () throws(FileFault) in try DurableFile.write(bytes, to: temporary, mode: 0o644) }
    // Cheap sticks and counterfeits take everything and keep some of it.
    guard let found = try? reread(temporary, bytes.count), found == bytes else {
      DurableFile.remove(temporary)
      throw .readBack
    }
    try Self.told { () throws(FileFault) in try DurableFile.rename(temporary, to: file, folder: path) }
  }

  /// The names of the plain files with this suffix, sorted; temporary ones are none.
  public func files(suffix: String) throws(FerryFault) -> [String] {
    try names().filter { name in
      name.hasSuffix(suffix) && !name.hasSuffix(Self.temporarySuffix) && Self.isPlain(name)
        && isRegular(name)
    }.sorted()
  }

  public func read(_ name: String, limit: Int) throws(FerryFault) -> [UInt8] {
    let file = try path(of: name)
    return try Self.told { () throws(FileFault) in try DurableFile.read(file, limit: limit) }
  }

  /// Removes a file, so that a stick that goes to and fro does not fill up; one that is not there is fine.
  public func remove(_ name: String) throws(FerryFault) {
    let file = try path(of: name)
    guard DurableFile.remove(file) || errno == ENOENT else { throw FerryFault(FileFault(code: errno)) }
    try Self.told { () throws(FileFault) in try DurableFile.syncFolder(path) }
  }

  /// Bytes that may still be written.
  public func freeSpace() throws(FerryFault) -> Int64 {
    var status = statvfs()
    guard unsafe statvfs(path, &status) == 0 else { throw FerryFault(FileFault(code: errno)) }
    let (bytes, isTooMany) = Int64(clamping: status.f_bavail)
      .multipliedReportingOverflow(by: Int64(clamping: status.f_frsize))
    return isTooMany ? Int64.max : bytes
  }

  /// Removes what writings that were cut off left behind, as far as possible.
  public func removeLeftovers() {
    for name in (try? names()) ?? [] where name.hasSuffix(Self.temporarySuffix) && Self.isPlain(name) {
      DurableFile.remove(path + "/" + name)
    }
  }

  private static func told<Value>(_ body: () throws(FileFault) -> Value) throws(FerryFault) -> Value {
    do {
      return try body()
    } catch {
      throw FerryFault(error)
    }
  }

  // MARK: Names

  private func path(of name: String) throws(FerryFault) -> String {
    guard Self.isPlain(name), !name.hasSuffix(Self.temporarySuffix) else { throw .refusedName }
    return path + "/" + name
  }

  /// Letters, digits, `-`, `_` and `.` only, not at the beginning: what every file system of a stick takes.
  private static func isPlain(_ name: String) -> Bool {
    (1...120).contains(name.utf8.count) && !name.hasPrefix(".") && !name.hasSuffix(".")
      && name.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
      }
  }

  private func isRegular(_ name: String) -> Bool {
    var status = stat()
    return unsafe lstat(path + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private func names() throws(FerryFault) -> [String] {
    guard let folder = unsafe opendir(path) else { throw FerryFault(FileFault(code: errno)) }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(folder) {
      unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) {
          names.append(unsafe String(cString: $0))
        }
      }
      errno = 0
    }
    guard errno == 0 else { throw FerryFault(FileFault(code: errno)) }
    return names
  }
}
