import GRDB

/// The tables of a receiver: streams as they came, and the work that follows from them.
///
/// `work_item` is for the platform's own programs: they read rows whose state is `ready` and set `done_at`.
enum ReceiverSchema {
  static let migration = (
    name: "0001-receiver",
    sql: """
    -- Incarnation: sixteen hex digits, minted anew when the store was restored. Epoch: of the streams down.
    CREATE TABLE store(
      id INTEGER PRIMARY KEY CHECK (id = 1),
      incarnation TEXT NOT NULL,
      epoch TEXT NOT NULL,
      -- Whether `safe` means a backup elsewhere; before the first one it means what is held.
      has_backup INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE enrolled_hall(
      hall TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      division TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE hall_key(
      hall TEXT NOT NULL REFERENCES enrolled_hall(hall),
      key TEXT NOT NULL,
      suite TEXT NOT NULL,
      bytes BLOB NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY(hall, key)
    ) STRICT;
    -- Codes that enrol once; their digests alone are kept.
    CREATE TABLE enrolment_code(
      digest TEXT PRIMARY KEY,
      made_at INTEGER NOT NULL,
      used_at INTEGER,
      hall TEXT
    ) STRICT;

    CREATE TABLE stream(
      id INTEGER PRIMARY KEY,
      hall TEXT NOT NULL,
      epoch TEXT NOT NULL,
      lane INTEGER NOT NULL,
      high_water INTEGER NOT NULL,
      chain BLOB NOT NULL,
      -- Also in a backup elsewhere, up to here.
      safe INTEGER NOT NULL,
      first_at INTEGER NOT NULL,
      heard_at INTEGER NOT NULL,
      UNIQUE(hall, epoch, lane)
    ) STRICT;
    CREATE TABLE stream_row(
      stream INTEGER NOT NULL REFERENCES stream(id),
      seq INTEGER NOT NULL,
      line BLOB NOT NULL,
      chain BLOB NOT NULL,
      PRIMARY KEY(stream, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE work_item(
      id INTEGER PRIMARY KEY,
      message TEXT NOT NULL UNIQUE,
      hall TEXT NOT NULL,
      entity TEXT NOT NULL,
      version INTEGER NOT NULL,
      -- ready; parked until an earlier version comes; conflict: the version was there already.
      state TEXT NOT NULL CHECK (state IN ('ready', 'parked', 'conflict')),
      json TEXT NOT NULL,
      at INTEGER NOT NULL,
      done_at INTEGER
    ) STRICT;
    CREATE INDEX work_item_waiting ON work_item(hall, entity, version) WHERE state = 'parked';
    CREATE INDEX work_item_ready ON work_item(id) WHERE state = 'ready' AND done_at IS NULL;
    CREATE TABLE work_entity(
      hall TEXT NOT NULL,
      entity TEXT NOT NULL,
      version INTEGER NOT NULL,
      PRIMARY KEY(hall, entity)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE quarantine(
      id INTEGER PRIMARY KEY,
      hall TEXT NOT NULL,
      epoch TEXT NOT NULL,
      lane INTEGER NOT NULL,
      -- The first number at which the histories differ.
      seq INTEGER NOT NULL,
      bytes BLOB NOT NULL UNIQUE,
      at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE downlink_lane(
      hall TEXT NOT NULL,
      lane INTEGER NOT NULL,
      last INTEGER NOT NULL,
      head BLOB NOT NULL,
      acknowledged INTEGER NOT NULL,
      PRIMARY KEY(hall, lane)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE downlink_row(
      hall TEXT NOT NULL,
      lane INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      line BLOB NOT NULL,
      chain BLOB NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY(hall, lane, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE downlink_entity(
      hall TEXT NOT NULL,
      entity TEXT NOT NULL,
      version INTEGER NOT NULL,
      PRIMARY KEY(hall, entity)
    ) STRICT, WITHOUT ROWID;
    """
  )

  /// A hall's key that another took over from signs nothing new any more.
  static let rotation = (
    name: "0002-key-rotation",
    sql: """
    ALTER TABLE hall_key ADD COLUMN retired_at INTEGER;
    """
  )

  static let reconciliation = (
    name: "0003-reconciliation",
    sql: """
    -- What was held of each stream when a day was closed: so many records, and h(count).
    CREATE TABLE daily_reconciliation(
      day TEXT NOT NULL,
      hall TEXT NOT NULL,
      epoch TEXT NOT NULL,
      lane INTEGER NOT NULL,
      count INTEGER NOT NULL,
      head BLOB NOT NULL,
      PRIMARY KEY(day, hall, epoch, lane)
    ) STRICT, WITHOUT ROWID;
    """
  )

  /// As `CourierSchema.rows`.
  static let rows = (
    name: "0004-stream-rows",
    sql: """
    ALTER TABLE stream_row RENAME TO stream_row_before;
    CREATE TABLE stream_row(
      stream INTEGER NOT NULL REFERENCES stream(id),
      seq INTEGER NOT NULL,
      line BLOB NOT NULL,
      chain BLOB NOT NULL,
      PRIMARY KEY(stream, seq)
    ) STRICT;
    INSERT INTO stream_row(stream, seq, line, chain)
      SELECT stream, seq, line, chain FROM stream_row_before ORDER BY stream, seq;
    DROP TABLE stream_row_before;
    """
  )

  static let migrations = [migration, rotation, reconciliation, rows]
}
