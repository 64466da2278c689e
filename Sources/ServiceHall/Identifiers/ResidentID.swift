/// A citizen's number. 公民身份号码
///
/// Source: GB 11643-1999. Full-width digits and a small x are taken for what they mean.
public struct ResidentID: Sendable, Hashable {
  public let rawValue: String
  public let birth: CivilDate

  /// - Throws: why it is not one.
  public init(_ text: String, today: CivilDate) throws(IdentifierFault) {
    let number = try EighteenDigits(
      IdentifierText.normalised(text), today: today, hasPlace: EighteenDigits.isProvince)
    rawValue = number.text
    birth = number.birth
  }

  /// The number that stands for a first-generation one of fifteen digits: for finding old files. Nobody
  /// proves anything with it today.
  ///
  /// - Throws: why it is not one.
  public init(firstGeneration text: String, today: CivilDate) throws(IdentifierFault) {
    let digits = Array(IdentifierText.normalised(text).utf8)
    guard digits.count == 15, digits.allSatisfy(\.isDigit) else { throw .format }
    let full = digits[0..<6] + Array("19".utf8) + digits[6...]
    try self.init(
      String(decoding: full + [ISO7064.mod11x2(full)], as: UTF8.self), today: today)
  }
}
