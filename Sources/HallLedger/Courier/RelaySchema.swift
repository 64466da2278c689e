/// The tables of a relay beside those of the channel, which are a hall's (`CourierSchema`).
enum RelaySchema {
  static let migration = (
    name: "0001-relay",
    sql: """
    -- How far each stream that came was read.
    CREATE TABLE relayed_stream(
      epoch TEXT NOT NULL,
      lane INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY(epoch, lane)
    ) STRICT, WITHOUT ROWID;
    -- The last version of each entity that was taken over, as the hall counts.
    CREATE TABLE relayed_entity(
      entity TEXT PRIMARY KEY,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    -- Messages that were taken over; with the hall's number and ours where these differ.
    CREATE TABLE relayed(
      message TEXT PRIMARY KEY,
      entity TEXT,
      came INTEGER,
      went INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX relayed_version ON relayed(entity, went) WHERE entity IS NOT NULL;

    -- What came down, as it was put into the receiver's stream to the hall.
    CREATE TABLE descended(
      id INTEGER PRIMARY KEY,
      message TEXT NOT NULL UNIQUE,
      lane INTEGER NOT NULL,
      entity TEXT NOT NULL,
      json TEXT NOT NULL
    ) STRICT;
    -- The epoch of the receiver's streams down in which all of these are.
    CREATE TABLE descent(
      id INTEGER PRIMARY KEY CHECK (id = 1),
      epoch TEXT NOT NULL
    ) STRICT;
    """
  )
}
