public import Seal
public import ServiceHall

/// What a receiver says that it holds of a hall's attachment, signed by it: `YZD1`.
///
/// Every call about an attachment is answered by it, and a stick brings it back; nothing else moves anything.
/// All bits are set only once the receiver has put the chunks together and found the attachment's digest.
public struct BlobWord: Sendable, Equatable {
  public let hall: Hall.ID
  public let shape: BlobShape
  public let bitmap: BlobBitmap
  public let incarnation: String
  /// RFC 3339.
  public let time: String
  let key: String
  let suite: SignatureSuite
  let signed: [UInt8]
  let signature: [UInt8]

  static let magic = "YZD1"

  public var isWhole: Bool { bitmap.isFull }

  public static func read(_ bytes: [UInt8]) throws(EnvelopeFault) -> BlobWord {
    let section = try HeaderSection(bytes[...], magic: magic)
    var reader = HeaderSection.Reader(section)
    let (hall, shape) = try reader.blob()
    return BlobWord(
      hall: hall, shape: shape,
      bitmap: try reader.value("bits") { text in
        Base64.decode(text, padded: true).flatMap { BlobBitmap(count: shape.count, bytes: $0) }
      },
      incarnation: try reader.value("inc") {
        $0.utf8.count == 16 && Lexicon.isLowerHex($0) ? $0 : nil
      }, time: try reader.value("time") { Lexicon.isWord($0, longest: 40) ? $0 : nil },
      key: try reader.value("kid") { Lexicon.isWord($0, longest: 64) ? $0 : nil },
      suite: try reader.value("alg") { SignatureSuite(rawValue: $0) }, signed: section.signed,
      signature: section.signature)
  }

  /// The bytes of a signed word.
  public static func compose(
    _ bitmap: BlobBitmap, of shape: BlobShape, from hall: Hall.ID, incarnation: String,
    time: String, by key: SigningKey
  ) -> [UInt8] {
    HeaderSection.compose(
      magic: magic,
      fields: BlobFields.fields(hall, shape) + [
        ("bits", Base64.encode(bitmap.bytes, padded: true)), ("inc", incarnation), ("time", time),
        ("kid", key.publicKey.id), ("alg", key.publicKey.suite.rawValue),
      ], by: key)
  }

  /// Whether one of the keys made the signature.
  public func isSigned(by keys: [PublicKey]) -> Bool {
    keys.contains { $0.id == key && $0.suite == suite && $0.verifies(signature, of: signed) }
  }

  /// `HALL-DIGEST.yzd`, on a stick.
  public var fileName: String { "\(hall)-\(shape.id)\(Self.suffix)" }
  public static let suffix = ".yzd"
}

/// The first headers of whatever is about an attachment.
enum BlobFields {
  static func fields(_ hall: Hall.ID, _ shape: BlobShape) -> [(String, String)] {
    [
      ("hall", hall.rawValue), ("digest", shape.id.rawValue), ("size", String(shape.size)),
      ("chunk", String(shape.chunkSize)),
    ]
  }
}

extension HeaderSection.Reader {
  mutating func blob() throws(EnvelopeFault) -> (Hall.ID, BlobShape) {
    let hall = try value("hall") { Hall.ID($0) }
    let id = try value("digest") { BlobID($0) }
    let size = try number("size")
    let shape = try value("chunk") { text in
      Lexicon.number(text).flatMap { BlobShape(id: id, size: size, chunkSize: $0) }
    }
    return (hall, shape)
  }
}
