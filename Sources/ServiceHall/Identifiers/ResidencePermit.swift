/// The number of a residence permit for people from Hong Kong, Macao and Taiwan. 港澳台居民居住证
///
/// Source: 港澳台居民居住证申领发放办法 (2018), with the layout of GB 11643-1999.
public struct ResidencePermit: Sendable, Hashable {
  public let rawValue: String
  public let birth: CivilDate

  /// - Throws: why it is not one.
  public init(_ text: String, today: CivilDate) throws(IdentifierFault) {
    let number = try EighteenDigits(IdentifierText.normalised(text), today: today) { place in
      ["810000", "820000", "830000"].contains(String(decoding: place, as: UTF8.self))
    }
    rawValue = number.text
    birth = number.birth
  }
}

/// The number of a foreigner's permanent residence card. 外国人永久居留身份证
public struct PermanentResidence: Sendable, Hashable {
  public let rawValue: String
  public let warnings: [IdentifierWarning]

  /// Cards since December 2023: 9, two digits of the province, three of the nationality, then as a citizen's
  /// number. Earlier cards: three letters and twelve digits.
  ///
  /// - Throws: why it is not one.
  public init(_ text: String, today: CivilDate) throws(IdentifierFault) {
    let normal = IdentifierText.normalised(text)
    let bytes = Array(normal.utf8)
    if bytes.count == 15, bytes[0..<3].allSatisfy(\.isUpper), bytes[3...].allSatisfy(\.isDigit) {
      rawValue = normal
      warnings = [.formerForm]
      return
    }
    guard bytes.first == UInt8(ascii: "9") else { throw .format }
    rawValue = try EighteenDigits(normal, today: today) {
      EighteenDigits.isProvince($0.dropFirst())
    }.text
    warnings = []
  }
}
