public import Seal
public import ServiceHall

/// One call about an attachment: where it goes, and the headers that say who asks and about what.
///
///     Yizhan-Blob: HALL SIZE CHUNK
///     Yizhan-Request: KID BASE64(signature over "YZR1 METHOD TARGET INC HALL SIZE CHUNK [SHA-256 of the body]")
///
/// The body's digest is signed, so that what was altered on the way is not taken for the chunk.
public struct BlobCall: Sendable {
  public static let field = "Yizhan-Blob"
  public static let prefix = "/channel/v1/blobs/"

  public let hall: Hall.ID
  public let shape: BlobShape
  /// Nil where the whole is asked about.
  public let index: Int?

  public init(hall: Hall.ID, shape: BlobShape, index: Int? = nil) {
    self.hall = hall
    self.shape = shape
    self.index = index
  }

  /// Reads a call at the receiver.
  public init?(id: String?, index: String?, header: String?) {
    let parts = (header ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, let hall = Hall.ID(String(parts[0])),
      let size = Lexicon.number(parts[1]), let chunk = Lexicon.number(parts[2]),
      let id = id.flatMap({ BlobID($0) }),
      let shape = BlobShape(id: id, size: size, chunkSize: chunk)
    else { return nil }
    self.init(hall: hall, shape: shape, index: index.flatMap { Lexicon.number($0) })
    guard (index == nil) == (self.index == nil),
      self.index.map({ shape.range(of: $0) != nil }) ?? true
    else { return nil }
  }

  public var target: String { Self.prefix + shape.id.rawValue + (index.map { "/\($0)" } ?? "") }

  private var about: String { "\(hall) \(shape.size) \(shape.chunkSize)" }

  private func words(_ body: [UInt8]?) -> [String] {
    [about] + (body.map { [Hex.encode(Digest.sha256.hash($0))] } ?? [])
  }

  /// - Parameter body: the chunk that is put; nil when something is asked.
  public func headers(_ body: [UInt8]?, incarnation: String, by key: SigningKey) -> [String: String] {
    [
      Self.field: about,
      SignedRequest.field: SignedRequest.value(
        body == nil ? "GET" : "PUT", for: target, incarnation: incarnation, and: words(body), by: key),
    ]
  }

  /// Whether the hall itself calls.
  public func isSigned(
    _ value: String?, _ body: [UInt8]?, incarnation: String, by hall: EnrolledHall
  ) -> Bool {
    SignedRequest.holds(
      value, body == nil ? "GET" : "PUT", for: target, incarnation: incarnation, and: words(body),
      by: hall)
  }
}
