/// Unpredictable bytes and texts: salts, tokens, claim codes.
///
/// Code that must be repeatable in tests takes a closure and is given one of these functions.
public enum SecureRandom {
  /// Random bytes from libcrypto's generator, which the kernel seeds.
  public static func bytes(_ count: Int) -> [UInt8] { Libcrypto.randomBytes(count) }

  /// A text of `length` characters, each equally likely to be any of the alphabet's.
  ///
  /// - Precondition: the alphabet has 1 to 256 characters, none twice.
  public static func text(_ length: Int, alphabet: String) -> String {
    text(length, alphabet: Array(alphabet))
  }

  /// A text of `length` characters, each equally likely to be any of the alphabet's.
  ///
  /// - Precondition: the alphabet has 1 to 256 characters, none twice.
  public static func text(_ length: Int, alphabet: [Character]) -> String {
    text(length, alphabet: alphabet, from: bytes)
  }

  /// Draws with rejection: the remainder of a byte alone would favour the first characters
  /// whenever the alphabet's size does not divide 256.
  static func text(_ length: Int, alphabet: [Character], from source: (Int) -> [UInt8]) -> String {
    precondition(
      (1...256).contains(alphabet.count) && Set(alphabet).count == alphabet.count,
      "an alphabet has 1 to 256 different characters")
    let fair = 256 / alphabet.count * alphabet.count
    var text = ""
    var missing = length
    while missing > 0 {
      for byte in source(missing) where missing > 0 && Int(byte) < fair {
        text.append(alphabet[Int(byte) % alphabet.count])
        missing -= 1
      }
    }
    return text
  }
}
