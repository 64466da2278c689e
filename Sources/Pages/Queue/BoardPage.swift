public import ServiceHall

/// `/h/{hall}/board`: who is called to which window. 叫号屏
public struct BoardPage: Page {
  public static let template = "Queue/board"

  public struct Call: Sendable {
    /// The announcement's sequence number; a recall has a new one.
    public var event: Int64
    public var number: String
    public var window: String
    public var windowName: String
    /// Masked for a public screen: 张*
    public var maskedName: String?
    /// `HH:mm`
    public var at: String
    /// Whether the number still stands at the window.
    public var isCurrent: Bool = true

    public init(
      event: Int64, number: String, window: String, windowName: String, maskedName: String? = nil,
      at: String
    ) {
      self.event = event
      self.number = number
      self.window = window
      self.windowName = windowName
      self.maskedName = maskedName
      self.at = at
    }
  }

  public struct Waiting: Sendable {
    public var line: String
    public var name: String
    public var count: Int
    public var isOpen: Bool = true

    public init(line: String, name: String, count: Int, isOpen: Bool = true) {
      self.line = line
      self.name = name
      self.count = count
      self.isOpen = isOpen
    }
  }

  public struct Pause: Sendable {
    public var windowName: String
    public var reason: String

    public init(windowName: String, reason: String) {
      self.windowName = windowName
      self.reason = reason
    }
  }

  public var frame: Frame
  /// The latest first.
  public var calls: [Call]
  public var waiting: [Waiting]
  public var pauses: [Pause] = []
  public var notice: String?
  /// `HH:mm`
  public var serverTime: String
  public var ratio: PriorityRatio
  public var lastEvent: Int64
  /// Of `BoardScreen.size`.
  public var size: Int = BoardScreen.standard.size
  /// Letters of the lines that it shows; empty for all.
  public var lines: String = ""
  public var isVoiced: Bool = true
  /// Whether it is a paired device, which reports to the hall.
  public var isDevice: Bool = false
  public var phase: BoardPhase = .open
  /// Set while the whole hall is closed.
  public var closed: ClosedHall?

  public init(
    frame: Frame, calls: [Call], waiting: [Waiting], pauses: [Pause] = [], notice: String? = nil,
    serverTime: String, ratio: PriorityRatio, lastEvent: Int64
  ) {
    self.frame = frame
    self.calls = calls
    self.waiting = waiting
    self.pauses = pauses
    self.notice = notice
    self.serverTime = serverTime
    self.ratio = ratio
    self.lastEvent = lastEvent
  }
}
