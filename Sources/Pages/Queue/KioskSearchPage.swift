public import ServiceHall

/// `/h/{hall}/kiosk?step=search&q=…`: finding the right line by words or by initials. 我不知道办哪个
public struct KioskSearchPage: LivePage {
  public static let template = "Queue/kiosk-search"
  public static let fragment = "Queue/kiosk-found"

  /// A service item that was found, with the line of this hall that takes it.
  public struct Item: Sendable {
    public var code: String
    public var name: String
    public var line: String
    public var lineName: String

    public init(code: String, name: String, line: String, lineName: String) {
      self.code = code
      self.name = name
      self.line = line
      self.lineName = lineName
    }
  }

  public var frame: Frame
  /// Idempotency key, as on the first page.
  public var key: String
  public var query: String
  /// What was found, best first; all lines when nothing was asked.
  public var lines: [LineStatus]
  /// What was found in the catalogue, best first.
  public var items: [Item] = []
  /// Words that find something, to press instead of typing.
  public var words: [String]
  public var priority: PriorityReason?
  public var lastEvent: Int64

  public init(
    frame: Frame, key: String, query: String, lines: [LineStatus], words: [String],
    priority: PriorityReason? = nil, lastEvent: Int64
  ) {
    self.frame = frame
    self.key = key
    self.query = query
    self.lines = lines
    self.words = words
    self.priority = priority
    self.lastEvent = lastEvent
  }
}
