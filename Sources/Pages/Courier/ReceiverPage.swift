/// `/` of a receiver: the halls that send to it. 接收概况
public struct ReceiverPage: Page {
  public static let template = "Courier/receiver"

  public struct Row: Sendable {
    public var code: String
    public var name: String
    public var division: String
    /// When the hall was last heard: `09:31` or `2026-11-19 17:02`; nil when never.
    public var heardAt: String?
    /// Records held of it, over all its epochs.
    public var urgent: Int
    public var normal: Int
    /// Versions that wait for an earlier one.
    public var parked: Int
    /// Batches that contradict what is held.
    public var quarantined: Int

    public init(
      code: String, name: String, division: String, heardAt: String? = nil, urgent: Int = 0,
      normal: Int = 0, parked: Int = 0, quarantined: Int = 0
    ) {
      self.code = code
      self.name = name
      self.division = division
      self.heardAt = heardAt
      self.urgent = urgent
      self.normal = normal
      self.parked = parked
      self.quarantined = quarantined
    }
  }

  /// Items of work, over all halls.
  public struct Work: Sendable {
    /// In order, for the platform's programs to take; those that were taken are counted too.
    public var ready: Int
    public var parked: Int
    /// Versions that were there already, with other contents.
    public var conflicting: Int

    public init(ready: Int, parked: Int, conflicting: Int) {
      self.ready = ready
      self.parked = parked
      self.conflicting = conflicting
    }
  }

  public var frame: Frame
  public var halls: [Row]
  public var work: Work

  public init(frame: Frame, halls: [Row], work: Work) {
    self.frame = frame
    self.halls = halls
    self.work = work
  }
}
