public import Seal

/// Consecutive records of one stream on their way, signed by their sender: `YZB1`.
///
/// A batch without records is a hello: it asks what the other end holds.
public struct Batch: Sendable, Equatable {
  public enum Compression: String, Sendable { case none, deflate }

  public struct Header: Sendable, Equatable {
    public let stream: StreamID
    public let from: Int
    public let to: Int
    /// h(from−1)
    public let prev: [UInt8]
    /// h(to)
    public let head: [UInt8]
    public let compression: Compression
    /// Of the body as it travels, in bytes.
    public let size: Int
    /// Of the body as it travels.
    public let digest: [UInt8]
    public let key: String
    public let suite: SignatureSuite
    /// `enc`: how the body is sealed; nil for one that anybody can read.
    public let sealing: SealingSuite?
    /// Headers that this version does not know.
    public let later: [String: String]

    public var isHello: Bool { to < from }
    public var count: Int { to - from + 1 }
    public var chain: Chain { Chain(suite.digest) }
  }

  /// How much of a batch is taken in.
  public struct Limits: Sendable {
    /// Of a body as it travels, in bytes.
    public var body: Int
    /// Of a body after it was inflated, in bytes.
    public var inflated: Int
    public var records: Int

    public init(body: Int = 8 << 20, inflated: Int = 64 << 20, records: Int = 10_000) {
      self.body = body
      self.inflated = inflated
      self.records = records
    }
  }

  static let magic = "YZB1"

  public let header: Header
  /// Every byte that the signature covers.
  public let signed: [UInt8]
  public let signature: [UInt8]
  public let body: [UInt8]

  /// Reads the batch at the beginning of `bytes`.
  ///
  /// - Returns: the batch and its length in bytes.
  /// - Throws: `EnvelopeFault`; a body above the limit is `.tooLong`.
  public static func read(
    _ bytes: ArraySlice<UInt8>, limits: Limits = Limits()
  ) throws(EnvelopeFault) -> (batch: Batch, length: Int) {
    let section = try HeaderSection(bytes, magic: magic)
    let header = try Header(section)
    guard header.size <= limits.body, header.count <= limits.records else { throw .tooLong }
    let start = bytes.startIndex + section.length
    guard bytes.endIndex - start >= header.size else { throw .incomplete }
    let body = Array(bytes[start..<start + header.size])
    let batch = Batch(
      header: header, signed: section.signed, signature: section.signature, body: body)
    return (batch, section.length + header.size)
  }

  /// Puts records under a header and signs it.
  ///
  /// - Parameters:
  ///   - prev: h(from−1).
  ///   - recipient: who alone can read the records; nil for anybody. A hello has nothing to hide.
  public static func compose(
    _ stream: StreamID, from: Int, lines: [[UInt8]], prev: [UInt8], compression: Compression,
    packer: Packer, by key: SigningKey, sealedFor recipient: SealingKey.Public? = nil
  ) -> Batch {
    let suite = key.publicKey.suite
    var plain: [UInt8] = []
    plain.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
    for line in lines {
      plain += line
      plain.append(10)
    }
    let recipient = lines.isEmpty ? nil : recipient
    let packed = compression == .none || lines.isEmpty ? plain : packer.deflate(plain)
    let body = recipient.map { SealedFile.seal(packed, to: $0) } ?? packed
    let header = Header(
      stream: stream, from: from, to: from + lines.count - 1, prev: prev,
      head: Chain(suite.digest).head(after: prev, lines: lines),
      compression: lines.isEmpty ? .none : compression, size: body.count,
      digest: suite.digest.hash(body), key: key.publicKey.id, suite: suite,
      sealing: recipient?.suite, later: [:])
    let signed = Array(header.text.utf8)
    return Batch(header: header, signed: signed, signature: key.sign(signed), body: body)
  }

  public var bytes: [UInt8] {
    signed + Array(Base64.encode(signature, padded: true).utf8) + [10] + body
  }

  /// The records, each without its LF.
  ///
  /// - Parameter opener: opens what was sealed for this end.
  /// - Throws: `BodyFault` where the body is not what the header says.
  public func lines(
    _ packer: Packer, limits: Limits = Limits(), opener: SealingKey? = nil
  ) throws(BodyFault) -> [[UInt8]] {
    guard header.suite.digest.hash(body) == header.digest else { throw .digest }
    let packed = try unsealed(opener)
    let plain: [UInt8]
    switch header.compression {
    case .none: plain = packed
    case .deflate:
      guard let inflated = packer.inflate(packed, limits.inflated) else { throw .compression }
      plain = inflated
    }
    guard plain.last ?? 10 == 10 else { throw .lines }
    var lines: [[UInt8]] = []
    lines.reserveCapacity(header.count)
    var start = 0
    while start < plain.count, let end = plain[start...].firstIndex(of: 10) {
      guard lines.count < header.count else { throw .lines }
      lines.append(Array(plain[start..<end]))
      start = end + 1
    }
    guard lines.count == header.count else { throw .lines }
    return lines
  }

  private func unsealed(_ opener: SealingKey?) throws(BodyFault) -> [UInt8] {
    guard let sealing = header.sealing else { return body }
    guard let opener, opener.suite == sealing, let plain = try? SealedFile.open(body, with: opener)
    else { throw .sealed }
    return plain
  }
}

/// Why a body is refused although its envelope is sound.
public enum BodyFault: Error, Sendable, Equatable {
  case digest, compression, lines
  /// It was sealed for another, or changed.
  case sealed
}

/// Compression in the zlib format, given from outside.
public struct Packer: Sendable {
  public let deflate: @Sendable ([UInt8]) -> [UInt8]
  /// Nil where the bytes are broken or would give more than `limit` bytes.
  public let inflate: @Sendable (_ bytes: [UInt8], _ limit: Int) -> [UInt8]?

  public init(
    deflate: @escaping @Sendable ([UInt8]) -> [UInt8],
    inflate: @escaping @Sendable (_ bytes: [UInt8], _ limit: Int) -> [UInt8]?
  ) {
    self.deflate = deflate
    self.inflate = inflate
  }
}

extension Batch.Header {
  init(_ section: HeaderSection) throws(EnvelopeFault) {
    var reader = HeaderSection.Reader(section)
    stream = try reader.stream()
    from = try reader.number("from")
    to = try reader.number("to")
    prev = try reader.digest("prev")
    head = try reader.digest("head")
    compression = try reader.value("comp") { Batch.Compression(rawValue: $0) }
    size = try reader.number("size")
    digest = try reader.digest("digest")
    key = try reader.value("kid") { Lexicon.isWord($0, longest: 64) ? $0 : nil }
    suite = try reader.value("alg") { SignatureSuite(rawValue: $0) }
    (sealing, later) = try reader.laterAndSealing()
    guard from >= 1, to >= from - 1 else { throw .header("to") }
    guard !isHello || (size == 0 && prev == head && sealing == nil) else { throw .header("size") }
  }

  /// Everything that is signed: the magic word, the headers in their order, the blank line.
  var text: String {
    """
    YZB1
    hall=\(stream.hall)
    epoch=\(stream.epoch)
    lane=\(stream.lane.rawValue)
    from=\(from)
    to=\(to)
    prev=\(Hex.encode(prev))
    head=\(Hex.encode(head))
    comp=\(compression.rawValue)
    size=\(size)
    digest=\(Hex.encode(digest))
    kid=\(key)
    alg=\(suite.rawValue)\(sealing.map { "\nenc=\($0.rawValue)" } ?? "")


    """
  }
}
