/// `/h/{hall}`: what the hall offers now, and the way to one's ticket.
public struct HallPage: LivePage {
  public static let template = "Queue/hall"
  public static let fragment = "Queue/hall-lines"

  public var frame: Frame
  public var lines: [LineStatus]
  public var openWindows: Int
  public var notice: String?
  /// What was typed into the search, to show it again.
  public var code: String = ""
  public var lastEvent: Int64
  /// Set while the whole hall is closed.
  public var closed: ClosedHall?

  public init(
    frame: Frame, lines: [LineStatus], openWindows: Int, notice: String? = nil, code: String = "",
    lastEvent: Int64
  ) {
    self.frame = frame
    self.lines = lines
    self.openWindows = openWindows
    self.notice = notice
    self.code = code
    self.lastEvent = lastEvent
  }
}
