/// A statistical division code of twelve digits: county 6, township 3, village 3. 统计用区划代码
///
/// Source: GB/T 2260 for the first six digits, the statistics bureau's division rule for the rest.
public struct DivisionCode: Identifier {
  public let rawValue: String

  public init?(rawValue: String) {
    guard rawValue.isMade(of: \.isDigit, lengths: 12...12), rawValue.first != "0" else {
      return nil
    }
    self.rawValue = rawValue
  }
}
