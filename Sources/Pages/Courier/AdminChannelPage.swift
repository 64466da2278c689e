public import ServiceHall

/// `/h/{hall}/admin/channel`: how the hall's way to its upstream stands, and what came back. 上报
public struct AdminChannelPage: Page {
  public static let template = "Courier/admin-channel"

  /// What is known of the upstream.
  public struct Upstream: Sendable {
    public var url: String
    /// Records that it has not acknowledged.
    public var waitingUrgent: Int
    public var waitingNormal: Int
    /// Attachments that it does not hold whole, and their bytes.
    public var waitingFiles: Int
    public var waitingBytes: Int
    /// Whole seconds since the oldest of them was written; nil when none waits.
    public var oldestSeconds: Int?
    /// When it was last heard, as it is to be shown: `09:31` or `2026-11-19 17:02`; nil when never.
    public var heardAt: String?

    public init(
      url: String, waitingUrgent: Int, waitingNormal: Int, waitingFiles: Int = 0,
      waitingBytes: Int = 0, oldestSeconds: Int? = nil, heardAt: String? = nil
    ) {
      self.url = url
      self.waitingUrgent = waitingUrgent
      self.waitingNormal = waitingNormal
      self.waitingFiles = waitingFiles
      self.waitingBytes = waitingBytes
      self.oldestSeconds = oldestSeconds
      self.heardAt = heardAt
    }
  }

  /// A record that the upstream did not take. 退件
  public struct Returned: Sendable {
    /// `09:31` or `2026-11-19 17:02`.
    public var at: String
    public var kind: Downlink.Kind
    /// `case:119999100202611200000173`
    public var entity: String
    /// In the upstream's words; empty when it gave none.
    public var reason: String

    public init(at: String, kind: Downlink.Kind, entity: String, reason: String) {
      self.at = at
      self.kind = kind
      self.entity = entity
      self.reason = reason
    }
  }

  /// What came back after the hall had lost it. 找回
  public struct Regained: Sendable {
    public var rows: Int
    /// `2026-11-19 17:02`
    public var from: String
    public var to: String
    /// As the journal writes them: `ticket.issued`.
    public var kinds: [(kind: String, count: Int)]

    public init(rows: Int, from: String, to: String, kinds: [(kind: String, count: Int)]) {
      self.rows = rows
      self.from = from
      self.to = to
      self.kinds = kinds
    }
  }

  /// A record that the upstream's profile cannot express.
  public struct Parked: Sendable {
    /// `09:31` or `2026-11-19 17:02`.
    public var at: String
    public var entity: String
    /// A key below `parked` in the strings.
    public var code: String
    public var details: [String: String]

    public init(at: String, entity: String, code: String, details: [String: String]) {
      self.at = at
      self.entity = entity
      self.code = code
      self.details = details
    }
  }

  /// What the upstream wants people to know.
  public struct Notice: Sendable {
    public var at: String
    public var text: String

    public init(at: String, text: String) {
      self.at = at
      self.text = text
    }
  }

  public var frame: Frame
  public var condition: ChannelCondition
  /// Nil for a hall that stands alone.
  public var upstream: Upstream?
  public var returned: [Returned]
  public var parked: [Parked]
  public var notices: [Notice]
  /// Nil when nothing ever had to come back.
  public var regained: Regained?

  public init(
    frame: Frame, condition: ChannelCondition, upstream: Upstream? = nil,
    returned: [Returned] = [], parked: [Parked] = [], notices: [Notice] = [],
    regained: Regained? = nil
  ) {
    self.frame = frame
    self.condition = condition
    self.upstream = upstream
    self.returned = returned
    self.parked = parked
    self.notices = notices
    self.regained = regained
  }
}
