/// A number of 18 characters by which a person is known, whichever of the three cards bears it. 身份证件号码
///
/// Personal data: masked wherever it is shown.
public struct CardNumber: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// 居民身份证
    case citizen
    /// 港澳台居民居住证
    case hongKongMacaoTaiwan
    /// 外国人永久居留身份证, as issued since December 2023
    case foreigner

    /// Three digits of GA/T 2000.156. The permits of 2018 are younger than that list, and stand as 居住证.
    public var idType: String {
      switch self {
      case .citizen: "111"
      case .hongKongMacaoTaiwan: "154"
      case .foreigner: "553"
      }
    }
  }

  /// Half-width and upper case.
  public let number: String
  public let kind: Kind
  public let birthDate: CivilDate

  /// - Parameters:
  ///   - text: as typed: full-width, in lower case, with blanks.
  ///   - today: nobody is born later.
  /// - Throws: why it is not one.
  public init(_ text: String, today: CivilDate) throws(IdentifierFault) {
    let digits = try EighteenDigits(IdentifierText.normalised(text), today: today) {
      Self.kind(of: $0) != nil
    }
    guard let kind = Self.kind(of: Array(digits.text.utf8)) else { throw .province }
    self.kind = kind
    number = digits.text
    birthDate = digits.birth
  }

  /// Whether a number, half-width and upper case, has the look of one, right or wrong.
  static func isLike(_ number: String) -> Bool {
    let bytes = Array(number.utf8)
    return bytes.count == 18 && bytes.dropLast().allSatisfy(\.isDigit)
  }

  private static func kind(of place: [UInt8]) -> Kind? {
    switch (place.first, place.dropFirst().first) {
    case (UInt8(ascii: "9"), _): EighteenDigits.isProvince(place.dropFirst()) ? .foreigner : nil
    case (UInt8(ascii: "8"), _): EighteenDigits.isProvince(place) ? .hongKongMacaoTaiwan : nil
    default: EighteenDigits.isProvince(place) ? .citizen : nil
    }
  }
}
