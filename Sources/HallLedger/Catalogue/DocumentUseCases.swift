import Foundation
import GRDB
public import ServiceHall

/// Calendars and catalogues that came down to a hall and concern the whole county. 下发文件
enum DocumentTable {
  static let name = "document"

  static let migration = (
    name: "0006-documents",
    sql: """
    CREATE TABLE document(
      message TEXT PRIMARY KEY,
      hall TEXT NOT NULL,
      kind TEXT NOT NULL,
      outcome TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
  )

  static func add(
    _ message: String, _ taken: CountyEvent.DocumentTaken, at moment: Moment, in database: Database
  ) throws {
    try database.run(
      "INSERT OR IGNORE INTO document(message, hall, kind, outcome, at) VALUES (?, ?, ?, ?, ?)",
      [
        message, taken.hall.rawValue, taken.kind.rawValue, taken.outcome.rawValue,
        moment.milliseconds,
      ])
  }

  static func has(_ message: String, in database: Database) throws -> Bool {
    try database.integer("SELECT 1 FROM document WHERE message = ?", [message]) != nil
  }
}

extension Ledger where Scope == Hall {
  /// What came down for the whole county, oldest first.
  public func documents() async throws -> [Downlink] {
    try await read { database in
      try database.all(
        """
        SELECT journal.body FROM downlink JOIN journal USING (seq)
        WHERE downlink.kind IN ('calendar.year', 'catalogue.delta', 'catalogue.snapshot') ORDER BY seq
        """, []
      ) { try CanonicalJSON.value(Downlink.self, from: $0[0]) }
    }
  }
}

extension Ledger where Scope == County {
  private struct CalendarDocument: Decodable { let calendar: CalendarYear }

  /// Takes over what came down to one of the county's halls, each message once; what does not fit is refused whole.
  ///
  /// The document and the note of it are two transactions: after a crash between them it is taken over again,
  /// and says nothing new then.
  ///
  /// - Returns: nil for what was taken before, and for what concerns a hall alone.
  @discardableResult
  public func takeDocument(
    _ downlink: Downlink, of hall: Hall.ID
  ) async throws -> CountyEvent.DocumentTaken.Outcome? {
    guard let kind = downlink.kind, kind.isDocument,
      try await !read({ try DocumentTable.has(downlink.message, in: $0) })
    else { return nil }
    let outcome: CountyEvent.DocumentTaken.Outcome
    do {
      outcome = try await apply(downlink.json, kind) ? .applied : .refused
    } catch is InputRefusal {
      outcome = .refused
    } catch is DecodingError {
      outcome = .refused
    }
    try await record(by: .system) { draft in
      guard try !DocumentTable.has(downlink.message, in: draft.database) else { return }
      try draft.append(
        .documentTaken(
          downlink.message, CountyEvent.DocumentTaken(hall: hall, kind: kind, outcome: outcome)))
    }
    return outcome
  }

  private func apply(_ json: String, _ kind: Downlink.Kind) async throws -> Bool {
    if kind == .calendarYear {
      let document = try CanonicalJSON.value(CalendarDocument.self, from: json)
      _ = try await saveCalendar(document.calendar, by: .system)
      return true
    }
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    guard let catalogue = object?["catalogue"] as? [String: Any] else { return false }
    let file = CatalogueFile(json: [UInt8](try JSONSerialization.data(withJSONObject: catalogue)))
    return try await importCatalogue(file, dryRun: false, partial: false, by: .system).isApplied
  }
}
