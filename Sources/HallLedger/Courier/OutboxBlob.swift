import Courier
import GRDB
import ServiceHall

/// Attachments that go up beside the records that name them.
///
/// Like the outbox it does not follow from the journal. A file is never removed, whether it was sent or not.
enum OutboxBlob {
  static let migration = (
    name: "0010-attachments",
    sql: """
    CREATE TABLE outbox_blob(
      -- In the order in which they were named.
      id INTEGER PRIMARY KEY,
      digest TEXT NOT NULL UNIQUE,
      size INTEGER NOT NULL,
      manifest TEXT NOT NULL,
      -- The record that named it first.
      message TEXT NOT NULL,
      at INTEGER NOT NULL,
      -- When the receiver said that it holds it whole; forgotten when the receiver's store was restored.
      held_at INTEGER
    ) STRICT;
    CREATE INDEX outbox_blob_waiting ON outbox_blob(id) WHERE held_at IS NULL;

    -- How large the chunks of the next manifest should be, after the line's last measures.
    CREATE TABLE chunk_advice(
      id INTEGER PRIMARY KEY CHECK (id = 1),
      bytes INTEGER NOT NULL
    ) STRICT;
    """
  )

  /// Notes a file in the transaction of the record that names it; the same file again is sent once.
  static func add(
    _ manifest: BlobManifest, message: String, at moment: Moment, in database: Database
  ) throws {
    try database.run(
      """
      INSERT INTO outbox_blob(digest, size, manifest, message, at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """,
      [
        manifest.shape.id.rawValue, manifest.shape.size, manifest.json, message,
        moment.milliseconds,
      ])
  }

  /// Another incarnation may have lost what the former one held.
  static func forgetHeld(in database: Database) throws {
    try database.run("UPDATE outbox_blob SET held_at = NULL WHERE held_at IS NOT NULL")
  }

  static func waiting(in database: Database) throws -> (files: Int, bytes: Int) {
    try database.first(
      "SELECT count(*), coalesce(sum(size), 0) FROM outbox_blob WHERE held_at IS NULL"
    ) { ($0[0], $0[1]) } ?? (0, 0)
  }
}
