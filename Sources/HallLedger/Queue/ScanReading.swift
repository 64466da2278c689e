import GRDB
public import ServiceHall

extension Ledger where Scope == Hall {
  /// The ticket that a code leads to.
  ///
  /// - Parameters:
  ///   - text: as it was scanned or typed.
  ///   - hall: this ledger's hall, to tell another hall's slip.
  /// - Throws: `ScanRefusal`.
  public func ticket(scanned text: String, in hall: Hall.ID, now: Moment) async throws -> TicketStatus {
    guard let code = ScannedCode(text) else { throw ScanRefusal.unreadable }
    let facts = facts
    let today = facts.businessDay(at: now)
    return try await read { database in
      let ticket: Ticket?
      switch code {
      // Opens no ticket; the desk has told it apart before.
      case .claim: throw ScanRefusal.unreadable
      case .ticket(let id, let other):
        if let other, other != hall { throw ScanRefusal.otherHall(other) }
        ticket = try TicketTable.find(id, in: database)
      case .shortCode(let code):
        ticket = try database.first(
          "SELECT * FROM ticket WHERE short_code = ? ORDER BY serial DESC LIMIT 1", [code],
          TicketTable.ticket)
      case .number(let number):
        ticket = try database.first(
          "SELECT * FROM ticket WHERE day = ? AND number_line = ? AND ordinal = ?",
          [today.description, number.line.rawValue, number.ordinal], TicketTable.ticket)
      }
      guard let ticket else { throw ScanRefusal.unknown }
      guard ticket.day == today else { throw ScanRefusal.otherDay(ticket.number, ticket.day) }
      switch ticket.state {
      case .cancelled: throw ScanRefusal.cancelled(ticket.number)
      case .void: throw ScanRefusal.void(ticket.number)
      default: return try StatusReading(database: database, facts: facts).status(of: ticket)
      }
    }
  }
}
