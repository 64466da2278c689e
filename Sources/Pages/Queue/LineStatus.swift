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
  /// Set when it was closed by hand, or the whole hall is closed today.
  public var closedReason: String?
  /// `HH:mm`, when it opens again today.
  public var nextOpening: String?
  /// `HH:mm` and day, when it opens on a later day.
  public var laterOpening: LaterOpening?
  /// Whether a number is given only to a person who is named.
  public var needsIdentity: Bool = false
  /// Whether the hall's day off closes it, so that it opens by its hours afterwards.
  public var isHallClosed: Bool = false

  public struct LaterOpening: Sendable {
    public var weekday: Weekday
    public var time: String
    public var isTomorrow: Bool
    /// Set when it is too far away for the weekday alone to tell.
    public var date: CivilDate?

    public init(weekday: Weekday, time: String, isTomorrow: Bool, date: CivilDate? = nil) {
      self.weekday = weekday
      self.time = time
      self.isTomorrow = isTomorrow
      self.date = date
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
