/// The number of a receipt that a hall hands out: `CG01-2026112042000170`. 收件凭证编号
///
/// The hall's short code, eight digits of the business day, two of the ledger's epoch, five of a serial number
/// within the day, one check digit of ISO 7064 MOD 11,10: short enough to be read out on the telephone.
public struct ReceiptNumber: Sendable, Hashable {
  public let rawValue: String

  /// - Throws: `.sequence` when the day's 99,999 numbers are used up.
  public init(
    hall: Hall.ShortCode, day: CivilDate, mark: EpochMark, serial: Int
  ) throws(IdentifierFault) {
    guard (1...99_999).contains(serial) else { throw .sequence }
    let body = String(day.description.filter { $0 != "-" }) + mark.digits + padded(serial, 5)
    rawValue =
      hall.rawValue + "-" + body + String(decoding: [ISO7064.mod11x10(body.utf8)], as: UTF8.self)
  }

  /// - Throws: why it is not one.
  public init(_ text: String) throws(IdentifierFault) {
    let normal = IdentifierText.normalised(text)
    let parts = normal.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, Hall.ShortCode(String(parts[0])) != nil,
      parts[1].isMade(of: \.isDigit, lengths: 16...16)
    else { throw .format }
    guard ISO7064.mod11x10(parts[1].utf8.dropLast()) == parts[1].utf8.last else { throw .checksum }
    rawValue = normal
  }
}
