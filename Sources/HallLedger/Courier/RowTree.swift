import Courier
import Foundation
import GRDB
import ServiceHall

/// Rows of one hall's journal as a receiver holds them, kept in a file while they are put together.
///
/// A hall that was rolled back has written some numbers twice; the rows form a tree then, and the branch that
/// the hall followed last counts.
final class RowTree {
  let rows: DatabaseQueue
  private let path: String

  /// - Parameter path: of a file that is made anew.
  init(_ path: String) throws {
    self.path = path
    Self.remove(path)
    rows = try DatabaseQueue(path: path)
    try rows.write { database in
      try database.execute(
        sql: """
          CREATE TABLE image(
            seq INTEGER NOT NULL, chain BLOB NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,
            device TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
            -- The stream by which the row came last: a later one is the later branch.
            stream INTEGER NOT NULL, PRIMARY KEY(seq, chain)
          ) STRICT, WITHOUT ROWID;
          CREATE TABLE branch(seq INTEGER PRIMARY KEY, chain BLOB NOT NULL) STRICT;
          """)
    }
  }

  /// Takes in a batch of lines; what is not of the journal is passed over.
  ///
  /// - Parameter stream: grows with the streams' age, the latest last.
  func take(_ lines: [[UInt8]], stream: Int) throws {
    try rows.write { database in
      for line in lines {
        guard let record = RecordLine(bytes: line), record.entity == "journal",
          let (entry, chain) = try? JournalEntry.read(record.json)
        else { continue }
        try database.run(
          """
          INSERT INTO image(seq, chain, at, actor, device, kind, subject, body, stream)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET stream = max(stream, excluded.stream)
          """,
          [
            entry.seq, Data(chain), entry.at.milliseconds, entry.actor, entry.device, entry.kind,
            entry.subject, entry.body, stream,
          ])
      }
    }
  }

  /// Marks the branch that leads from a row of the ledger to the latest row that can be reached from it.
  func markBranch(after seq: Int64, _ chain: [UInt8], _ digest: JournalDigest) throws {
    try rows.write { database in
      try database.execute(
        sql: """
          CREATE TEMP TABLE reached(
            seq INTEGER NOT NULL, chain BLOB NOT NULL, parent BLOB NOT NULL, stream INTEGER NOT NULL,
            PRIMARY KEY(seq, chain)
          )
          """)
      var front = [chain]
      var number = seq + 1
      while !front.isEmpty {
        var next: [[UInt8]] = []
        for row in try database.rows("SELECT * FROM image WHERE seq = ?", [number]) {
          let (entry, link, stream): (_, Data, Int) = (
            JournalTable.entry(row), row["chain"], row["stream"]
          )
          guard let parent = front.first(where: { digest.chain($0, entry.line) == [UInt8](link) })
          else { continue }
          try database.run(
            "INSERT INTO reached(seq, chain, parent, stream) VALUES (?, ?, ?, ?)",
            [number, link, Data(parent), stream])
          next.append([UInt8](link))
        }
        front = next
        number += 1
      }
      var tip = try database.row("SELECT * FROM reached ORDER BY stream DESC, seq DESC LIMIT 1")
      while let row = tip {
        let (number, link, parent): (Int64, Data, Data) = (row["seq"], row["chain"], row["parent"])
        try database.run("INSERT INTO branch(seq, chain) VALUES (?, ?)", [number, link])
        tip = try database.row(
          "SELECT * FROM reached WHERE seq = ? AND chain = ?", [number - 1, parent])
      }
    }
  }

  /// Gives the rows of the branch in their order.
  func eachOfBranch(_ body: (JournalEntry, _ link: [UInt8]) throws -> Void) throws {
    try rows.read { database in
      let cursor = try Row.fetchCursor(
        database, sql: "SELECT image.* FROM image JOIN branch USING (seq, chain) ORDER BY seq")
      while let row = try cursor.next() {
        let chain: Data = row["chain"]
        try body(JournalTable.entry(row), [UInt8](chain))
      }
    }
  }

  /// Closes the file and removes it.
  func discard() {
    try? rows.close()
    Self.remove(path)
  }

  private static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }
}
