import Glibc

/// A folder of small files that are on disk when a call returns, and of larger ones that are put together from
/// them.
///
/// Invariants, cited by number in `DurableFolderTests`; names are the caller's, plain and relative:
/// 1. A file that bears its name is whole, also after a crash and beside another process.
/// 2. A call that throws leaves the files as they were.
public struct DurableFolder: Sendable {
  public struct Entry: Sendable, Equatable {
    public let name: String
    public let size: Int
    /// Seconds of the file system's clock.
    public let changedAt: Int
    public let isFolder: Bool
  }

  /// Every process has temporary names of its own.
  private static var temporarySuffix: String { ".\(getpid()).part" }

  public let path: String

  public init(path: String) { self.path = path }

  private func full(_ name: String) -> String { path + "/" + name }

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  /// Makes a folder and those above it.
  private func make(_ folder: String) throws(FileFault) {
    var status = stat()
    if unsafe stat(folder, &status) == 0 { return }
    let parent = Self.parent(of: folder)
    try make(parent)
    guard unsafe mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw FileFault(code: errno) }
    try DurableFile.syncFolder(parent)
  }

  public func write(_ bytes: [UInt8], to name: String) throws(FileFault) {
    let file = full(name)
    let folder = Self.parent(of: file)
    try make(folder)
    try DurableFile.write(bytes, to: file + Self.temporarySuffix, mode: 0o644)
    try DurableFile.rename(file + Self.temporarySuffix, to: file, folder: folder)
  }

  /// Puts files together as one, piece by piece.
  ///
  /// - Parameters:
  ///   - look: sees each piece as it is written.
  ///   - isSound: decides at the end whether the file gets its name.
  /// - Returns: what `isSound` said.
  public func join(
    _ names: [String], into name: String, piece: Int, look: ([UInt8]) -> Void, isSound: () -> Bool
  ) throws(FileFault) -> Bool {
    let file = full(name)
    let folder = Self.parent(of: file)
    let temporary = file + Self.temporarySuffix
    try make(folder)
    do throws(FileFault) {
      let target = try Descriptor(
        temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: 0o644)
      for name in names {
        let bytes = try DurableFile.read(full(name), limit: piece)
        try target.write(bytes)
        look(bytes)
      }
      try target.sync()
    } catch {
      DurableFile.remove(temporary)
      throw error
    }
    guard isSound() else {
      DurableFile.remove(temporary)
      return false
    }
    try DurableFile.rename(temporary, to: file, folder: folder)
    return true
  }

  /// Nil for a file that is not there.
  public func size(of name: String) -> Int? {
    var status = stat()
    guard unsafe lstat(full(name), &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return Int(status.st_size)
  }

  public func read(_ name: String, in range: Range<Int>) throws(FileFault) -> [UInt8] {
    try Descriptor(full(name), O_RDONLY | O_NOFOLLOW).read(range)
  }

  /// What lies in a folder; nothing where there is none. Temporary files are not told.
  public func entries(of folder: String) -> [Entry] {
    var entries: [Entry] = []
    for name in names(of: folder) where !name.hasPrefix(".") && !name.hasSuffix(".part") {
      var status = stat()
      guard unsafe lstat(full(folder) + "/" + name, &status) == 0 else { continue }
      entries.append(
        Entry(
          name: name, size: Int(status.st_size), changedAt: status.st_mtim.tv_sec,
          isFolder: status.st_mode & S_IFMT == S_IFDIR))
    }
    return entries.sorted { $0.name < $1.name }
  }

  /// Removes a folder of files; one that is not there is fine.
  public func remove(folder: String) {
    for entry in names(of: folder) { DurableFile.remove(full(folder) + "/" + entry) }
    _ = unsafe rmdir(full(folder))
  }

  private func names(of folder: String) -> [String] {
    guard let list = unsafe opendir(full(folder)) else { return [] }
    defer { unsafe closedir(list) }
    var names: [String] = []
    while let entry = unsafe readdir(list) {
      unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) {
          names.append(unsafe String(cString: $0))
        }
      }
    }
    return names.filter { $0 != "." && $0 != ".." }
  }

  /// Bytes that may still be written; the folder is there after the first writing.
  public var freeSpace: Int {
    var status = statvfs()
    var place = path
    while unsafe statvfs(place, &status) != 0 {
      guard place.contains("/") else { return 0 }
      place = Self.parent(of: place)
    }
    let (bytes, isTooMany) = Int(clamping: status.f_bavail)
      .multipliedReportingOverflow(by: Int(clamping: status.f_frsize))
    return isTooMany ? .max : bytes
  }
}
