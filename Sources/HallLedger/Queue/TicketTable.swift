import GRDB
import ServiceHall

/// Rows of tickets.
enum TicketTable {
  /// Reads a row of `SELECT * FROM ticket`; columns by their index, in the order of the schema.
  static func ticket(_ row: Columns) throws -> Ticket {
    let outcome: String? = row[12]
    let window: String? = row[11]
    let priority: String? = row[7]
    let then: String = row[9]
    guard let name = Ticket.StateName(rawValue: row[10]),
      let state = Ticket.State(
        name, window: window.flatMap { Window.ID($0) },
        outcome: outcome.flatMap(Ticket.Outcome.init)),
      let first = Line.ID(row[2] as String), let day = CivilDate(row[4] as String),
      let line = Line.ID(row[8] as String)
    else { throw LedgerFault.damaged("ticket \(row[0] as Int64)") }
    func moment(_ index: CInt) -> Moment? {
      let milliseconds: Int64? = row[index]
      return milliseconds.map(Moment.init(milliseconds:))
    }
    return Ticket(
      id: Ticket.ID(serial: row[0], secret: row[1]),
      number: TicketNumber(line: first, ordinal: row[3]), day: day, shortCode: row[5],
      issuedAt: Moment(milliseconds: row[6]), priority: priority.flatMap(PriorityReason.init),
      line: line, then: then.compactMap { Line.ID(String($0)) }, state: state,
      place: Place(anchor: row[13], order: row[14]),
      since: WaitStart(seq: row[15], at: Moment(milliseconds: row[16])), misses: row[17],
      announced: row[18], calledAt: moment(19), startedAt: moment(20), finishedAt: moment(21),
      seq: row[22])
  }

  static func find(_ id: Ticket.ID, in database: Database) throws -> Ticket? {
    guard let ticket = try find(serial: id.serial, in: database), ticket.id == id else {
      return nil
    }
    return ticket
  }

  static func require(_ id: Ticket.ID, in database: Database) throws -> Ticket {
    guard let ticket = try find(id, in: database) else { throw QueueRefusal.unknownTicket }
    return ticket
  }

  static func find(serial: Int64, in database: Database) throws -> Ticket? {
    try database.first("SELECT * FROM ticket WHERE serial = ?", [serial], ticket)
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

  private static func changing(_ ticket: Ticket) -> [any DatabaseValueConvertible] {
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
