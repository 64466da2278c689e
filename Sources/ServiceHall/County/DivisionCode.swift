/// A statistical division code of twelve digits: county 6, township 3, village 3. 统计用区划代码
///
/// Source: GB/T 2260 for the first six digits, the statistics bureau's division rule for the rest.
public struct DivisionCode: Identifier {
  /// From the province down to the village.
  public enum Level: Int, Sendable, Comparable, CaseIterable {
    case province, city, county, township, village

    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  public let rawValue: String

  public init?(rawValue: String) {
    guard rawValue.isMade(of: \.isDigit, lengths: 12...12), rawValue.first != "0" else {
      return nil
    }
    self.rawValue = rawValue
  }

  /// Six, nine or twelve digits; the shorter forms stand for a county or a township as a whole.
  ///
  /// - Throws: why it is not one.
  public init(parsing text: String) throws(IdentifierFault) {
    let normal = IdentifierText.normalised(text)
    guard [6, 9, 12].contains(normal.utf8.count), normal.utf8.allSatisfy(\.isDigit) else {
      throw .format
    }
    guard EighteenDigits.isProvince(normal.utf8) else { throw .province }
    rawValue = normal + String(repeating: "0", count: 12 - normal.utf8.count)
  }

  /// Zeros at the end stand for the level above.
  public var level: Level {
    let digits = Array(rawValue.utf8)
    func isZero(_ range: Range<Int>) -> Bool { digits[range].allSatisfy { $0 == UInt8(ascii: "0") } }
    if !isZero(9..<12) { return .village }
    if !isZero(6..<9) { return .township }
    if !isZero(4..<6) { return .county }
    return isZero(2..<4) ? .province : .city
  }

  /// Whether `other` is this division or lies within it.
  public func contains(_ other: DivisionCode) -> Bool {
    let length =
      switch level {
      case .province: 2
      case .city: 4
      case .county: 6
      case .township: 9
      case .village: 12
      }
    return rawValue.prefix(length) == other.rawValue.prefix(length)
  }
}
