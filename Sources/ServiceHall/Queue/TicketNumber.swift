/// A number as it is printed and called: the line's letter and at least three digits. 号码
///
/// After A999 comes A1000: it simply grows.
public struct TicketNumber: Sendable, Hashable, LosslessStringConvertible, Codable {
  public let line: Line.ID
  /// From 1.
  public let ordinal: Int

  public init(line: Line.ID, ordinal: Int) {
    self.line = line
    self.ordinal = ordinal
  }

  public init?(_ description: String) {
    guard let line = Line.ID(String(description.prefix(1))) else { return nil }
    let digits = description.dropFirst()
    guard (3...7).contains(digits.utf8.count), digits.utf8.allSatisfy(\.isDigit),
      let ordinal = Int(digits), ordinal > 0, digits.utf8.count == 3 || digits.first != "0"
    else { return nil }
    self.init(line: line, ordinal: ordinal)
  }

  public var description: String { line.rawValue + padded(ordinal, 3) }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let number = TicketNumber(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a number")
    }
    self = number
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
