/// The number of a case: 25 digits that a scanner reads from a CODE-128. 办件编号
///
/// Nine digits of the hall's division, eight of the business day, two of the ledger's epoch, five of a serial
/// number within the day, one check digit of ISO 7064 MOD 11,10. The two digits of the epoch keep a ledger that
/// was restored from giving out a number again (C14).
public struct CaseNumber: Sendable, Hashable {
  public let rawValue: String

  /// - Throws: why it is not one.
  public init(_ text: String) throws(IdentifierFault) {
    let normal = IdentifierText.normalised(text)
    guard normal.isMade(of: \.isDigit, lengths: 25...25) else { throw .format }
    let bytes = Array(normal.utf8)
    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 } }
    guard CivilDate(year: number(9..<13), month: number(13..<15), day: number(15..<17)) != nil
    else { throw .date }
    guard number(19..<24) != 0 else { throw .sequence }
    guard ISO7064.mod11x10(bytes.dropLast()) == bytes[24] else { throw .checksum }
    rawValue = normal
  }

  /// Makes a number.
  ///
  /// - Throws: `.sequence` when the day's 99,999 numbers are used up.
  public init(
    division: DivisionCode, day: CivilDate, mark: EpochMark, serial: Int
  ) throws(IdentifierFault) {
    guard (1...99_999).contains(serial) else { throw .sequence }
    let body =
      String(division.rawValue.prefix(9)) + String(day.description.filter { $0 != "-" })
      + mark.digits + padded(serial, 5)
    rawValue = body + String(decoding: [ISO7064.mod11x10(body.utf8)], as: UTF8.self)
  }
}
