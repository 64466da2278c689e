import GRDB
public import ServiceHall

/// The files that guides offer, by name.
enum GuideFileTable {
  static let name = "guide_file"

  static let migration = (
    name: "0005-guide-files",
    sql: """
    CREATE TABLE guide_file(
      name TEXT PRIMARY KEY,
      digest TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX guide_file_digest ON guide_file(digest);
    """
  )
}

extension Ledger where Scope == County {
  /// Offers a file under its name; the same name again replaces it.
  public func saveGuideFile(_ file: GuideFile, _ bytes: [UInt8], by caller: Caller) async throws {
    do {
      try BlobFolder(folder: folder).store(bytes, digest: file.digest)
    } catch {
      throw LedgerFault.storageFull
    }
    try await record(by: caller) { _ = try $0.append(.catalogue(.fileSaved(file))) }
  }

  /// No longer offers a file; its content stays for what the journal says of it.
  public func removeGuideFile(_ name: String, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      guard try draft.database.row("SELECT name FROM guide_file WHERE name = ?", [name]) != nil else {
        throw CatalogueRefusal.unknownFile
      }
      try draft.append(.catalogue(.fileRemoved(name)))
    }
  }

  public func guideFiles() async throws -> [GuideFile] {
    try await read { database in
      try database.rows("SELECT body FROM guide_file ORDER BY name").map {
        try CanonicalJSON.value(GuideFile.self, from: $0["body"])
      }
    }
  }

  /// A file that is offered, with its content.
  ///
  /// - Throws: `CatalogueRefusal.unknownFile`, also when it is gone from the disk.
  public func guideFile(digest: String) async throws -> (file: GuideFile, bytes: [UInt8]) {
    let file = try await read { database in
      try database.row("SELECT body FROM guide_file WHERE digest = ? ORDER BY name", [digest]).map {
        try CanonicalJSON.value(GuideFile.self, from: $0["body"])
      }
    }
    guard let file, let bytes = BlobFolder(folder: folder).bytes(of: digest) else {
      throw CatalogueRefusal.unknownFile
    }
    return (file, bytes)
  }
}
