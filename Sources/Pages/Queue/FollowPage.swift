public import ServiceHall

/// `/h/{hall}/t/{ticket}`: the holder follows the ticket on a phone. 手机看进度
public struct FollowPage: LivePage {
  public static let template = "Queue/follow"
  public static let fragment = "Queue/follow-now"

  public var frame: Frame
  public var ticket: String
  public var number: String
  public var shortCode: String
  public var state: Ticket.StateName
  public var outcome: Ticket.Outcome?
  public var lineName: String
  public var linePlace: String?
  /// People who will be called before; meant for a waiting ticket.
  public var ahead: Int
  /// nil when no window of the line is open.
  public var estimatedSeconds: Int?
  /// The window that called, serves or holds it.
  public var windowName: String?
  /// Names of the lines that follow.
  public var then: [String] = []
  public var priority: PriorityReason?
  /// Behind how many a missed ticket stands after it came back.
  public var returnAfter: Int
  /// `HH:mm`
  public var issuedAt: String
  public var lastEvent: Int64
  /// How full the bar is, 0…100. The route raises it to what it has been before.
  public var progress: Int

  public init(
    frame: Frame, ticket: String, number: String, shortCode: String, state: Ticket.StateName,
    outcome: Ticket.Outcome? = nil, lineName: String, linePlace: String? = nil, ahead: Int,
    estimatedSeconds: Int? = nil, windowName: String? = nil, then: [String] = [],
    priority: PriorityReason? = nil, returnAfter: Int, issuedAt: String, lastEvent: Int64
  ) {
    self.frame = frame
    self.ticket = ticket
    self.number = number
    self.shortCode = shortCode
    self.state = state
    self.outcome = outcome
    self.lineName = lineName
    self.linePlace = linePlace
    self.ahead = ahead
    self.estimatedSeconds = estimatedSeconds
    self.windowName = windowName
    self.then = then
    self.priority = priority
    self.returnAfter = returnAfter
    self.issuedAt = issuedAt
    self.lastEvent = lastEvent
    progress = FollowPage.progress(state, ahead: ahead)
  }

  /// Nobody ahead is nine tenths of the way, four people ahead less than half; the call is all of it.
  private static func progress(_ state: Ticket.StateName, ahead: Int) -> Int {
    switch state {
    case .waiting: 360 / (max(ahead, 0) + 4)
    default: 100
    }
  }
}
