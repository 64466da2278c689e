public import ServiceHall

/// `/h/{hall}/kiosk/ticket/{ticket}`: the number that was just taken, and the slip that is printed of it.
public struct KioskTicketPage: LivePage {
  public static let template = "Queue/kiosk-ticket"
  public static let fragment = "Queue/kiosk-printing"

  public enum Printing: Sendable, Equatable {
    /// The kiosk's browser prints this page by itself (`?print=1`).
    case browser
    /// It waits for a printer of the hall, or is being printed.
    case sent
    case printed
    /// The printer cannot print it now: the number stays on the screen.
    case failed(PrintFailure)
    /// No printer: the number stays on the screen.
    case unavailable
  }

  public var frame: Frame
  public var ticket: String
  public var number: String
  public var shortCode: String
  public var lineName: String
  public var linePlace: String?
  /// The numbers of the open windows that serve the line.
  public var windows: [String]
  public var ahead: Int
  /// nil when no window of the line is open.
  public var estimatedSeconds: Int?
  public var priority: PriorityReason?
  public var ratio: PriorityRatio
  /// Names of the lines that follow.
  public var then: [String] = []
  /// `2026-11-20`
  public var day: String
  /// `HH:mm`
  public var issuedAt: String
  public var printing: Printing
  public var lastEvent: Int64

  public init(
    frame: Frame, ticket: String, number: String, shortCode: String, lineName: String,
    linePlace: String? = nil, windows: [String], ahead: Int, estimatedSeconds: Int? = nil,
    priority: PriorityReason? = nil, ratio: PriorityRatio, then: [String] = [], day: String,
    issuedAt: String, printing: Printing, lastEvent: Int64
  ) {
    self.frame = frame
    self.ticket = ticket
    self.number = number
    self.shortCode = shortCode
    self.lineName = lineName
    self.linePlace = linePlace
    self.windows = windows
    self.ahead = ahead
    self.estimatedSeconds = estimatedSeconds
    self.priority = priority
    self.ratio = ratio
    self.then = then
    self.day = day
    self.issuedAt = issuedAt
    self.printing = printing
    self.lastEvent = lastEvent
  }
}
