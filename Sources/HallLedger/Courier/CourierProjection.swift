import GRDB
import ServiceHall

/// Applies what the journal says about the upstream.
enum CourierProjection {
  static func apply(_ event: CourierEvent, _ entry: JournalEntry, _ database: Database) throws {
    switch event {
    case .enrolled(let upstream):
      try database.run(
        "INSERT OR REPLACE INTO upstream(id, body) VALUES (1, ?)",
        [try CanonicalJSON.text(upstream)])
    case .synthetic: return
    case .regained(let row): try RegainedTable.add(row, entry, to: database)
    case .left: try database.run("DELETE FROM upstream")
    case .received(let downlink):
      try database.run(
        """
        INSERT INTO downlink(seq, message, entity, version, kind, json, at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
          entry.seq, downlink.message, downlink.entity, downlink.version,
          downlink.kind?.rawValue ?? "", downlink.json, entry.at.milliseconds,
        ])
    }
  }

  static func upstream(in database: Database) throws -> Upstream? {
    try database.row("SELECT body FROM upstream").map {
      try CanonicalJSON.value(Upstream.self, from: $0["body"])
    }
  }
}
