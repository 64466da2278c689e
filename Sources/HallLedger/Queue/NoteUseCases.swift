import GRDB
public import ServiceHall

/// What clerks wrote beside tickets.
enum NoteTable {
  static let name = "ticket_note"

  static let migration = (
    name: "0004-notes",
    sql: """
    CREATE TABLE ticket_note(serial INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
    """
  )

  static func note(of ticket: Ticket.ID, in database: Database) throws -> String? {
    try database.row("SELECT text FROM ticket_note WHERE serial = ?", [ticket.serial])?["text"]
  }

  static func save(
    _ text: String?, of ticket: Ticket.ID, _ entry: JournalEntry, _ database: Database
  ) throws {
    if let text {
      try database.run(
        "INSERT OR REPLACE INTO ticket_note(serial, text) VALUES (?, ?)", [ticket.serial, text])
    } else {
      try database.run("DELETE FROM ticket_note WHERE serial = ?", [ticket.serial])
    }
  }
}

extension Ledger where Scope == Hall {
  /// The most characters of a note.
  public static var longestNote: Int { 500 }

  /// Keeps what a clerk wrote beside a ticket, of any day and in any state: a note that was typed while
  /// the line was down comes late. The same note again changes nothing.
  public func note(_ id: Ticket.ID, _ text: String, by caller: Caller) async throws {
    let text = try PlainText.paragraph(text, field: "note", longest: Self.longestNote)
    try await record(by: caller) { draft in
      _ = try TicketTable.require(id, in: draft.database)
      guard try NoteTable.note(of: id, in: draft.database) != text else { return }
      try draft.append(.queue(.ticketNoted(id, QueueEvent.TicketNoted(text: text))))
    }
  }

  public func note(of id: Ticket.ID) async throws -> String? {
    try await read { try NoteTable.note(of: id, in: $0) }
  }
}
