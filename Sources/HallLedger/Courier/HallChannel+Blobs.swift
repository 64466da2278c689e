public import Courier
public import ServiceHall
import Synchronization

extension HallChannel: BlobOutbox {
  /// What is remembered between two chunks.
  struct BlobMemory {
    var manifest: BlobManifest?
    var advised: Int?
  }

  public func nextBlob(except aside: Set<BlobID>) async throws -> BlobManifest? {
    let known = blobs.withLock { $0.manifest }
    let next = try await shelf.with(hall) { try await $0.nextBlob(except: aside, known: known) }
    blobs.withLock { $0.manifest = next }
    return next
  }

  public func chunk(_ index: Int, of manifest: BlobManifest) async throws -> [UInt8]? {
    try await shelf.with(hall) { $0.chunk(index, of: manifest.shape) }
  }

  public func settle(_ word: BlobWord) async throws {
    // What is not whole changes nothing; the ledger need not be asked for each chunk.
    guard word.isWhole else { return }
    try await shelf.with(hall) { try await $0.settle(word) }
  }

  public func isHeld(_ id: BlobID) async throws -> Bool {
    try await shelf.with(hall) { try await $0.isHeld(id) }
  }

  /// Written when it changes, not with every chunk.
  public func advise(chunkSize: Int) async throws {
    guard blobs.withLock({ $0.advised }) != chunkSize else { return }
    try await shelf.with(hall) { try await $0.advise(chunkSize: chunkSize) }
    blobs.withLock { $0.advised = chunkSize }
  }
}
