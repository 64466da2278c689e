/// What a hall knows of one of its own streams.
public struct LaneState: Sendable, Equatable {
  public let stream: StreamID
  /// The last number that was given.
  public var last: Int
  /// h(last)
  public var head: [UInt8]
  /// The last number that is in the receiver's custody.
  public var acknowledged: Int
  /// The last number that may be pruned.
  public var safe: Int
  /// The record that told the next key, while it is still there; only in the normal lane.
  public var rotation: Int?

  public init(
    stream: StreamID, last: Int, head: [UInt8], acknowledged: Int, safe: Int, rotation: Int? = nil
  ) {
    self.stream = stream
    self.last = last
    self.head = head
    self.acknowledged = acknowledged
    self.safe = safe
    self.rotation = rotation
  }

  public var waiting: Int { last - acknowledged }
}

/// The incarnations of a receiver that a hall has heard of.
public struct Incarnations: Sendable, Equatable, Codable {
  public private(set) var current: String?
  /// Those whose word no longer counts: their store was replaced by an older one.
  public private(set) var former: Set<String>

  public init(current: String? = nil, former: Set<String> = []) {
    self.current = current
    self.former = former
  }

  /// The next incarnation takes over.
  public mutating func follow(_ incarnation: String) {
    guard incarnation != current, !former.contains(incarnation) else { return }
    if let current { former.insert(current) }
    current = incarnation
  }
}
