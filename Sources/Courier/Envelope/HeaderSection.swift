import Seal
import ServiceHall

/// What is wrong with the bytes of an envelope; nothing of it may be believed then.
public enum EnvelopeFault: Error, Sendable, Equatable {
  /// More bytes are needed.
  case incomplete
  case magic
  /// A header is missing, out of order, repeated or not of its form.
  case header(String)
  case tooLong
  /// The signature is not base64.
  case signature
}

/// `name=value` lines under a magic word, a blank line and a signature in base64.
///
/// The signature covers every byte before it, the blank line included.
struct HeaderSection {
  static let longest = 8192
  /// An SM2 signature has 72 bytes at most, 96 in base64.
  static let longestSignature = 200

  let fields: [(name: String, value: String)]
  let signed: [UInt8]
  let signature: [UInt8]
  /// Bytes up to and including the signature's LF.
  let length: Int

  init(_ bytes: ArraySlice<UInt8>, magic: String) throws(EnvelopeFault) {
    let opening = Array(magic.utf8) + [10]
    guard bytes.prefix(opening.count).elementsEqual(opening.prefix(bytes.count)) else {
      throw .magic
    }
    var fields: [(name: String, value: String)] = []
    var position = bytes.startIndex + opening.count
    while true {
      let line = try Self.line(bytes, from: position, longest: Self.longest - (position - bytes.startIndex))
      position += line.utf8.count + 1
      if line.isEmpty { break }
      guard let sign = line.firstIndex(of: "=") else { throw .header(String(line.prefix(40))) }
      let name = String(line[..<sign])
      guard !fields.contains(where: { $0.name == name }) else { throw .header(name) }
      fields.append((name, String(line[line.index(after: sign)...])))
    }
    let signed = Array(bytes[bytes.startIndex..<position])
    let text = try Self.line(bytes, from: position, longest: Self.longestSignature)
    guard let signature = Base64.decode(text, padded: true), !signature.isEmpty else { throw .signature }
    self.fields = fields
    self.signed = signed
    self.signature = signature
    length = position + text.utf8.count + 1 - bytes.startIndex
  }

  private static func line(
    _ bytes: ArraySlice<UInt8>, from position: Int, longest: Int
  ) throws(EnvelopeFault) -> String {
    guard position <= bytes.endIndex else { throw .incomplete }
    let rest = bytes[position...].prefix(max(0, longest))
    guard let end = rest.firstIndex(of: 10) else {
      throw rest.count < longest ? .incomplete : .tooLong
    }
    guard let text = String(validating: rest[..<end], as: UTF8.self),
      text.utf8.allSatisfy({ $0 >= 32 && $0 != 127 })
    else { throw .header("text") }
    return text
  }

  /// Takes the fields in their order.
  struct Reader {
    private var rest: ArraySlice<(name: String, value: String)>

    init(_ section: HeaderSection) { rest = section.fields[...] }

    mutating func text(_ name: String) throws(EnvelopeFault) -> String {
      guard let field = rest.first, field.name == name else { throw .header(name) }
      rest.removeFirst()
      return field.value
    }

    mutating func value<Value>(
      _ name: String, _ read: (String) -> Value?
    ) throws(EnvelopeFault) -> Value {
      guard let value = read(try text(name)) else { throw .header(name) }
      return value
    }

    mutating func number(_ name: String) throws(EnvelopeFault) -> Int {
      try value(name) { Lexicon.number($0) }
    }

    mutating func digest(_ name: String) throws(EnvelopeFault) -> [UInt8] {
      try value(name) { text in
        text.utf8.count == 2 * Digest.byteCount && Lexicon.isLowerHex(text) ? Hex.decode(text) : nil
      }
    }

    mutating func stream() throws(EnvelopeFault) -> StreamID {
      StreamID(
        hall: try value("hall") { .init($0) }, epoch: try value("epoch") { Epoch($0) },
        lane: try value("lane") { Lexicon.number($0).flatMap { Lane(rawValue: $0) } })
    }

    /// Headers of later versions: kept under the signature and ignored.
    func later() -> [String: String] {
      Dictionary(rest.map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// How a body is sealed, and the headers of later versions.
    func laterAndSealing() throws(EnvelopeFault) -> (SealingSuite?, [String: String]) {
      var later = later()
      guard let name = later.removeValue(forKey: "enc") else { return (nil, later) }
      guard let suite = SealingSuite(rawValue: name) else { throw .header("enc") }
      return (suite, later)
    }
  }

  /// Writes and signs a section.
  static func compose(
    magic: String, fields: [(String, String)], by key: SigningKey
  ) -> [UInt8] {
    var text = magic + "\n"
    for (name, value) in fields { text += "\(name)=\(value)\n" }
    text += "\n"
    let signed = Array(text.utf8)
    return signed + Array(Base64.encode(key.sign(signed), padded: true).utf8) + [10]
  }
}
