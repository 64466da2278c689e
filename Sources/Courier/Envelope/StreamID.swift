public import ServiceHall

/// 128 random bits in lower-case hex: names one unbroken life of a ledger.
///
/// Minted when the ledger is made, at every restore and when a rollback is noticed.
public struct Epoch: Identifier {
  public let rawValue: String

  public init?(rawValue: String) {
    guard rawValue.utf8.count == 32, Lexicon.isLowerHex(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  /// The first eight digits, as they stand in the names of ferry files.
  public var short: String { String(rawValue.prefix(8)) }
}

/// What a record may overtake.
public enum Lane: Int, Sendable, CaseIterable, Comparable, Codable {
  /// Changes of state and acknowledgements of what came down.
  case urgent = 1
  /// Everything else that goes up.
  case normal = 2
  /// Documents of a catalogue's size; downward only.
  case documents = 3

  public static func < (left: Lane, right: Lane) -> Bool { left.rawValue < right.rawValue }
}

/// One append-only sequence of records, numbered 1, 2, 3 … without gaps.
public struct StreamID: Sendable, Hashable, CustomStringConvertible {
  public let hall: Hall.ID
  public let epoch: Epoch
  public let lane: Lane

  public init(hall: Hall.ID, epoch: Epoch, lane: Lane) {
    self.hall = hall
    self.epoch = epoch
    self.lane = lane
  }

  /// `chengguan/3f…/2`
  public var description: String { "\(hall)/\(epoch)/\(lane.rawValue)" }
}
