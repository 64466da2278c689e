/// What happens to a service after it has ended; one row of the hall's journal each.
public enum RatingEvent: Sendable, Equatable {
  case ticketRated(Ticket.ID, TicketRated)

  public struct TicketRated: Sendable, Equatable, Codable {
    /// The sequence number of the event that ended the service. Each service is rated once.
    public let service: Int64
    public let window: Window.ID
    /// Who served; nil when the service was not ended by a person.
    public let clerk: Staff.ID?
    /// nil when the person was asked and did not answer. 未评价
    public let level: Satisfaction?

    public init(service: Int64, window: Window.ID, clerk: Staff.ID?, level: Satisfaction?) {
      self.service = service
      self.window = window
      self.clerk = clerk
      self.level = level
    }
  }
}

/// Why a rating is refused.
public enum RatingRefusal: Error, Sendable, Equatable {
  /// The device lies at another window, or at none.
  case otherWindow
  /// No service has just ended at the window, or too long ago.
  case nothingToRate
  case alreadyRated

  public var code: String {
    switch self {
    case .otherWindow: "evaluator-elsewhere"
    case .nothingToRate: "nothing-to-rate"
    case .alreadyRated: "already-rated"
    }
  }
}
