import ServiceHall

extension RatingEvent {
  static let kinds: Set<String> = ["ticket.rated"]

  var kind: String {
    switch self {
    case .ticketRated: "ticket.rated"
    }
  }

  var subject: String {
    switch self {
    case .ticketRated(let ticket, _): ticket.description
    }
  }

  func body() throws -> String {
    switch self {
    case .ticketRated(_, let body): try CanonicalJSON.text(body)
    }
  }

  init(kind: String, subject: String, body: String) throws {
    guard kind == "ticket.rated", let ticket = Ticket.ID(subject) else {
      throw LedgerFault.damaged("\(kind) \(subject)")
    }
    self = .ticketRated(ticket, try CanonicalJSON.value(TicketRated.self, from: body))
  }
}
