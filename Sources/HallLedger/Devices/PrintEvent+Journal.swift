import ServiceHall

extension PrintEvent {
  var kind: String {
    switch self {
    case .queued: "print.queued"
    case .printed: "print.printed"
    case .failed: "print.failed"
    }
  }

  var subject: String {
    switch self {
    case .queued(let ticket, _), .printed(let ticket, _), .failed(let ticket, _):
      ticket.description
    }
  }

  func body() throws -> String {
    switch self {
    case .queued(_, let body): try CanonicalJSON.text(body)
    case .printed(_, let body): try CanonicalJSON.text(body)
    case .failed(_, let body): try CanonicalJSON.text(body)
    }
  }

  /// - Returns: nil when the kind is none of printing.
  init?(kind: String, subject: String, body: String) throws {
    guard kind.hasPrefix("print.") else { return nil }
    guard let ticket = Ticket.ID(subject) else { throw LedgerFault.damaged("\(kind) \(subject)") }
    switch kind {
    case "print.queued": self = .queued(ticket, try CanonicalJSON.value(Queued.self, from: body))
    case "print.printed": self = .printed(ticket, try CanonicalJSON.value(Printed.self, from: body))
    case "print.failed": self = .failed(ticket, try CanonicalJSON.value(Failed.self, from: body))
    default: throw LedgerFault.damaged("unknown event \(kind)")
    }
  }
}
