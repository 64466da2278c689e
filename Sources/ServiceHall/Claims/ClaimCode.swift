/// The code with which finished documents are collected. 取件码
///
/// Written `YZ119999CG01…`: `YZ`, the six digits of the county, the hall's short code, 26 characters of 130
/// random bits, and a check character of ISO/IEC 7064 MOD 37,36. Digits and capital letters only: a scanner that
/// types them, an old input method and the alphanumeric mode of a QR code carry them alike. The county and the
/// hall tell where the document lies; who may have it is nowhere in it.
///
/// Invariants, cited by number in `ClaimCodeTests`:
/// 1. What a scanner made of a code (lower case, full width, blanks, twice) is read as the code.
/// 2. A code that was cut short or in which one character changed is no code.
public struct ClaimCode: Sendable, Hashable {
  public static let prefix = "YZ"
  /// The digits of a number to the base 32: none that looks like another.
  public static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
  /// Five bits each.
  public static let secretLength = 26

  /// In UTF-8: twice a code, in full-width signs.
  private static let longestText = 400

  public let rawValue: String
  /// The first six digits of the division.
  public let county: String
  public let hall: Hall.ShortCode

  /// - Parameter secret: 26 characters of `alphabet`.
  public init?(division: DivisionCode, hall: Hall.ShortCode, secret: String) {
    guard secret.isMade(of: Self.alphabet.contains, lengths: Self.secretLength...Self.secretLength)
    else { return nil }
    county = String(division.rawValue.prefix(6))
    self.hall = hall
    let body = Self.prefix + county + hall.rawValue + secret
    rawValue = body + String(decoding: [ISO7064.mod37x36(body.utf8)], as: UTF8.self)
  }

  /// - Parameter text: as a scanner or a person gave it.
  /// - Throws: `ClaimRefusal.unreadable`.
  public init(_ text: String) throws(ClaimRefusal) {
    guard text.utf8.count <= Self.longestText else { throw .unreadable }
    let normal = ScannedCode.plain(text)
    // A key that bounced, or a hurried hand: the same code twice is that code.
    let half = normal.utf8.count / 2
    let once = normal.utf8.count % 2 == 0 && normal.prefix(half) == normal.suffix(half)
    guard let code = Self.read(once ? String(normal.prefix(half)) : normal) else { throw .unreadable }
    self = code
  }

  /// Whether a text is meant to be one, right or wrong.
  public static func isLike(_ text: String) -> Bool {
    guard text.utf8.count <= longestText else { return false }
    let plain = ScannedCode.plain(text)
    return plain.hasPrefix(prefix) && plain.utf8.count > 20
  }

  private static func read(_ text: String) -> ClaimCode? {
    let bytes = Array(text.utf8)
    // Two of the prefix, six of the county, a short code of two to six, the secret, the check character.
    let hallLength = bytes.count - prefix.utf8.count - 6 - secretLength - 1
    guard text.hasPrefix(prefix), (2...6).contains(hallLength),
      bytes.allSatisfy({ $0.isDigit || $0.isUpper }),
      ISO7064.mod37x36(bytes.dropLast()) == bytes.last
    else { return nil }
    let county = bytes[2..<8]
    let hall = bytes[8..<(8 + hallLength)]
    let secret = bytes[(8 + hallLength)...].dropLast()
    guard county.allSatisfy(\.isDigit), secret.allSatisfy(alphabet.contains),
      let hall = Hall.ShortCode(String(decoding: hall, as: UTF8.self))
    else { return nil }
    return ClaimCode(
      rawValue: text, county: String(decoding: county, as: UTF8.self), hall: hall)
  }

  private init(rawValue: String, county: String, hall: Hall.ShortCode) {
    self.rawValue = rawValue
    self.county = county
    self.hall = hall
  }
}

/// Six digits that stand in for a code which cannot be scanned, beside the document's or the case's number. 取件口令
public struct ClaimPIN: Sendable, Hashable {
  public static let length = 6
  /// (domain.md §7, rule 2) So many wrong ones lock it until a clerk unlocks it.
  public static let mostFailures = 5

  public let rawValue: String

  /// - Parameter text: as typed: full-width digits and blanks are understood.
  public init?(_ text: String) {
    let normal = IdentifierText.normalised(text)
    guard normal.isMade(of: \.isDigit, lengths: Self.length...Self.length) else { return nil }
    rawValue = normal
  }

  /// - Parameter number: any; its last six digits count.
  public init(number: UInt64) { rawValue = padded(Int(number % 1_000_000), Self.length) }
}
