/// Writes one JSON object whose members are added in the order of their keys' bytes: one spelling for one value.
struct CanonicalObject: Sendable {
  private var open: [UInt8] = [UInt8(ascii: "{")]

  init() { open.reserveCapacity(1024) }

  var text: String { String(decoding: open, as: UTF8.self) + "}" }

  mutating func add(_ key: String, text: String) {
    begin(key)
    append(text)
  }

  mutating func add(_ key: String, integer: Int64) {
    begin(key)
    open += String(integer).utf8
  }

  mutating func add(_ key: String, flag: Bool) {
    begin(key)
    open += (flag ? "true" : "false").utf8
  }

  mutating func add(_ key: String, texts: [String]) {
    begin(key)
    open.append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { open.append(UInt8(ascii: ",")) }
      append(text)
    }
    open.append(UInt8(ascii: "]"))
  }

  mutating func add(_ key: String, objects: [CanonicalObject]) {
    begin(key)
    open.append(UInt8(ascii: "["))
    for (index, object) in objects.enumerated() {
      if index > 0 { open.append(UInt8(ascii: ",")) }
      open += object.open
      open.append(UInt8(ascii: "}"))
    }
    open.append(UInt8(ascii: "]"))
  }

  mutating func add(_ key: String, object: CanonicalObject) {
    begin(key)
    open += object.open
    open.append(UInt8(ascii: "}"))
  }

  private mutating func begin(_ key: String) {
    if open.count > 1 { open.append(UInt8(ascii: ",")) }
    append(key)
    open.append(UInt8(ascii: ":"))
  }

  /// Escapes as `JSONText` does, so that both spell a text alike.
  private mutating func append(_ text: String) {
    open.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): open += [UInt8(ascii: "\\"), byte]
      case 0x08: open += "\\b".utf8
      case 0x09: open += "\\t".utf8
      case 0x0A: open += "\\n".utf8
      case 0x0C: open += "\\f".utf8
      case 0x0D: open += "\\r".utf8
      case 0..<0x20: open += ("\\u00" + (byte < 16 ? "0" : "1") + String(byte & 15, radix: 16)).utf8
      default: open.append(byte)
      }
    }
    open.append(UInt8(ascii: "\""))
  }
}
