public import ServiceHall

extension DeskPage {
  public struct DoneTicket: Sendable {
    public var number: String
    public var outcome: Ticket.Outcome
    /// `HH:mm`
    public var at: String

    public init(number: String, outcome: Ticket.Outcome, at: String) {
      self.number = number
      self.outcome = outcome
      self.at = at
    }
  }

  /// A ticket that was looked up.
  public struct Found: Sendable {
    /// What the clerk may do with it at once.
    public enum Act: String, Sendable {
      case cancel
      case putBack = "return"
      case resume
    }

    public var ticket: String
    public var number: String
    public var state: Ticket.StateName
    public var lineName: String
    /// `HH:mm`
    public var issuedAt: String
    public var ahead: Int?
    public var windowName: String?
    public var priority: PriorityReason?
    /// Masked.
    public var person: String?
    public var note: String?
    public var act: Act?

    public init(
      ticket: String, number: String, state: Ticket.StateName, lineName: String,
      issuedAt: String, ahead: Int? = nil, windowName: String? = nil,
      priority: PriorityReason? = nil, person: String? = nil, note: String? = nil, act: Act? = nil
    ) {
      self.ticket = ticket
      self.number = number
      self.state = state
      self.lineName = lineName
      self.issuedAt = issuedAt
      self.ahead = ahead
      self.windowName = windowName
      self.priority = priority
      self.person = person
      self.note = note
      self.act = act
    }
  }
}
