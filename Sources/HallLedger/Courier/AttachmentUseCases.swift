import Courier
import Foundation
import GRDB
public import ServiceHall

extension Ledger where Scope == Hall {
  /// Keeps a file that a record is going to name; it is on disk when this returns.
  ///
  /// - Throws: `AttachmentRefusal`; nothing is written then.
  public func keepAttachment(_ bytes: [UInt8], media: String) async throws -> BlobManifest {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    let free = (attributes?[.systemFreeSize] as? NSNumber)?.intValue ?? 0
    return try await keepAttachment(bytes, media: media, free: free)
  }

  func keepAttachment(_ bytes: [UInt8], media: String, free: Int) async throws -> BlobManifest {
    let advice = try await read { database in
      try database.integer("SELECT bytes FROM chunk_advice").map { Int($0) }
    }
    var making = BlobMaking(
      chunkSize: ChunkSizing.chunkSize(advice ?? ChunkSizing.first, for: bytes.count))
    making.add(bytes)
    guard let manifest = making.finish(media: media) else { throw AttachmentRefusal.unfit }
    guard AttachmentRoom.admits(bytes.count, free: free) else { throw AttachmentRefusal.noRoom }
    do {
      try BlobFolder(folder: folder).store(bytes, digest: manifest.shape.id.rawValue)
    } catch {
      throw LedgerFault.storageFull
    }
    return manifest
  }

  /// A file that was kept; nil when there is none.
  ///
  /// - Parameter digest: whatever somebody sent.
  public func attachment(_ digest: String) -> [UInt8]? {
    let files = BlobFolder(folder: folder)
    return files.has(digest) ? files.bytes(of: digest) : nil
  }

  func nextBlob(except aside: Set<BlobID>, known: BlobManifest?) async throws -> BlobManifest? {
    try await read { database in
      let digests: [String] = try database.all(
        "SELECT digest FROM outbox_blob WHERE held_at IS NULL ORDER BY id LIMIT ?",
        [aside.count + 1]
      ) { $0[0] }
      guard let digest = digests.first(where: { digest in !aside.contains { $0.rawValue == digest } })
      else { return nil }
      // Asked for anew before each chunk; its digests alone may be a few hundred kilobytes.
      if let known, known.shape.id.rawValue == digest { return known }
      let text: String? = try database.first(
        "SELECT manifest FROM outbox_blob WHERE digest = ?", [digest]
      ) { $0[0] }
      guard let manifest = text.flatMap({ BlobManifest(json: $0) }) else {
        throw LedgerFault.damaged("outbox_blob \(digest)")
      }
      return manifest
    }
  }

  /// Nil where the file is gone or shorter than it was.
  func chunk(_ index: Int, of shape: BlobShape) -> [UInt8]? {
    shape.range(of: index).flatMap { BlobFolder(folder: folder).bytes(of: shape.id.rawValue, in: $0) }
  }

  /// Takes in what the receiver says; only that a file is whole is kept, and only of its present incarnation.
  func settle(_ word: BlobWord) async throws {
    try await record(by: .system) { draft in
      let database = draft.database
      guard word.isWhole, let upstream = try draft.facts().upstream, upstream.hall == word.hall,
        try ReceiverState.incarnations(in: database).current == word.incarnation
      else { return }
      draft.willWrite()
      try database.run(
        "UPDATE outbox_blob SET held_at = ? WHERE digest = ? AND size = ? AND held_at IS NULL",
        [draft.now.milliseconds, word.shape.id.rawValue, word.shape.size])
    }
  }

  /// Whether a file was sent, and arrived whole.
  func isHeld(_ id: BlobID) async throws -> Bool {
    try await read { database in
      try database.integer(
        "SELECT 1 FROM outbox_blob WHERE digest = ? AND held_at IS NOT NULL", [id.rawValue]) != nil
    }
  }

  func advise(chunkSize: Int) async throws {
    try await record(by: .system) { draft in
      draft.willWrite()
      try draft.database.run(
        "INSERT OR REPLACE INTO chunk_advice(id, bytes) VALUES (1, ?)", [chunkSize])
    }
  }
}
