import Foundation
import Glibc
import HallLedger
import ServiceHall

/// A folder that holds all that a data folder was at one time. 备份
///
///     DIR/manifest.json         what follows, written last
///     DIR/county/…, DIR/halls/CODE/…, DIR/receiver.sqlite, keys, attachments: as in the data folder
///
/// Invariants, cited by number in `RecoveryTests`:
/// 1. At its name stands a whole backup that was read back, or nothing.
/// 2. Every file has the digest that the list says, every ledger an unbroken chain; a backup with one byte
///    changed is refused.
/// 3. Keys are readable by their owner alone.
struct Backup {
  struct Manifest: Codable {
    struct File: Codable {
      let path: String
      let size: Int
      let digest: String
    }
    struct Ledger: Codable {
      /// `county`, or a hall's code.
      let name: String
      let standing: LedgerSnapshot.Standing
    }
    let format: Int
    let program: String
    let at: String
    let ledgers: [Ledger]
    let files: [File]

    var size: Int { files.reduce(0) { $0 + $1.size } }
  }

  static let manifestName = "manifest.json"
  private static let chunk = 1 << 20

  let path: String

  // MARK: Making

  /// Copies a data folder, beside a server that may be running.
  ///
  /// - Parameter progress: is told of bytes done, and of all.
  static func make(
    of data: DataFolder, at path: String, progress: (Int, Int) -> Void
  ) throws -> (backup: Backup, manifest: Manifest) {
    let final = DataFolder(path).path
    guard !(final + "/").hasPrefix(data.path + "/") else { throw StationFault.backupInside(final) }
    guard !FileManager.default.fileExists(atPath: final) else { throw LedgerFault.exists(final) }
    let part = Backup(path: final + ".part")
    try? FileManager.default.removeItem(atPath: part.path)
    do {
      let manifest = try part.fill(from: data, progress)
      try part.check(manifest) { _, _ in }
      guard unsafe rename(part.path, final) == 0 else { throw StationFault.notWritable(final) }
      try synchronize(URL(fileURLWithPath: final).deletingLastPathComponent().path)
      return (Backup(path: final), manifest)
    } catch {
      try? FileManager.default.removeItem(atPath: part.path)
      throw error
    }
  }

