import Foundation
import GRDB
public import ServiceHall

/// A hall on its way from one machine to another, as one file. 大厅迁移
///
/// The file is `YZH1`, a line of JSON that lists what follows, then the files' bytes one after another.
/// It is checked whole, in a folder of its own, before anything of it is opened under the hall's name.
public struct HallTransfer: Sendable {
  /// The first line of a transfer file.
  struct Manifest: Codable {
    struct File: Codable {
      let path: String
      let size: Int
      let digest: String
    }
    let hall: Hall
    let files: [File]
  }

  /// The hall's secrets, without which its claims and its documents' seals would have to begin anew.
  static let secrets = ["claims.key", "seal.key"]
  static let magic = "YZH1\n"
  /// Read and written at a time, in bytes.
  static let chunk = 1 << 20

  let shelf: HallShelf
  let surroundings: LedgerSurroundings
  let county: County
  /// Hex of the digest of a whole file.
  let fileDigest: @Sendable (_ path: String) throws -> String

  public init(
    shelf: HallShelf, surroundings: LedgerSurroundings, county: County,
    fileDigest: @escaping @Sendable (_ path: String) throws -> String
  ) {
    self.shelf = shelf
    self.surroundings = surroundings
    self.county = county
    self.fileDigest = fileDigest
  }

  /// Writes a hall into one file: under a temporary name first, synced, then renamed.
  public func export(_ hall: Hall, to path: String) async throws {
    let snapshot = path + ".sqlite-part"
    defer { try? FileManager.default.removeItem(atPath: snapshot) }
    try? FileManager.default.removeItem(atPath: snapshot)
    try await shelf.with(hall.id) { ledger in try await ledger.copy(to: snapshot) }
    var files = [("hall.sqlite", snapshot)]
    let blobs = shelf.folder(of: hall.id) + "/blobs"
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: blobs)) ?? [] {
      var isFolder: ObjCBool = false
      let full = blobs + "/" + name
      guard unsafe FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) else { continue }
      if !isFolder.boolValue {
        files.append(("blobs/" + name, full))
      }
    }
    for name in Self.secrets {
      let full = shelf.folder(of: hall.id) + "/" + name
      if FileManager.default.fileExists(atPath: full) { files.append((name, full)) }
    }
    let manifest = Manifest(
      hall: hall,
      files: try files.map { name, full in
        let attributes = try FileManager.default.attributesOfItem(atPath: full)
        return Manifest.File(
          path: name, size: (attributes[.size] as? Int) ?? 0, digest: try fileDigest(full))
      })
    let part = path + ".part"
    defer { try? FileManager.default.removeItem(atPath: part) }
    // Nobody else reads what holds people's data and the hall's secrets.
    guard
      FileManager.default.createFile(
        atPath: part, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw LedgerFault.storageFull }
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: part))
    try output.write(contentsOf: Data((Self.magic + (try CanonicalJSON.text(manifest)) + "\n").utf8))
    for (_, full) in files {
      let input = try FileHandle(forReadingFrom: URL(fileURLWithPath: full))
      while let data = try input.read(upToCount: Self.chunk), !data.isEmpty {
        try output.write(contentsOf: data)
      }
      try input.close()
    }
    try output.synchronize()
    try output.close()
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: part, toPath: path)
  }

  /// Unpacks a transfer file beside the halls, checks every byte, the chain and the tables, and then
  /// gives the folder the hall's name. The ledger goes on under a new epoch.
  ///
  /// - Throws: `LedgerFault.brokenTransfer`, `.exists`.
  public func unpack(_ path: String) async throws -> Hall {
    guard let input = FileHandle(forReadingAtPath: path) else { throw LedgerFault.missing(path) }
    defer { try? input.close() }
    let manifest = try Self.manifest(from: input)
    let folder = shelf.folder(of: manifest.hall.id)
    guard !FileManager.default.fileExists(atPath: folder) else {
      throw LedgerFault.exists(folder)
    }
    let staging = folder + ".arriving"
    try? FileManager.default.removeItem(atPath: staging)
    do {
      for file in manifest.files { try unpack(file, from: input, into: staging) }
      guard try input.read(upToCount: 1)?.isEmpty ?? true else {
        throw LedgerFault.brokenTransfer("trailing bytes")
      }
      let report = try LedgerVerifier(folder: staging, surroundings: surroundings)
        .verifyReplay(ofHall: true)
      guard report.isSound else { throw LedgerFault.brokenTransfer("\(report.findings)") }
      // Before the folder gets its name: a crash or a refusal never leaves the hall under its old epoch.
      let ledger = try Ledger<Hall>.open(
        folder: staging, projection: .hall(offset: county.offset), surroundings: surroundings)
      try await ledger.continueUnderNewEpoch()
      await ledger.close()
      try FileManager.default.moveItem(atPath: staging, toPath: folder)
    } catch {
      try? FileManager.default.removeItem(atPath: staging)
      throw error
    }
    return manifest.hall
  }

  private func unpack(
    _ file: Manifest.File, from input: FileHandle, into staging: String
  ) throws {
    // A path in the list must not lead out of the folder.
    let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }), file.size >= 0 else {
      throw LedgerFault.brokenTransfer(file.path)
    }
    let full = staging + "/" + file.path
    let parent = URL(fileURLWithPath: full).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    guard
      FileManager.default.createFile(
        atPath: full, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw LedgerFault.storageFull }
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: full))
    var left = file.size
    while left > 0 {
      guard let data = try input.read(upToCount: min(left, Self.chunk)), !data.isEmpty else {
        throw LedgerFault.brokenTransfer(file.path)
      }
      try output.write(contentsOf: data)
      left -= data.count
    }
    try output.synchronize()
    try output.close()
    guard try fileDigest(full) == file.digest else {
      throw LedgerFault.brokenTransfer(file.path)
    }
  }

  private static func manifest(from input: FileHandle) throws -> Manifest {
    guard try input.read(upToCount: magic.utf8.count) == Data(magic.utf8) else {
      throw LedgerFault.brokenTransfer("header")
    }
    var line = Data()
    // The list grows with the number of blobs; a thousand take some 150 KB.
    while line.count < 64 << 20, let byte = try input.read(upToCount: 1), let first = byte.first {
      if first == 10 {
        do {
          return try CanonicalJSON.value(
            Manifest.self, from: String(decoding: line, as: UTF8.self))
        } catch {
          throw LedgerFault.brokenTransfer("list")
        }
      }
      line.append(first)
    }
    throw LedgerFault.brokenTransfer("list")
  }
}

extension Ledger where Scope == Hall {
  /// Writes a compact copy of the file as some commit left it.
  func copy(to path: String) async throws {
    try await pool.writeWithoutTransaction { database in
      try database.execute(sql: "VACUUM INTO ?", arguments: [path])
    }
  }
}
