public import ServiceHall

/// `/h/{hall}/admin`: today at a glance. 今日概况
public struct AdminOverviewPage: Page {
  public static let template = "Queue/admin-overview"

  public struct LineDay: Sendable {
    public var letter: String
    public var name: String
    public var issued: Int
    public var waiting: Int
    public var served: Int
    public var missed: Int
    public var meanServiceSeconds: Int?

    public init(
      letter: String, name: String, issued: Int, waiting: Int, served: Int, missed: Int,
      meanServiceSeconds: Int? = nil
    ) {
      self.letter = letter
      self.name = name
      self.issued = issued
      self.waiting = waiting
      self.served = served
      self.missed = missed
      self.meanServiceSeconds = meanServiceSeconds
    }
  }

  public struct WindowDay: Sendable {
    public var window: String
    public var name: String
    public var state: Window.StateName
    public var clerk: String?
    public var served: Int
    /// From call to finish, added up.
    public var busyMinutes: Int
    /// From call to start on the average: how long people walk.
    public var arrivalSeconds: Int?
    public var pausedMinutes: Int
    public var pauseReason: String?

    public init(
      window: String, name: String, state: Window.StateName, clerk: String? = nil, served: Int,
      busyMinutes: Int, arrivalSeconds: Int? = nil, pausedMinutes: Int, pauseReason: String? = nil
    ) {
      self.window = window
      self.name = name
      self.state = state
      self.clerk = clerk
      self.served = served
      self.busyMinutes = busyMinutes
      self.arrivalSeconds = arrivalSeconds
      self.pausedMinutes = pausedMinutes
      self.pauseReason = pauseReason
    }
  }

  /// What somebody should see to now, the gravest first.
  public enum Attention: Sendable {
    /// People wait, and no window that serves the line is open.
    case waitingForNobody(line: String, waiting: Int)
    /// No window serves the line at all.
    case unserved(line: String, letter: String)
    case longPause(window: String, minutes: Int)
    /// A screen was not heard of for so long, or never since the machine was started.
    case silentDevice(device: String, name: String, minutes: Int?)
    /// A board is to speak and cannot be heard.
    case mutedBoard(device: String, name: String)
    /// A kiosk's printer needs somebody.
    case printer(device: String, name: String, PrinterCondition)
    /// Records wait for the upstream: for so many whole seconds; nil when it is silent and nothing waits.
    case upstream(ChannelCondition, oldestSeconds: Int?)
    /// The upstream sent records back. 退件
    case returned(Int)
    /// Documents that nobody collected in time.
    case claimTasks(Int)
  }

  public var frame: Frame
  /// `2026-11-20`
  public var day: String
  public var attention: [Attention]
  public var lines: [LineDay]
  public var windows: [WindowDay]

  public init(
    frame: Frame, day: String, attention: [Attention] = [], lines: [LineDay], windows: [WindowDay]
  ) {
    self.frame = frame
    self.attention = attention
    self.day = day
    self.lines = lines
    self.windows = windows
  }
}
