/// The few spellings that occur in headers and lines; each value has one spelling.
enum Lexicon {
  static func isLowerHex(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }

  /// A decimal number from 0 to 2⁶³−1 without sign or leading zeros.
  static func number(_ text: some StringProtocol) -> Int? {
    guard let first = text.utf8.first, text.utf8.count <= 19,
      text.utf8.allSatisfy({ (48...57).contains($0) }), first != 48 || text.utf8.count == 1
    else { return nil }
    return Int(text)
  }

  /// Eight, four, four, four and twelve lower-case hex digits.
  static func isUUID(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 36
      && zip(0..., text.utf8).allSatisfy { place, byte in
        [8, 13, 18, 23].contains(place)
          ? byte == 45 : (48...57).contains(byte) || (97...102).contains(byte)
      }
  }

  /// Printable ASCII without spaces, `=` allowed: a code, a key id, the name of an algorithm.
  static func isWord(_ text: some StringProtocol, longest: Int) -> Bool {
    !text.isEmpty && text.utf8.count <= longest && text.utf8.allSatisfy { (33...126).contains($0) }
  }
}
