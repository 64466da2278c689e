import GRDB
import ServiceHall

/// Rows of windows.
enum WindowTable {
  static func find(_ id: Window.ID, in database: Database) throws -> Window? {
    try database.row(
      """
      SELECT w.*, t.secret FROM "window" w LEFT JOIN ticket t ON t.serial = w.ticket WHERE w.id = ?
      """, [id.rawValue]
    ).map(window)
  }

  static func require(_ id: Window.ID, in database: Database) throws -> Window {
    guard let window = try find(id, in: database) else { throw QueueRefusal.unknownWindow }
    return window
  }

  static func all(in database: Database) throws -> [Window] {
    try database.rows(
      """
      SELECT w.*, t.secret FROM "window" w LEFT JOIN ticket t ON t.serial = w.ticket
      ORDER BY length(w.id), w.id
      """
    ).map(window)
  }

  /// The window that a clerk holds.
  static func held(by clerk: Staff.ID, in database: Database) throws -> Window.ID? {
    try database.row("SELECT id FROM \"window\" WHERE clerk = ?", [clerk.rawValue])?
      .identifier(Window.ID.self, "id")
  }

  static func hold(_ ticket: Ticket.ID?, at window: Window.ID, in database: Database) throws {
    try database.run(
      "UPDATE \"window\" SET ticket = ? WHERE id = ?", [ticket?.serial, window.rawValue])
  }

  static func remember(_ undo: Undo, at window: Window.ID, in database: Database) throws {
    try database.run(
      "UPDATE \"window\" SET undo = ? WHERE id = ?",
      [try CanonicalJSON.text(undo), window.rawValue])
  }

  static func forget(at window: Window.ID, in database: Database) throws {
    try database.run("UPDATE \"window\" SET undo = NULL WHERE id = ?", [window.rawValue])
  }

  static func undo(at window: Window.ID, in database: Database) throws -> Undo? {
    let text: String? =
      try database.row("SELECT undo FROM \"window\" WHERE id = ?", [window.rawValue])?["undo"]
    return try text.map { try CanonicalJSON.value(Undo.self, from: $0) }
  }

  private static func window(_ row: Row) throws -> Window {
    let setup = try CanonicalJSON.value(Window.Setup.self, from: row["setup"])
    let clerk = row.optionalIdentifier(Staff.ID.self, "clerk")
    let since = row.moment("since")
    let serial: Int64? = row["ticket"]
    let secret: String? = row["secret"]
    let reason: String? = row["reason"]
    let name: Window.StateName = try row.identifierRaw("state")
    let state: Window.State
    switch (name, clerk, since) {
    case (.closed, _, _): state = .closed
    case (.open, let clerk?, let since?):
      let ticket = serial.flatMap { serial in secret.map { Ticket.ID(serial: serial, secret: $0) } }
      state = .open(clerk, since: since, holding: ticket)
    case (.paused, let clerk?, let since?):
      state = .paused(clerk, since: since, reason: reason ?? "")
    default: throw LedgerFault.damaged("window state")
    }
    return Window(
      id: try row.identifier(Window.ID.self, "id"), name: setup.name, services: setup.services,
      state: state)
  }
}

/// Applies a window's own events.
struct WindowProjection {
  let database: Database
  let entry: JournalEntry

  func apply(_ event: QueueEvent) throws {
    switch event {
    case .windowSaved(let window, let setup):
      try database.run(
        """
        INSERT INTO "window"(id, setup) VALUES (?, ?)
        ON CONFLICT(id) DO UPDATE SET setup = excluded.setup
        """, [window.rawValue, try CanonicalJSON.text(setup)])
    case .windowRemoved(let window):
      try database.run("DELETE FROM \"window\" WHERE id = ?", [window.rawValue])
    case .windowOpened(let window, let opened):
      try database.run(
        """
        UPDATE "window" SET state = 'open', clerk = ?, since = ?, reason = NULL, ticket = NULL,
          undo = NULL
        WHERE id = ?
        """, [opened.clerk.rawValue, entry.at.milliseconds, window.rawValue])
    case .windowClosed(let window): try close(window)
    case .windowPaused(let window, let paused): try pause(window, reason: paused.reason)
    case .windowResumed(let window):
      try endPause(window)
      try database.run(
        "UPDATE \"window\" SET state = 'open', reason = NULL, since = ? WHERE id = ?",
        [entry.at.milliseconds, window.rawValue])
    default: return
    }
  }

  /// Tickets that were handed to the window, or held there, wait in their lines again.
  private func close(_ window: Window.ID) throws {
    try endPause(window)
    let tickets = try database.all(
      """
      SELECT * FROM ticket WHERE "window" = ? AND state IN ('waiting', 'held') ORDER BY serial
      """, [window.rawValue], TicketTable.ticket)
    for before in tickets {
      var ticket = before
      ticket.state = .waiting(handedTo: nil)
      ticket.seq = entry.seq
      try TicketTable.update(ticket, in: database)
      var counters = try LineDay.load(before.line, before.day, in: database)
      counters.count(before, by: -1)
      counters.count(ticket, by: 1)
      try counters.save(before.line, before.day, in: database)
    }
    try database.run(
      """
      UPDATE "window" SET state = 'closed', clerk = NULL, since = NULL, reason = NULL, ticket = NULL,
        undo = NULL
      WHERE id = ?
      """, [window.rawValue])
  }

  private func pause(_ window: Window.ID, reason: String) throws {
    let row = try database.row(
      """
      SELECT w.clerk, b.day FROM "window" w, business_day b WHERE w.id = ?
      """, [window.rawValue])
    guard let row else { return }
    try database.run(
      """
      INSERT INTO pause(seq, "window", day, clerk, reason, started_at) VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        entry.seq, window.rawValue, row["day"] as String?, row["clerk"] as String?, reason,
        entry.at.milliseconds,
      ])
    try database.run(
      "UPDATE \"window\" SET state = 'paused', reason = ?, since = ?, undo = NULL WHERE id = ?",
      [reason, entry.at.milliseconds, window.rawValue])
  }

  private func endPause(_ window: Window.ID) throws {
    try database.run(
      "UPDATE pause SET ended_at = ? WHERE \"window\" = ? AND ended_at IS NULL",
      [entry.at.milliseconds, window.rawValue])
  }
}
