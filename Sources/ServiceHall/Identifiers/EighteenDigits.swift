/// The layout that numbers of persons share: six digits of a place, a day of birth, three digits of a
/// serial number, a check character of MOD 11-2.
///
/// Source: GB 11643-1999.
struct EighteenDigits: Sendable, Equatable {
  let text: String
  let birth: CivilDate

  private static let earliestBirth = CivilDate(year: 1900, month: 1, day: 1)

  /// - Parameters:
  ///   - text: normalised.
  ///   - today: nobody is born after it.
  ///   - hasPlace: whether the first six digits are a place.
  init(
    _ text: String, today: CivilDate, hasPlace: ([UInt8]) -> Bool
  ) throws(IdentifierFault) {
    let bytes = Array(text.utf8)
    guard bytes.count == 18, bytes.dropLast().allSatisfy(\.isDigit),
      bytes[17].isDigit || bytes[17] == UInt8(ascii: "X")
    else { throw .format }
    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 } }
    guard hasPlace(Array(bytes[0..<6])) else { throw .province }
    guard
      let birth = CivilDate(year: number(6..<10), month: number(10..<12), day: number(12..<14)),
      let earliest = Self.earliestBirth, (earliest...max(earliest, today)).contains(birth)
    else { throw .date }
    guard number(14..<17) != 0 else { throw .sequence }
    guard ISO7064.mod11x2(bytes.dropLast()) == bytes[17] else { throw .checksum }
    self.text = text
    self.birth = birth
  }

  /// The first two digits of a place on the mainland, in Taiwan, Hong Kong or Macao.
  ///
  /// Source: GB/T 2260. Counties are not looked up: a number given out by one that is gone stays in force.
  static func isProvince(_ digits: some Sequence<UInt8>) -> Bool {
    let code = digits.prefix(2).reduce(0) { $0 * 10 + Int($1) - 48 }
    return switch code {
    case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83: true
    default: false
    }
  }
}
