import Seal
public import ServiceHall

/// Makes the manifest of a file that is read piece by piece.
public struct BlobMaking: Sendable {
  private let chunkSize: Int
  private var whole = StreamingDigest(.sha256)
  private var chunk = StreamingDigest(.sha256)
  private var chunks: [String] = []
  private var size = 0

  public init(chunkSize: Int) { self.chunkSize = max(1, chunkSize) }

  /// The next piece, of any length.
  public mutating func add(_ bytes: [UInt8]) {
    whole.update(bytes)
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(chunkSize - size % chunkSize)
      chunk.update(Array(piece))
      size += piece.count
      rest = rest.dropFirst(piece.count)
      if size % chunkSize == 0 { endChunk() }
    }
  }

  private mutating func endChunk() {
    chunks.append(Hex.encode(chunk.finalize()))
    chunk = StreamingDigest(.sha256)
  }

  /// - Returns: nil for a file or a type that no manifest can name.
  public consuming func finish(media: String) -> BlobManifest? {
    if size % chunkSize != 0 { endChunk() }
    guard let id = BlobID(Hex.encode(whole.finalize())),
      let shape = BlobShape(id: id, size: size, chunkSize: chunkSize)
    else { return nil }
    return BlobManifest(shape: shape, media: media, chunks: chunks)
  }
}

extension BlobManifest {
  /// Whether the bytes are the chunk that the manifest names.
  public func holds(_ bytes: [UInt8], at index: Int) -> Bool {
    shape.range(of: index)?.count == bytes.count
      && chunks[index] == Hex.encode(Digest.sha256.hash(bytes))
  }
}
