import GRDB
public import ServiceHall

/// What a clerk's desk shows.
public struct DeskState: Sendable {
  public let window: Window
  public let current: TicketStatus?
  /// In the order of their places; the dispatch rule decides whom the window gets.
  public let waiting: [Ticket]
  public let waitingCount: Int
  public let held: [Ticket]
  public let missed: [Ticket]
  /// Ended at this window today, the latest first.
  public let done: [Ticket]
  /// What was written beside the current ticket.
  public let note: String?
  /// The last act, which can be taken back for a moment.
  public let undo: Undo?
}

extension Ledger where Scope == Hall {
  /// The hall's windows, in the order of their numbers.
  public func windows() async throws -> [WindowStatus] {
    let facts = facts
    return try await read { database in
      let reading = StatusReading(database: database, facts: facts)
      return try WindowTable.all(in: database).map { window in
        let ticket = try window.ticket.map { try TicketTable.require($0, in: database) }
        return WindowStatus(window: window, ticket: try ticket.map { try reading.status(of: $0) })
      }
    }
  }

  /// The window that a clerk holds.
  public func window(heldBy clerk: Staff.ID) async throws -> Window.ID? {
    try await read { try WindowTable.held(by: clerk, in: $0) }
  }

  public func desk(at id: Window.ID, listing: Int = 60) async throws -> DeskState {
    let facts = facts
    return try await read { database in
      let window = try WindowTable.require(id, in: database)
      let reading = StatusReading(database: database, facts: facts)
      let day = facts.day?.description
      func tickets(_ condition: String, _ arguments: [any DatabaseValueConvertible]) throws
        -> [Ticket]
      {
        try database.all("SELECT * FROM ticket WHERE \(condition)", arguments, TicketTable.ticket)
      }
      let undo = try WindowTable.undo(at: id, in: database)
      return DeskState(
        window: window,
        current: try window.ticket.map {
          try reading.status(of: try TicketTable.require($0, in: database))
        },
        waiting: try tickets(
          "state = 'waiting' ORDER BY anchor, place_order LIMIT ?", [listing]),
        waitingCount: Int(
          try database.integer("SELECT count(*) FROM ticket WHERE state = 'waiting'") ?? 0),
        held: try tickets("state = 'held' AND \"window\" = ? ORDER BY seq", [id.rawValue]),
        missed: try tickets(
          "state = 'missed' AND day = ? ORDER BY seq DESC LIMIT ?", [day, listing]),
        done: try tickets(
          """
          serial IN (
            SELECT t.serial FROM ticket t JOIN call c ON c.seq = t.announced
            WHERE t.day = ? AND t.state = 'done' AND c."window" = ?)
          ORDER BY finished_at DESC LIMIT ?
          """, [day, id.rawValue, listing]),
        note: try window.ticket.flatMap { try NoteTable.note(of: $0, in: database) },
        undo: undo)
    }
  }
}
