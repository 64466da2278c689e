public import ServiceHall

/// A line as the public sees it.
public struct LineStatus: Sendable {
  public var letter: String
  public var name: String
  public var place: String?
  public var waiting: Int
  /// nil when no window of the line is open.
  public var estimatedSeconds: Int?
  public var isOpen: Bool
  /// Set when it was closed by hand.
  public var closedReason: String?
  /// `HH:mm`, when it opens again today.
  public var nextOpening: String?
  /// `HH:mm` and day, when it opens on a later day.
  public var laterOpening: LaterOpening?
  /// Whether a number is given only to a person who is named.
  public var needsIdentity: Bool = false

  public struct LaterOpening: Sendable {
    public var weekday: Weekday
    public var time: String
    public var isTomorrow: Bool

    public init(weekday: Weekday, time: String, isTomorrow: Bool) {
      self.weekday = weekday
      self.time = time
      self.isTomorrow = isTomorrow
    }
  }

  public init(
    letter: String, name: String, place: String? = nil, waiting: Int, estimatedSeconds: Int? = nil,
    isOpen: Bool, closedReason: String? = nil, nextOpening: String? = nil,
    laterOpening: LaterOpening? = nil, needsIdentity: Bool = false
  ) {
    self.letter = letter
    self.name = name
    self.place = place
    self.waiting = waiting
    self.estimatedSeconds = estimatedSeconds
    self.isOpen = isOpen
    self.closedReason = closedReason
    self.nextOpening = nextOpening
    self.laterOpening = laterOpening
    self.needsIdentity = needsIdentity
  }
}
