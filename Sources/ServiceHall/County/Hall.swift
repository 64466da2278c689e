/// A service hall: one tenant, one folder, one ledger. 便民服务中心、政务服务大厅
public struct Hall: Sendable, Equatable, Codable {
  /// The code in addresses and on the channel: 1 to 40 of `a`–`z`, `0`–`9`, `-`.
  public struct ID: Identifier {
    public let rawValue: String
    public init?(rawValue: String) {
      let isAllowed: (UInt8) -> Bool = { $0.isLower || $0.isDigit || $0 == UInt8(ascii: "-") }
      guard rawValue.isMade(of: isAllowed, lengths: 1...40), rawValue.first != "-" else {
        return nil
      }
      self.rawValue = rawValue
    }
  }

  /// Four characters that stand on slips and receipts.
  public struct ShortCode: Identifier {
    public let rawValue: String
    public init?(rawValue: String) {
      guard rawValue.isMade(of: { $0.isDigit || $0.isUpper }, lengths: 2...6) else { return nil }
      self.rawValue = rawValue
    }
  }

  /// 市、县、乡、村
  public enum Level: String, Sendable, CaseIterable, Codable { case city, county, township, village }

  public let id: ID
  public var name: String
  public let division: DivisionCode
  public let shortCode: ShortCode
  public let level: Level
  public let parent: ID?

  public init(
    id: ID, name: String, division: DivisionCode, shortCode: ShortCode, level: Level, parent: ID?
  ) {
    self.id = id
    self.name = name
    self.division = division
    self.shortCode = shortCode
    self.level = level
    self.parent = parent
  }

  /// - Throws: `InputRefusal` naming `name`.
  public func checked() throws(InputRefusal) -> Hall {
    var hall = self
    hall.name = try PlainText.required(name, field: "name", longest: 40)
    return hall
  }
}
