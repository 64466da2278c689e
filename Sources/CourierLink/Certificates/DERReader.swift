/// Reads elements of DER (X.690) one after another.
struct DERReader {
  struct Element {
    let tag: UInt8
    let content: ArraySlice<UInt8>
    /// Tag and length included.
    let whole: ArraySlice<UInt8>
  }

  static let integer: UInt8 = 0x02
  static let utcTime: UInt8 = 0x17
  static let generalizedTime: UInt8 = 0x18
  static let sequence: UInt8 = 0x30
  /// Context-specific, constructed, number 0.
  static let version: UInt8 = 0xA0

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  /// Nil at the end, and for what is not DER with one-byte tags and lengths of up to four bytes.
  mutating func next() -> Element? {
    let start = rest.startIndex
    guard rest.count >= 2, rest[start] & 0x1F != 0x1F else { return nil }
    var content = start + 2
    var length = Int(rest[start + 1])
    if length >= 0x80 {
      let digits = length - 0x80
      guard (1...4).contains(digits), rest.count >= 2 + digits else { return nil }
      length = rest[content..<content + digits].reduce(0) { $0 << 8 | Int($1) }
      content += digits
    }
    guard length <= rest.endIndex - content else { return nil }
    let end = content + length
    defer { rest = rest[end...] }
    return Element(tag: rest[start], content: rest[content..<end], whole: rest[start..<end])
  }

  /// The next element, if it has the tag.
  mutating func next(_ tag: UInt8) -> Element? {
    guard let element = next(), element.tag == tag else { return nil }
    return element
  }
}
