/// What the name of a batch file says: `HALL-EPOCH8-LANE-FROM-TO.yzb`. It is only for people and for
/// sorting; what the file is, its signed header says.
public struct FerryName: Sendable, Equatable {
  public static let suffix = ".yzb"

  /// `[a-z0-9-]{1,40}`.
  public let hall: String
  /// The epoch's first eight hex digits.
  public let epoch: String
  /// 1…3.
  public let lane: Int
  /// From 1.
  public let from: Int64
  /// `from - 1` for a hello.
  public let to: Int64

  /// Nil for what no stream has.
  ///
  /// - Parameter epoch: whole, or its first eight digits.
  public init?(hall: String, epoch: String, lane: Int, from: Int64, to: Int64) {
    let epoch = epoch.utf8.prefix(8)
    guard (1...40).contains(hall.utf8.count), hall.utf8.allSatisfy(Self.isOfHall),
      epoch.count == 8, epoch.allSatisfy(Self.isHex), (1...3).contains(lane), from >= 1, to >= from - 1
    else { return nil }
    self.hall = hall
    self.epoch = String(decoding: Array(epoch), as: UTF8.self)
    self.lane = lane
    self.from = from
    self.to = to
  }

  /// Nil unless the text is exactly what `text` would give.
  public init?(_ text: String) {
    guard text.hasSuffix(Self.suffix) else { return nil }
    // A hall's code may contain the separator, so the rest is taken from the right.
    let parts = text.dropLast(Self.suffix.count).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 5, let to = Int64(parts[parts.count - 1]),
      let from = Int64(parts[parts.count - 2]), let lane = Int(parts[parts.count - 3])
    else { return nil }
    self.init(
      hall: parts.dropLast(4).joined(separator: "-"), epoch: String(parts[parts.count - 4]), lane: lane,
      from: from, to: to)
    guard self.text == text else { return nil }
  }

  public var text: String { "\(hall)-\(epoch)-\(lane)-\(from)-\(to)\(Self.suffix)" }

  private static func isHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  private static func isOfHall(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
  }
}
