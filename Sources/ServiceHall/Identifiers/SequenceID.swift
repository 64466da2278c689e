/// Names something by the sequence number of the event that made it.
public protocol SequenceID: Sendable, Hashable, Comparable, LosslessStringConvertible, Codable {
  var seq: Int64 { get }
  init(seq: Int64)
}

extension SequenceID {
  public init?(_ description: String) {
    guard description.isMade(of: \.isDigit, lengths: 1...18), description.first != "0",
      let seq = Int64(description)
    else { return nil }
    self.init(seq: seq)
  }

  public var description: String { String(seq) }
  public static func < (left: Self, right: Self) -> Bool { left.seq < right.seq }

  public init(from decoder: any Decoder) throws {
    self.init(seq: try decoder.singleValueContainer().decode(Int64.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(seq)
  }
}
