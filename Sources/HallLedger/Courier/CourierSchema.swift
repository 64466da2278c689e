import GRDB

/// The tables of the channel in a hall's ledger.
///
/// What the journal says about the upstream (`upstream`, `downlink`) follows from it. The outbox does not: a
/// line's number depends on what had been acknowledged, and lines go when the receiver holds them safely.
enum CourierSchema {
  static let migration = (
    name: "0009-courier",
    sql: """
    CREATE TABLE upstream(
      id INTEGER PRIMARY KEY CHECK (id = 1),
      body TEXT NOT NULL
    ) STRICT;

    -- Streams of this hall; those of one epoch are open.
    CREATE TABLE outbox_lane(
      id INTEGER PRIMARY KEY,
      epoch TEXT NOT NULL,
      lane INTEGER NOT NULL,
      is_open INTEGER NOT NULL,
      -- The last number that was given, and the chain there.
      last INTEGER NOT NULL,
      head BLOB NOT NULL,
      acknowledged INTEGER NOT NULL,
      safe INTEGER NOT NULL,
      acknowledged_at INTEGER,
      UNIQUE(epoch, lane)
    ) STRICT;

    -- The lines as they were frozen; those below `safe` are gone.
    CREATE TABLE outbox(
      stream INTEGER NOT NULL REFERENCES outbox_lane(id),
      seq INTEGER NOT NULL,
      line BLOB NOT NULL,
      chain BLOB NOT NULL,
      -- What the line is about; NULL for rows of the journal.
      entity TEXT,
      at INTEGER NOT NULL,
      PRIMARY KEY(stream, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX outbox_about ON outbox(entity, stream, seq) WHERE entity IS NOT NULL;

    -- The last version of each entity that was reported, and the last one in the urgent lane.
    CREATE TABLE outbox_entity(
      entity TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      urgent INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Records that the receiver's profile cannot express.
    CREATE TABLE outbox_parked(
      id INTEGER PRIMARY KEY,
      entity TEXT NOT NULL,
      kind TEXT NOT NULL,
      code TEXT NOT NULL,
      details TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;

    -- What is known of the receiver.
    CREATE TABLE receiver_state(
      id INTEGER PRIMARY KEY CHECK (id = 1),
      incarnations TEXT NOT NULL,
      heard_at INTEGER
    ) STRICT;

    -- The receiver's streams to this hall.
    CREATE TABLE inbox_lane(
      epoch TEXT NOT NULL,
      lane INTEGER NOT NULL,
      high_water INTEGER NOT NULL,
      chain BLOB NOT NULL,
      heard_at INTEGER NOT NULL,
      PRIMARY KEY(epoch, lane)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE inbox(
      epoch TEXT NOT NULL,
      lane INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      chain BLOB NOT NULL,
      PRIMARY KEY(epoch, lane, seq)
    ) STRICT, WITHOUT ROWID;

    -- Records that came down, each message once.
    CREATE TABLE downlink(
      -- The journal's row that applied it.
      seq INTEGER PRIMARY KEY,
      message TEXT NOT NULL UNIQUE,
      entity TEXT NOT NULL,
      version INTEGER NOT NULL,
      kind TEXT NOT NULL,
      json TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX downlink_entity ON downlink(entity);
    """
  )

  /// A line of two kilobytes fits into a row of a table with rowids; without them most of it lay on a page of its own.
  static let rows = (
    name: "0012-outbox-rows",
    sql: """
    DROP INDEX outbox_about;
    ALTER TABLE outbox RENAME TO outbox_before;
    CREATE TABLE outbox(
      stream INTEGER NOT NULL REFERENCES outbox_lane(id),
      seq INTEGER NOT NULL,
      line BLOB NOT NULL,
      chain BLOB NOT NULL,
      -- What the line is about; NULL for rows of the journal.
      entity TEXT,
      at INTEGER NOT NULL,
      PRIMARY KEY(stream, seq)
    ) STRICT;
    INSERT INTO outbox(stream, seq, line, chain, entity, at)
      SELECT stream, seq, line, chain, entity, at FROM outbox_before ORDER BY stream, seq;
    DROP TABLE outbox_before;
    CREATE INDEX outbox_about ON outbox(entity, stream, seq) WHERE entity IS NOT NULL;
    """
  )

  /// What a replay of the journal makes anew.
  static let tables = ["upstream", "downlink"]
}
