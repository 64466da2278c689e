import Courier
import GRDB
import ServiceHall

/// Rows that were lost here and came back from the receiver, each once.
enum RegainedTable {
  static let name = "regained"

  static let migration = (
    name: "0011-recovery",
    sql: """
    CREATE TABLE regained(
      -- The journal's row by which it came back.
      seq INTEGER PRIMARY KEY,
      chain TEXT NOT NULL UNIQUE,
      was_seq INTEGER NOT NULL,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL
    ) STRICT;

    -- Epochs of other branches, and how far the receiver's streams were read; it does not follow from the journal.
    CREATE TABLE regaining(
      epoch TEXT PRIMARY KEY,
      high_water INTEGER NOT NULL,
      chain BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- The epochs of the journal, without reading it.
    CREATE INDEX journal_continued ON journal(seq) WHERE kind = 'ledger.continued';

    -- The last serial number of a day under an epoch; a new epoch counts from 1 again (C14).
    CREATE TABLE serial(
      kind TEXT NOT NULL,
      epoch TEXT NOT NULL,
      day TEXT NOT NULL,
      last INTEGER NOT NULL,
      PRIMARY KEY(kind, epoch, day)
    ) STRICT, WITHOUT ROWID;
    """
  )

  static func add(_ row: RegainedRow, _ entry: JournalEntry, to database: Database) throws {
    try database.run(
      """
      INSERT INTO regained(seq, chain, was_seq, at, actor, kind, subject) VALUES (?, ?, ?, ?, ?, ?, ?)
      """, [entry.seq, row.chain, row.seq, row.at, row.actor, row.kind, row.subject])
  }

  static func holds(_ chain: String, in database: Database) throws -> Bool {
    try database.integer("SELECT 1 FROM regained WHERE chain = ?", [chain]) != nil
  }
}
