/// Check characters of ISO/IEC 7064, over ASCII bytes.
enum ISO7064 {
  /// MOD 11-2 over digits: 0–9 or X.
  static func mod11x2(_ digits: some Sequence<UInt8>) -> UInt8 {
    var remainder = 0
    for digit in digits { remainder = (remainder + value(digit)) * 2 % 11 }
    let check = (12 - remainder) % 11
    return check == 10 ? UInt8(ascii: "X") : character(check)
  }

  /// MOD 11,10 over digits: 0–9.
  static func mod11x10(_ digits: some Sequence<UInt8>) -> UInt8 { hybrid(digits, base: 10) }

  /// MOD 37,36 over digits and capital letters: 0–9 and A–Z.
  static func mod37x36(_ characters: some Sequence<UInt8>) -> UInt8 { hybrid(characters, base: 36) }

  private static func hybrid(_ characters: some Sequence<UInt8>, base: Int) -> UInt8 {
    var product = base
    for character in characters {
      let sum = (product + value(character)) % base
      product = (sum == 0 ? base : sum) * 2 % (base + 1)
    }
    return character((base + 1 - product) % base)
  }

  private static func value(_ character: UInt8) -> Int {
    character.isDigit ? Int(character) - 48 : Int(character) - 55
  }

  private static func character(_ value: Int) -> UInt8 { UInt8(value < 10 ? 48 + value : 55 + value) }
}
