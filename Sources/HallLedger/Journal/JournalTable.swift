import Foundation
import GRDB
import ServiceHall

/// The tables that every ledger has: journal, header and answers.
enum JournalTable {
  static let migration = (
    name: "0001-journal",
    sql: """
    CREATE TABLE journal(
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      device TEXT NOT NULL,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      body TEXT NOT NULL,
      chain BLOB NOT NULL
    ) STRICT;

    -- The last row's number and chain, written once per commit: shows when rows at the end are gone.
    CREATE TABLE head(
      id INTEGER PRIMARY KEY CHECK (id = 1),
      seq INTEGER NOT NULL,
      chain BLOB NOT NULL
    ) STRICT;

    -- Idempotency keys with their answers. Not derived from the journal. The index holds a short digest
    -- of the key, so that it stays small; the key itself decides.
    CREATE TABLE answer(
      id INTEGER PRIMARY KEY,
      short INTEGER NOT NULL,
      key TEXT NOT NULL,
      request BLOB NOT NULL,
      answer BLOB NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX answer_short ON answer(short);
    """
  )

  static func insert(_ entry: JournalEntry, chain: [UInt8], into database: Database) throws {
    try database.run(
      """
      INSERT INTO journal(seq, at, actor, device, kind, subject, body, chain)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        entry.seq, entry.at.milliseconds, entry.actor, entry.device, entry.kind, entry.subject,
        entry.body, Data(chain),
      ])
  }

  static func setHead(seq: Int64, chain: [UInt8], in database: Database) throws {
    try database.run(
      """
      INSERT INTO head(id, seq, chain) VALUES (1, ?, ?)
      ON CONFLICT(id) DO UPDATE SET seq = excluded.seq, chain = excluded.chain
      """, [seq, Data(chain)])
  }

  static func forgetAnswers(before moment: Moment, in database: Database) throws {
    try database.run("DELETE FROM answer WHERE at < ?", [moment.milliseconds])
  }

  static func entry(_ row: Row) -> JournalEntry {
    JournalEntry(
      seq: row["seq"], at: Moment(milliseconds: row["at"]), actor: row["actor"],
      device: row["device"], kind: row["kind"], subject: row["subject"], body: row["body"])
  }

  /// Entries after a position, oldest first.
  static func entries(after seq: Int64, limit: Int, in database: Database) throws -> [JournalEntry] {
    try database.rows(
      "SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ?", [seq, limit]
    ).map(entry)
  }
}

/// The journal's first row, number 0.
struct JournalHeader: Codable, Equatable {
  static let kind = "ledger.created"

  var digest: JournalDigestName
  /// 128 random bits in hex, minted when the ledger is made.
  var epoch: String
  var format: Int

  /// Written when a ledger goes on elsewhere or after a restore: from here on the epoch is another.
  struct Continued: Codable, Equatable {
    static let kind = "ledger.continued"
    var epoch: String
    var parent: String
  }
}
