/// The SHA-256 of an attachment in lower-case hex, whatever suite signs: its name everywhere.
public struct BlobID: Identifier {
  public let rawValue: String

  public init?(rawValue: String) {
    guard BlobManifest.isDigest(rawValue) else { return nil }
    self.rawValue = rawValue
  }
}

/// An attachment cut into chunks: its name, its size, and where each chunk lies.
///
/// Invariants, cited by number in `BlobManifestTests`:
/// 1. A chunk has 16 to 256 KiB, and there are 4,096 of them at most.
/// 2. The chunks lie end to end; all but the last are of one size, and none is empty.
public struct BlobShape: Sendable, Hashable {
  public static let chunkSizes = (16 << 10)...(256 << 10)
  /// So that what is said about all of them still fits into a header section.
  public static let mostChunks = 4096
  /// In bytes: what the largest chunks can carry.
  public static let largest = chunkSizes.upperBound * mostChunks

  public let id: BlobID
  /// In bytes.
  public let size: Int
  /// In bytes; the last chunk may be smaller.
  public let chunkSize: Int

  public init?(id: BlobID, size: Int, chunkSize: Int) {
    guard Self.chunkSizes.contains(chunkSize), size >= 1, (size - 1) / chunkSize < Self.mostChunks
    else { return nil }
    self.id = id
    self.size = size
    self.chunkSize = chunkSize
  }

  /// Chunks.
  public var count: Int { (size - 1) / chunkSize + 1 }

  /// Where a chunk lies in the whole; nil for one that there is not.
  public func range(of index: Int) -> Range<Int>? {
    guard (0..<count).contains(index) else { return nil }
    return index * chunkSize..<min(size, (index + 1) * chunkSize)
  }
}
