/// Signatures of 64 bytes, for where every byte costs room: a QR code. 定长签名
///
/// Ed25519 has them by itself. SM2's are r and s of 32 bytes each, the highest byte first, in place of the DER
/// that is of 8 to 72 bytes; a value has one spelling in either form.
extension SigningKey {
  public static let fixedSignatureLength = 64

  /// The signature of the message in 64 bytes.
  public func signFixed(_ message: [UInt8]) -> [UInt8] {
    let signature = sign(message)
    guard suite == .sm2 else { return signature }
    guard let fixed = FixedSignature.fixed(signature) else { Libcrypto.stop("EVP_DigestSign") }
    return fixed
  }
}

extension PublicKey {
  /// Whether the 64 bytes are the key's signature of this message.
  public func verifiesFixed(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard signature.count == SigningKey.fixedSignatureLength else { return false }
    return verifies(suite == .sm2 ? FixedSignature.der(signature) : signature, of: message)
  }
}

/// `SEQUENCE { r INTEGER, s INTEGER }` and the two numbers alone.
enum FixedSignature {
  private static let half = 32
  private static let sequence: UInt8 = 0x30
  private static let integer: UInt8 = 0x02

  /// - Returns: nil for what is not the DER of two such numbers.
  static func fixed(_ der: [UInt8]) -> [UInt8]? {
    // At most 72 bytes, so that every length is one byte.
    guard der.count >= 2, der[0] == sequence, Int(der[1]) == der.count - 2 else { return nil }
    var rest = der.dropFirst(2)
    guard let r = number(&rest), let s = number(&rest), rest.isEmpty else { return nil }
    return r + s
  }

  /// - Precondition: 64 bytes.
  static func der(_ fixed: [UInt8]) -> [UInt8] {
    let body = encoded(fixed.prefix(half)) + encoded(fixed.suffix(half))
    return [sequence, UInt8(body.count)] + body
  }

  private static func number(_ bytes: inout ArraySlice<UInt8>) -> [UInt8]? {
    guard bytes.popFirst() == integer, let count = bytes.popFirst().map(Int.init), count > 0,
      bytes.count >= count
    else { return nil }
    var digits = Array(bytes.prefix(count))
    bytes = bytes.dropFirst(count)
    // Not below zero, and no zero in front that is not needed to say so.
    guard digits[0] < 0x80, digits.count == 1 || digits[0] != 0 || digits[1] >= 0x80 else { return nil }
    if digits[0] == 0 { digits.removeFirst() }
    guard digits.count <= half else { return nil }
    return [UInt8](repeating: 0, count: half - digits.count) + digits
  }

  private static func encoded(_ number: ArraySlice<UInt8>) -> [UInt8] {
    var digits = Array(number.drop { $0 == 0 })
    if digits.first.map({ $0 >= 0x80 }) ?? true { digits.insert(0, at: 0) }
    return [integer, UInt8(digits.count)] + digits
  }
}
