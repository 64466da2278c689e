/// Base64 (RFC 4648 §4), unpadded as password records write salts and keys, or padded as signatures travel.
///
/// Strict, so that a value has one spelling: padding exactly as said, no white space, no stray last bits.
public enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  public static func encode(_ bytes: [UInt8], padded: Bool = false) -> String {
    var digits: [UInt8] = []
    var pending: UInt32 = 0
    var pendingBits = 0
    for byte in bytes {
      pending = pending << 8 | UInt32(byte)
      pendingBits += 8
      while pendingBits >= 6 {
        pendingBits -= 6
        digits.append(alphabet[Int(pending >> UInt32(pendingBits) & 63)])
      }
    }
    if pendingBits > 0 {
      digits.append(alphabet[Int(pending << UInt32(6 - pendingBits) & 63)])
    }
    while padded, digits.count % 4 != 0 { digits.append(UInt8(ascii: "=")) }
    return String(decoding: digits, as: UTF8.self)
  }

  public static func decode(_ text: some StringProtocol, padded: Bool = false) -> [UInt8]? {
    guard padded else { return digits(text) }
    let padding = text.utf8.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard text.utf8.count % 4 == 0, padding <= 2 else { return nil }
    return digits(text.dropLast(padding))
  }

  private static func digits(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    var pending: UInt32 = 0
    var pendingBits = 0
    for digit in text.utf8 {
      guard let value = alphabet.firstIndex(of: digit) else { return nil }
      pending = pending << 6 | UInt32(value)
      pendingBits += 6
      if pendingBits >= 8 {
        pendingBits -= 8
        bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(pendingBits)))
      }
    }
    let leftOver = pending & (1 << UInt32(pendingBits) - 1)
    guard pendingBits < 6, leftOver == 0 else { return nil }
    return bytes
  }
}
