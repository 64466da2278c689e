/// What a record says about a file that goes up beside it, chunk by chunk. 附件
///
///     {"chunk":32768,"chunks":["…64 hex…",…],"digest":"…64 hex…","media":"image/jpeg","size":81244}
///
/// Invariants, cited by number in `BlobManifestTests`; 1 and 2 are those of `BlobShape`:
/// 3. There is a digest for every chunk; how large a chunk is never changes once it is written.
/// 4. What is written is read back as it was; nothing else is read.
public struct BlobManifest: Sendable, Equatable {
  public let shape: BlobShape
  /// RFC 6838, without parameters: `image/jpeg`
  public let media: String
  /// SHA-256 of each chunk in lower-case hex.
  public let chunks: [String]

  public init?(shape: BlobShape, media: String, chunks: [String]) {
    guard chunks.count == shape.count, chunks.allSatisfy(Self.isDigest), Self.isMedia(media) else {
      return nil
    }
    self.shape = shape
    self.media = media
    self.chunks = chunks
  }

  /// The object as it stands in a record.
  public var json: String { object.text }

  /// Reads such an object.
  public init?(json: String) {
    guard let node = try? JSONReader.read(json) else { return nil }
    self.init(node)
  }

  var object: CanonicalObject {
    var object = CanonicalObject()
    object.add("chunk", integer: Int64(shape.chunkSize))
    object.add("chunks", texts: chunks)
    object.add("digest", text: shape.id.rawValue)
    object.add("media", text: media)
    object.add("size", integer: Int64(shape.size))
    return object
  }

  init?(_ node: JSONNode) {
    guard let members = node.members,
      members.map(\.key) == ["chunk", "chunks", "digest", "media", "size"],
      let chunk = node["chunk"]?.integer, let size = node["size"]?.integer,
      let id = node["digest"]?.text.flatMap({ BlobID($0) }),
      let shape = BlobShape(id: id, size: Int(size), chunkSize: Int(chunk)),
      let media = node["media"]?.text, let chunks = node["chunks"]?.list?.map(\.text),
      !chunks.contains(nil)
    else { return nil }
    self.init(shape: shape, media: media, chunks: chunks.compactMap { $0 })
  }

  static func isDigest(_ text: String) -> Bool {
    text.isMade(of: { $0.isDigit || (0x61...0x66).contains($0) }, lengths: 64...64)
  }

  private static func isMedia(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { part in
        part.isMade(
          of: { $0.isLower || $0.isDigit || [0x2B, 0x2D, 0x2E].contains($0) }, lengths: 1...100)
      }
  }
}
