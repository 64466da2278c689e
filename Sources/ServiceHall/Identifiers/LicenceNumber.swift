/// The number of a licence that a hall issues, the same in all its versions. 证照编号
///
/// The hall's short code, eight digits of the day, two of the ledger's epoch, five of a serial number within the
/// day, one check digit of ISO 7064 MOD 11,10 over the digits. It is the serial number in the licence's identifier
/// (GB/T 36904), and no restore lets it be given out again (C14).
public struct LicenceNumber: Identifier {
  public let rawValue: String

  static let longest = 32

  /// As it stands in a document; a hall of another make may count otherwise, so only the characters are looked at.
  public init?(rawValue: String) {
    guard rawValue.isMade(of: { $0.isDigit || $0.isUpper }, lengths: 1...Self.longest) else { return nil }
    self.rawValue = rawValue
  }

  /// Makes a number.
  ///
  /// - Throws: `.sequence` when the day's 99,999 numbers are used up.
  public init(
    hall: Hall.ShortCode, day: CivilDate, mark: EpochMark, serial: Int
  ) throws(IdentifierFault) {
    guard (1...99_999).contains(serial) else { throw .sequence }
    let body = String(day.description.filter { $0 != "-" }) + mark.digits + padded(serial, 5)
    rawValue = hall.rawValue + body + String(decoding: [ISO7064.mod11x10(body.utf8)], as: UTF8.self)
  }
}