  private func fill(from data: DataFolder, _ progress: (Int, Int) -> Void) throws -> Manifest {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw StationFault.notWritable(path)
    }
    // Databases first: what their rows name is in the folders before the row is.
    let names = try Self.contents(of: data.path).sorted { Self.isDatabase($0) && !Self.isDatabase($1) }
    guard names.contains(where: Self.isDatabase) else { throw StationFault.noCounty(data.path) }
    let whole = names.reduce(0) { $0 + Self.size(data.path + "/" + $1) }
    var done = 0
    var files: [Manifest.File] = []
    for name in names {
      let (from, to) = (data.path + "/" + name, path + "/" + name)
      try FileManager.default.createDirectory(
        at: URL(fileURLWithPath: to).deletingLastPathComponent(), withIntermediateDirectories: true)
      if Self.isDatabase(name) {
        try LedgerSnapshot.write(from, to: to)
      } else {
        // What was there a moment ago may be gone.
        guard try Self.copy(from, to) else { continue }
      }
      try Self.synchronize(to)
      done += Self.size(from)
      progress(done, whole)
      files.append(
        Manifest.File(path: name, size: Self.size(to), digest: try Surroundings.fileDigest(to)))
    }
    let ledgers = try files.compactMap { file in
      try Self.ledger(file.path).map { name, isHall in
        let folder = URL(fileURLWithPath: path + "/" + file.path).deletingLastPathComponent().path
        return Manifest.Ledger(
          name: name,
          standing: try LedgerSnapshot.standing(in: folder, ofHall: isHall, Surroundings.ledger))
      }
    }
    let manifest = Manifest(
      format: 1, program: Station.version, at: UTCOffset.beijing.timestamp(Surroundings.clock.now()),
      ledgers: ledgers, files: files)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    let list = path + "/" + Self.manifestName
    try Self.write(try encoder.encode(manifest), to: list)
    for folder in try Self.folders(of: path) + [path] { try Self.synchronize(folder) }
    return manifest
  }

  // MARK: Reading

  func manifest() throws -> Manifest {
    guard let data = FileManager.default.contents(atPath: path + "/" + Self.manifestName) else {
      throw LedgerFault.missing(path + "/" + Self.manifestName)
    }
    guard let manifest = try? JSONDecoder().decode(Manifest.self, from: data), manifest.format == 1 else {
      throw StationFault.backupBroken(Self.manifestName)
    }
    for file in manifest.files {
      // A path in the list must not lead out of the folder.
      let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
      guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
        throw StationFault.backupBroken(file.path)
      }
    }
    return manifest
  }

  /// Reads everything back and compares it with the list.
  func check(_ manifest: Manifest, progress: (Int, Int) -> Void) throws {
    var done = 0
    for file in manifest.files {
      let full = path + "/" + file.path
      guard FileManager.default.fileExists(atPath: full), Self.size(full) == file.size,
        try Surroundings.fileDigest(full) == file.digest
      else { throw StationFault.backupBroken(file.path) }
      done += file.size
      progress(done, manifest.size)
    }
    for ledger in manifest.ledgers {
      let isCounty = ledger.name == "county"
      let folder = path + (isCounty ? "/county" : "/halls/" + ledger.name)
      let found = try? LedgerSnapshot.standing(in: folder, ofHall: !isCounty, Surroundings.ledger)
      guard found == ledger.standing else { throw StationFault.backupBroken(ledger.name) }
    }
  }

  /// Copies a part of the backup; each file is compared with the list and on disk afterwards.
  ///
  /// - Parameter prefix: of the paths, empty for all; it is left out of the new ones.
  func unpack(
    _ manifest: Manifest, below prefix: String = "", to folder: String,
    progress: (Int, Int) -> Void
  ) throws {
    let files = manifest.files.filter { $0.path.hasPrefix(prefix) }
    let whole = files.reduce(0) { $0 + $1.size }
    var done = 0
    for file in files {
      let to = folder + "/" + file.path.dropFirst(prefix.count)
      try FileManager.default.createDirectory(
        at: URL(fileURLWithPath: to).deletingLastPathComponent(), withIntermediateDirectories: true)
      guard try Self.copy(path + "/" + file.path, to), try Surroundings.fileDigest(to) == file.digest
      else { throw StationFault.backupBroken(file.path) }
      try Self.synchronize(to)
      done += file.size
      progress(done, whole)
    }
    for folder in try Self.folders(of: folder) + [folder] { try Self.synchronize(folder) }
  }

  // MARK: Files

  private static func isDatabase(_ name: String) -> Bool { name.hasSuffix(".sqlite") }

  /// The ledger that a file of the folder is.
  private static func ledger(_ path: String) -> (name: String, isHall: Bool)? {
    let parts = path.split(separator: "/").map(String.init)
    switch (parts.first, parts.last, parts.count) {
    case ("county", "county.sqlite", 2): return ("county", false)
    case ("halls", "hall.sqlite", 3): return (parts[1], true)
    default: return nil
    }
  }

  /// What of a data folder is worth keeping: not what is half done, put aside, or told by other files.
  private static func contents(of folder: String) throws -> [String] {
    let passing = ["-wal", "-shm", "-journal", ".part", ".new", ".witness"]
    return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { name in
      let parts = name.split(separator: "/").map(String.init)
      guard let last = parts.last, isRegular(folder + "/" + name),
        !["lock", "ballast", "uploads", "arriving"].contains(parts[0]),
        !passing.contains(where: { last.hasSuffix($0) }), !last.contains(".sqlite.")
      else { return false }
      // Beside the halls' folders lie those that arrive and those that were put aside.
      return parts[0] != "halls" || (parts.count > 1 && Hall.ID(parts[1]) != nil)
    }
  }

  private static func isRegular(_ path: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType)
      == .typeRegular
  }

  private static func folders(of folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).map { folder + "/" + $0 }.filter {
      (try? FileManager.default.attributesOfItem(atPath: $0)[.type] as? FileAttributeType)
        == .typeDirectory
    }
  }

  private static func size(_ path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }

  /// - Returns: false where there is nothing to copy any more.
  private static func copy(_ from: String, _ to: String) throws -> Bool {
    guard let input = FileHandle(forReadingAtPath: from) else { return false }
    defer { try? input.close() }
    // Nobody else reads what may be a key.
    guard
      FileManager.default.createFile(
        atPath: to, contents: nil, attributes: [.posixPermissions: 0o600]),
      let output = FileHandle(forWritingAtPath: to)
    else { throw LedgerFault.storageFull }
    defer { try? output.close() }
    while let data = try input.read(upToCount: chunk), !data.isEmpty {
      do { try output.write(contentsOf: data) } catch { throw LedgerFault.storageFull }
    }
    return true
  }

  private static func write(_ data: Data, to path: String) throws {
    guard
      FileManager.default.createFile(
        atPath: path, contents: data, attributes: [.posixPermissions: 0o600])
    else { throw LedgerFault.storageFull }
    try synchronize(path)
  }

  /// The bytes of a file, or the names in a folder, are on disk afterwards.
  static func synchronize(_ path: String) throws {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw StationFault.notWritable(path) }
    defer { close(file) }
    // Some file systems of sticks and networks know no syncing of folders.
    guard fsync(file) == 0 || errno == EINVAL || errno == ENOTSUP else { throw LedgerFault.storageFull }
  }
}
