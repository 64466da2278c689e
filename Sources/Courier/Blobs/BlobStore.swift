public import ServiceHall

/// Where a receiver keeps attachments: whole ones under their digest, chunks of others beside.
///
/// Invariants, cited by number in `ReceiverBlobsTests`:
/// 1. A chunk that is said to be there is on disk, after any crash; what cannot be written changes nothing.
/// 2. All chunks are said to be there only when they were put together and gave the attachment's digest;
///    chunks that give something else are dropped, so that they can be sent again.
/// 3. Chunks come in any order, any number of times, by any way; what is whole never changes.
/// 4. The chunks that one hall keeps unfinished take bounded room, and no room from another hall.
public protocol BlobStore: Sendable {
  /// What is held of a hall's attachment.
  func bitmap(of shape: BlobShape, from hall: Hall.ID) async throws -> BlobBitmap
  /// Takes in a chunk that has the length of its place.
  ///
  /// - Returns: what is held then.
  func put(
    _ chunk: [UInt8], at index: Int, of shape: BlobShape, from hall: Hall.ID
  ) async throws -> BlobBitmap
  /// A chunk of an attachment that is whole.
  func chunk(at index: Int, of shape: BlobShape) async throws -> [UInt8]?
}

extension Receiver {
  /// What is said about an attachment; also what was taken in before.
  public func word(
    _ bitmap: BlobBitmap, of shape: BlobShape, from hall: Hall.ID
  ) async throws -> [UInt8] {
    BlobWord.compose(
      bitmap, of: shape, from: hall, incarnation: try await store.incarnation, time: time(), by: key)
  }
}
