/// The form of a point in time on the wire: `2026-11-20T09:31:05+08:00`.
enum RFC3339 {
  static func isTime(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let shape = Array("0000-00-00T00:00:00".utf8)
    guard bytes.count > shape.count,
      zip(bytes, shape).allSatisfy({ $1 == 48 ? isDigit($0) : $0 == $1 }),
      (1...12).contains(number(bytes[5..<7])), (1...31).contains(number(bytes[8..<10])),
      number(bytes[11..<13]) <= 23, number(bytes[14..<16]) <= 59, number(bytes[17..<19]) <= 60
    else { return false }
    var rest = bytes.dropFirst(shape.count)
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix { isDigit($0) }
      guard !fraction.isEmpty else { return false }
      rest = rest.dropFirst(1 + fraction.count)
    }
    return isOffset(Array(rest))
  }

  private static func isOffset(_ bytes: [UInt8]) -> Bool {
    if bytes == [UInt8(ascii: "Z")] { return true }
    guard bytes.count == 6, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[0]),
      bytes[3] == UInt8(ascii: ":"), [1, 2, 4, 5].allSatisfy({ isDigit(bytes[$0]) })
    else { return false }
    return number(bytes[1..<3]) <= 23 && number(bytes[4..<6]) <= 59
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1) - 48 }
  }
}
