/// A number of 18 characters by which a person is known: identity card, residence permit of Hong Kong, Macao
/// and Taiwan residents, or a foreigner's permanent residence card. 公民身份号码
///
/// Personal data: masked wherever it is shown. GB 11643-1999 with the check character of ISO 7064 MOD 11-2. The
/// county is not judged: one that was dissolved stays in force for life.
public struct ResidentID: Sendable, Hashable {
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

  /// Why a number is none; the codes are stable.
  public enum Fault: String, Error, Sendable, CaseIterable {
    /// Not seventeen digits and a digit or X.
    case format
    /// No province begins so.
    case province
    /// No such day of birth, before 1900 or in the future.
    case date
    /// One character is wrong, or two stand in each other's place.
    case checksum

    public var code: FieldFault.Code {
      switch self {
      case .format: .format
      case .province: .province
      case .date: .date
      case .checksum: .checksum
      }
    }
  }

  /// Half-width and upper case.
  public let number: String
  public let kind: Kind
  public let birthDate: CivilDate

  private static let provinces: Set<Int> = Set(
    [11...15, 21...23, 31...37, 41...46, 50...54, 61...65].flatMap { $0 } + [71])
  private static let regions: Set<Int> = [81, 82, 83]
  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let checks = Array("10X98765432".utf8)

  /// - Parameters:
  ///   - text: as typed: full-width, in lower case, with blanks.
  ///   - today: nobody is born later.
  /// - Throws: the first fault, in the order of `Fault`.
  public init(_ text: String, today: CivilDate) throws(Fault) {
    let number = text.inHalfWidth.uppercased()
    let signs = Array(number.utf8)
    guard signs.count == 18, signs.dropLast().allSatisfy(\.isDigit),
      signs[17].isDigit || signs[17] == UInt8(ascii: "X")
    else { throw .format }
    let digits = signs.dropLast().map { Int($0) - 48 }
    func value(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }

    let region = value(0..<2)
    if Self.provinces.contains(region) {
      kind = .citizen
    } else if Self.regions.contains(region) {
      kind = .hongKongMacaoTaiwan
    } else if digits[0] == 9, Self.provinces.contains(value(1..<3)) {
      kind = .foreigner
    } else {
      throw .province
    }
    guard let birth = CivilDate(year: value(6..<10), month: value(10..<12), day: value(12..<14)),
      birth.parts.year >= 1900, birth <= today
    else { throw .date }
    guard value(14..<17) > 0 else { throw .format }
    let sum = zip(digits, Self.weights).reduce(0) { $0 + $1.0 * $1.1 }
    guard signs[17] == Self.checks[sum % 11] else { throw .checksum }
    self.number = number
    birthDate = birth
  }
}
