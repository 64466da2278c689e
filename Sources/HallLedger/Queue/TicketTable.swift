import GRDB
import ServiceHall

/// Rows of tickets.
enum TicketTable {
  static func ticket(_ row: Row) throws -> Ticket {
    let state: Ticket.StateName = try row.identifierRaw("state")
    let outcome: String? = row["outcome"]
    let window = row.optionalIdentifier(Window.ID.self, "window")
    guard
      let full = Ticket.State(state, window: window, outcome: outcome.flatMap(Ticket.Outcome.init))
    else { throw LedgerFault.damaged("ticket state") }
    let priority: String? = row["priority"]
    let then: String = row["then_lines"]
    return Ticket(
      id: Ticket.ID(serial: row["serial"], secret: row["secret"]),
      number: TicketNumber(
        line: try row.identifier(Line.ID.self, "number_line"), ordinal: row["ordinal"]),
      day: try row.identifier(CivilDate.self, "day"), shortCode: row["short_code"],
      issuedAt: Moment(milliseconds: row["issued_at"]),
      priority: priority.flatMap(PriorityReason.init),
      line: try row.identifier(Line.ID.self, "line"),
      then: then.compactMap { Line.ID(String($0)) }, state: full,
      place: Place(anchor: row["anchor"], order: row["place_order"]),
      since: WaitStart(seq: row["since_seq"], at: Moment(milliseconds: row["since_at"])),
      misses: row["misses"], announced: row["announced"], calledAt: row.moment("called_at"),
      startedAt: row.moment("started_at"), finishedAt: row.moment("finished_at"), seq: row["seq"])
  }

  static func find(_ id: Ticket.ID, in database: Database) throws -> Ticket? {
    guard let row = try database.row("SELECT * FROM ticket WHERE serial = ?", [id.serial]),
      row["secret"] == id.secret
    else { return nil }
    return try ticket(row)
  }

  static func require(_ id: Ticket.ID, in database: Database) throws -> Ticket {
    guard let ticket = try find(id, in: database) else { throw QueueRefusal.unknownTicket }
    return ticket
  }

  static func find(serial: Int64, in database: Database) throws -> Ticket? {
    try database.row("SELECT * FROM ticket WHERE serial = ?", [serial]).map(ticket)
  }

  static func insert(_ ticket: Ticket, into database: Database) throws {
    try database.run(
      """
      INSERT INTO ticket(
        serial, secret, number_line, ordinal, day, short_code, issued_at, priority, line, then_lines,
        state, "window", outcome, anchor, place_order, since_seq, since_at, misses, announced,
        called_at, started_at, finished_at, seq)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        ticket.id.serial, ticket.id.secret, ticket.number.line.rawValue, ticket.number.ordinal,
        ticket.day.description, ticket.shortCode, ticket.issuedAt.milliseconds,
        ticket.priority?.rawValue,
      ] + changing(ticket))
  }

  /// Writes what may change over a ticket's life.
  static func update(_ ticket: Ticket, in database: Database) throws {
    try database.run(
      """
      UPDATE ticket SET
        line = ?, then_lines = ?, state = ?, "window" = ?, outcome = ?, anchor = ?,
        place_order = ?, since_seq = ?, since_at = ?, misses = ?, announced = ?, called_at = ?,
        started_at = ?, finished_at = ?, seq = ?
      WHERE serial = ?
      """, changing(ticket) + [ticket.id.serial])
  }

  private static func changing(_ ticket: Ticket) -> [(any DatabaseValueConvertible)?] {
    [
      ticket.line.rawValue, ticket.then.map(\.rawValue).joined(), ticket.stateName.rawValue,
      ticket.window?.rawValue, ticket.outcome?.rawValue, ticket.place.anchor, ticket.place.order,
      ticket.since.seq, ticket.since.at.milliseconds, ticket.misses, ticket.announced,
      ticket.calledAt?.milliseconds, ticket.startedAt?.milliseconds,
      ticket.finishedAt?.milliseconds, ticket.seq,
    ]
  }
}

extension Row {
  func moment(_ column: String) -> Moment? {
    let milliseconds: Int64? = self[column]
    return milliseconds.map(Moment.init(milliseconds:))
  }

  func identifierRaw<Value: RawRepresentable<String>>(_ column: String) throws -> Value {
    let text: String = self[column]
    guard let value = Value(rawValue: text) else { throw LedgerFault.damaged("\(column) \(text)") }
    return value
  }
}
