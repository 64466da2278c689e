/// Unpredictable bytes and texts: salts, tokens, claim codes.
///
/// Code that must be repeatable in tests takes a closure and is given one of these functions.
public enum SecureRandom {
  /// Different characters to draw from, 1 to 256 of them; checked once, not at every draw.
  public struct Alphabet: Sendable, ExpressibleByStringLiteral {
    let characters: [Character]
    /// Bytes from here on are drawn anew: the remainder of a byte alone would favour the first characters
    /// whenever the alphabet's size does not divide 256.
    let fair: Int

    /// - Precondition: the text has 1 to 256 characters, none twice.
    public init(stringLiteral text: String) { self.init(Array(text)) }

    init(_ characters: [Character]) {
      precondition(
        (1...256).contains(characters.count) && Set(characters).count == characters.count,
        "an alphabet has 1 to 256 different characters")
      self.characters = characters
      fair = 256 / characters.count * characters.count
    }
  }

  /// Random bytes from libcrypto's generator, which the kernel seeds.
  public static func bytes(_ count: Int) -> [UInt8] { Libcrypto.randomBytes(count) }

  /// A text of `length` characters, each equally likely to be any of the alphabet's.
  public static func text(_ length: Int, alphabet: Alphabet) -> String {
    text(length, alphabet: alphabet, from: bytes)
  }

  static func text(_ length: Int, alphabet: Alphabet, from source: (Int) -> [UInt8]) -> String {
    var text = ""
    var missing = length
    while missing > 0 {
      for byte in source(missing) where missing > 0 && Int(byte) < alphabet.fair {
        text.append(alphabet.characters[Int(byte) % alphabet.characters.count])
        missing -= 1
      }
    }
    return text
  }
}
