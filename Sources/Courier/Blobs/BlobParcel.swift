public import Seal
public import ServiceHall

/// Consecutive chunks of an attachment on a stick, signed by the hall: `YZC1`.
///
///     YZC1, hall, digest, size, chunk, from, to (chunks, from 0), sum (digest of what follows), kid, alg, enc
public struct BlobParcel: Sendable, Equatable {
  public let hall: Hall.ID
  public let shape: BlobShape
  public let range: ClosedRange<Int>
  /// End to end.
  public let body: [UInt8]
  let key: String
  let signed: [UInt8]
  let signature: [UInt8]

  static let magic = "YZC1"
  public static let suffix = ".yzc"
  /// Of the bodies of one file, in bytes.
  public static let largest = 8 << 20

  /// - Parameter opener: opens what was sealed for this end.
  /// - Throws: `EnvelopeFault`; `.header` also for a body that is not what the header says.
  public static func read(
    _ bytes: [UInt8], opener: SealingKey? = nil
  ) throws(EnvelopeFault) -> BlobParcel {
    let section = try HeaderSection(bytes[...], magic: magic)
    var reader = HeaderSection.Reader(section)
    let (hall, shape) = try reader.blob()
    let from = try reader.number("from")
    let to = try reader.number("to")
    let sum = try reader.digest("sum")
    let key = try reader.value("kid") { Lexicon.isWord($0, longest: 64) ? $0 : nil }
    let suite = try reader.value("alg") { SignatureSuite(rawValue: $0) }
    guard from <= to, let first = shape.range(of: from), let last = shape.range(of: to) else {
      throw .header("to")
    }
    let (sealing, _) = try reader.laterAndSealing()
    var body = Array(bytes[section.length...])
    guard suite.digest.hash(body) == sum else { throw .header("sum") }
    if let sealing {
      guard let opener, opener.suite == sealing, let plain = try? SealedFile.open(body, with: opener)
      else { throw .header("enc") }
      body = plain
    }
    guard body.count == last.upperBound - first.lowerBound else { throw .header("sum") }
    return BlobParcel(
      hall: hall, shape: shape, range: from...to, body: body, key: key, signed: section.signed,
      signature: section.signature)
  }

  /// - Parameter body: the chunks of the range, end to end.
  public static func compose(
    _ shape: BlobShape, _ range: ClosedRange<Int>, _ body: [UInt8], from hall: Hall.ID,
    by key: SigningKey, sealedFor recipient: SealingKey.Public? = nil
  ) -> [UInt8] {
    let body = recipient.map { SealedFile.seal(body, to: $0) } ?? body
    return HeaderSection.compose(
      magic: magic,
      fields: BlobFields.fields(hall, shape) + [
        ("from", String(range.lowerBound)), ("to", String(range.upperBound)),
        ("sum", Hex.encode(key.publicKey.suite.digest.hash(body))), ("kid", key.publicKey.id),
        ("alg", key.publicKey.suite.rawValue),
      ] + (recipient.map { [("enc", $0.suite.rawValue)] } ?? []), by: key) + body
  }

  public func chunk(at index: Int) -> [UInt8] {
    let start = (index - range.lowerBound) * shape.chunkSize
    return Array(body[start..<min(body.count, start + shape.chunkSize)])
  }

  public func isSigned(by hall: EnrolledHall) -> Bool {
    hall.key(key)?.verifies(signature, of: signed) ?? false
  }

  /// The ranges in which an attachment is carried.
  public static func ranges(of shape: BlobShape) -> [ClosedRange<Int>] {
    let step = max(1, largest / shape.chunkSize)
    return stride(from: 0, to: shape.count, by: step).map { $0...min(shape.count, $0 + step) - 1 }
  }

  /// `HALL-DIGEST-FROM-TO.yzc`
  public static func fileName(_ shape: BlobShape, _ range: ClosedRange<Int>, from hall: Hall.ID) -> String {
    "\(hall)-\(shape.id)-\(range.lowerBound)-\(range.upperBound)\(suffix)"
  }
}
