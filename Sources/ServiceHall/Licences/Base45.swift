/// Bytes in the 45 characters that a QR code's alphanumeric mode has.
///
/// Source: RFC 9285. Strict, so that a value has one spelling: other characters, lower case among them, and
/// groups that stand for no bytes are refused.
public enum Base45 {
  private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)

  /// By the byte; 255 for a foreign one.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
    return values
  }()

  public enum Fault: Error, Sendable, Equatable {
    /// A character that is none of the 45.
    case alphabet
    /// Characters that stand for no bytes: one too many, or a group of too large a value.
    case group
  }

  /// Three characters for two bytes, two for a last single one.
  public static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count * 3 + 1) / 2)
    for start in stride(from: 0, to: bytes.count, by: 2) {
      let isPair = start + 1 < bytes.count
      let value = isPair ? Int(bytes[start]) << 8 | Int(bytes[start + 1]) : Int(bytes[start])
      text.append(alphabet[value % 45])
      text.append(alphabet[value / 45 % 45])
      if isPair { text.append(alphabet[value / 2025]) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// - Throws: `Fault.alphabet` before `.group`.
  public static func decode(_ text: some StringProtocol) throws(Fault) -> [UInt8] {
    let digits = text.utf8.map { values[Int($0)] }
    guard !digits.contains(255) else { throw .alphabet }
    guard digits.count % 3 != 1 else { throw .group }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count * 2 / 3)
    for start in stride(from: 0, to: digits.count, by: 3) {
      let group = digits[start..<min(start + 3, digits.count)]
      var value = 0
      for digit in group.reversed() { value = value * 45 + Int(digit) }
      guard value < (group.count == 3 ? 1 << 16 : 1 << 8) else { throw .group }
      if group.count == 3 { bytes.append(UInt8(value >> 8)) }
      bytes.append(UInt8(value & 0xFF))
    }
    return bytes
  }
}
