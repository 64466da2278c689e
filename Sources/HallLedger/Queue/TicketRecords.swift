import GRDB
import ServiceHall

/// What the queue reports upward: visits, when they end.
enum TicketRecords {
  static func records(
    _ event: QueueEvent, _ entry: JournalEntry, _ upstream: Upstream, _ facts: QueueFacts,
    _ database: Database
  ) throws -> [Record] {
    let (id, window, items): (Ticket.ID, Window.ID?, [String])
    switch event {
    case .ticketFinished(let ticket, let finish):
      (id, window, items) = (ticket, finish.window, finish.items ?? [])
    case .ticketCancelled(let ticket), .ticketPaperServed(let ticket): (id, window, items) = (ticket, nil, [])
    default: return []
    }
    let ticket = try TicketTable.require(id, in: database)
    // One that goes on to another line has not ended.
    guard let outcome = Record.VisitOutcome(ticket.state),
      let number = visit(ticket.id, upstream), let division = upstream.division
    else { return [] }
    var visit = Record.Visit(
      number: number, ticket: ticket.number, day: ticket.day, line: ticket.line,
      lineName: facts.lines[ticket.line]?.name ?? "", issuedAt: ticket.issuedAt,
      endedAt: entry.at, outcome: outcome)
    visit.window = window
    visit.clerk = staff(entry.actor)
    visit.items = items
    visit.priority = ticket.priority
    visit.calledAt = ticket.calledAt
    visit.startedAt = ticket.startedAt
    return [Record(hall: upstream.hall, division: division, payload: .visit(visit))]
  }

  /// Unique beyond a restore: the ledger's epoch stands in it, and never the ticket's secret.
  static func visit(_ id: Ticket.ID, _ upstream: Upstream) -> Record.VisitNumber? {
    Record.VisitNumber("\(upstream.hall)-\(upstream.epoch.prefix(8))-\(id.serial)")
  }

  /// `staff:li.ming` → the account.
  static func staff(_ actor: String) -> Staff.ID? {
    let parts = actor.split(separator: ":", maxSplits: 1).map(String.init)
    return parts.count == 2 && parts[0] == "staff" ? Staff.ID(parts[1]) : nil
  }
}
