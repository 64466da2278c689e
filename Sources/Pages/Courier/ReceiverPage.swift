/// `/` of a receiver: the halls that send to it. 接收概况
public struct ReceiverPage: Page {
  public static let template = "Courier/receiver"

  /// How passing a hall's records on stands. 接转
  public struct Relay: Sendable {
    public var url: String
    public var waiting: Int
    /// Records that the upstream's profile cannot express.
    public var parked: Int
    public var heardAt: String?

    public init(url: String, waiting: Int, parked: Int, heardAt: String?) {
      self.url = url
      self.waiting = waiting
      self.parked = parked
      self.heardAt = heardAt
    }
  }

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
    /// Nil for a hall that is not passed on.
    public var relay: Relay?

    public init(
      code: String, name: String, division: String, heardAt: String? = nil, urgent: Int = 0,
      normal: Int = 0, parked: Int = 0, quarantined: Int = 0, relay: Relay? = nil
    ) {
      self.code = code
      self.name = name
      self.division = division
      self.heardAt = heardAt
      self.urgent = urgent
      self.normal = normal
      self.parked = parked
      self.quarantined = quarantined
      self.relay = relay
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
