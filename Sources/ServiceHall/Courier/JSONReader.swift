/// Reads a JSON text strictly, keeping line numbers.
struct JSONReader {
  /// Deeper than any text that this product reads; a hostile one cannot exhaust the stack.
  static let deepest = 32

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  private init(_ text: String) { bytes = Array(text.utf8) }

  static func read(_ text: String) throws(JSONFault) -> JSONNode {
    var reader = JSONReader(text)
    let node = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.position == reader.bytes.count else { throw reader.fault }
    return node
  }

  private var fault: JSONFault { JSONFault(line: line) }
  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
      if byte == 0x0A { line += 1 }
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONNode {
    skipBlanks()
    guard let first = next, depth < Self.deepest else { throw fault }
    let start = line
    let value: JSONNode.Value
    switch first {
    case UInt8(ascii: "{"): value = .object(try members(depth: depth))
    case UInt8(ascii: "["): value = .list(try elements(depth: depth))
    case UInt8(ascii: "\""): value = .text(try text())
    case UInt8(ascii: "t"): value = try word("true", .flag(true))
    case UInt8(ascii: "f"): value = try word("false", .flag(false))
    case UInt8(ascii: "n"): value = try word("null", .null)
    default: value = try number()
    }
    return JSONNode(line: start, value: value)
  }

  private mutating func members(depth: Int) throws(JSONFault) -> [JSONNode.Member] {
    position += 1
    var members: [JSONNode.Member] = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return members }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw fault }
      let start = line
      let key = try text()
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw fault }
      members.append(JSONNode.Member(key: key, line: start, value: try value(depth: depth + 1)))
      skipBlanks()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw fault }
    return members
  }

  private mutating func elements(depth: Int) throws(JSONFault) -> [JSONNode] {
    position += 1
    var elements: [JSONNode] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return elements }
    repeat {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw fault }
    return elements
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONNode.Value
  ) throws(JSONFault) -> JSONNode.Value {
    let letters = Array(word.description.utf8)
    guard bytes[position...].starts(with: letters) else { throw fault }
    position += letters.count
    return value
  }

  private mutating func number() throws(JSONFault) -> JSONNode.Value {
    let start = position
    _ = take(UInt8(ascii: "-"))
    let zero = next == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, !zero || whole == 1 else { throw fault }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      guard digits() > 0 else { throw fault }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard digits() > 0 else { throw fault }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int64(text) { return .integer(integer) }
    return .number(text)
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = next, byte.isDigit { position += 1 }
    return position - start
  }

  private mutating func text() throws(JSONFault) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += try escaped()
      case 0..<0x20: throw fault
      default: text.append(byte)
      }
    }
    throw fault
  }

  private mutating func escaped() throws(JSONFault) -> [UInt8] {
    guard let byte = next else { throw fault }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return try scalar()
    default: throw fault
    }
  }

  private mutating func scalar() throws(JSONFault) -> [UInt8] {
    var code = try unit()
    if (0xD800..<0xDC00).contains(code) {
      guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw fault }
      let low = try unit()
      guard (0xDC00..<0xE000).contains(low) else { throw fault }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw fault }
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func unit() throws(JSONFault) -> UInt32 {
    guard position + 4 <= bytes.count else { throw fault }
    let digits = bytes[position..<(position + 4)]
    let isHex: (UInt8) -> Bool = {
      $0.isDigit || (0x41...0x46).contains($0) || (0x61...0x66).contains($0)
    }
    guard digits.allSatisfy(isHex), let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault }
    position += 4
    return unit
  }
}
