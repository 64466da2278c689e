/// The identifier of an electronic licence. 电子证照标识
///
/// Source: GB/T 36904: `1.2.156.3005.2.` and, joined by points, the kind of licence (a credit code and three
/// characters), the issuing body (a credit code, or the six digits of its place), a serial number, a version of
/// three digits, and a check character of MOD 37,36 over the four without their points.
public struct LicenceID: Sendable, Hashable {
  public static let root = "1.2.156.3005.2."

  public let rawValue: String

  /// - Throws: why it is not one.
  public init(_ text: String) throws(IdentifierFault) {
    let normal = IdentifierText.normalised(text)
    guard normal.hasPrefix(Self.root) else { throw .root }
    let parts = normal.dropFirst(Self.root.count).split(
      separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[4].utf8.count == 1, let check = parts[4].utf8.first else {
      throw .format
    }
    try self.init(
      kind: String(parts[0]), issuer: String(parts[1]), serial: String(parts[2]),
      version: String(parts[3]))
    guard rawValue.utf8.last == check else { throw .checksum }
  }

  /// Makes the identifier, with its check character.
  ///
  /// - Throws: why its parts are not such.
  public init(
    kind: String, issuer: String, serial: String, version: String
  ) throws(IdentifierFault) {
    let isCode: (UInt8) -> Bool = { $0.isDigit || $0.isUpper }
    guard kind.isMade(of: isCode, lengths: 21...21),
      issuer.isMade(of: isCode, lengths: 18...18) || issuer.isMade(of: \.isDigit, lengths: 6...6),
      serial.isMade(of: isCode, lengths: 1...32), version.isMade(of: \.isDigit, lengths: 3...3)
    else { throw .format }
    let check = ISO7064.mod37x36((kind + issuer + serial + version).utf8)
    rawValue =
      Self.root + [kind, issuer, serial, version].joined(separator: ".") + "."
      + String(decoding: [check], as: UTF8.self)
  }
}
