/// The tables of licences and of the keys that seal them.
enum LicenceSchema {
  static let tables = ["seal_key", "licence", "licence_version"]

  static let migration = (
    name: "0013-licences",
    sql: """
    -- Public halves. Days are YYYY-MM-DD.
    CREATE TABLE seal_key(
      id TEXT PRIMARY KEY,
      suite TEXT NOT NULL,
      public_key TEXT NOT NULL,
      valid_from TEXT NOT NULL,
      retired_on TEXT,
      revoked_from TEXT,
      revoked_reason TEXT,
      -- The event that made it: the last one that is not retired seals.
      seq INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- A row for each licence, as its last version has it.
    CREATE TABLE licence(
      -- The event of its issue: the order of lists.
      seq INTEGER PRIMARY KEY,
      number TEXT NOT NULL UNIQUE,
      version INTEGER NOT NULL,
      kind_name TEXT NOT NULL,
      holder_name TEXT NOT NULL,
      holder_number TEXT NOT NULL,
      expires_on TEXT,
      revoked_on TEXT,
      revoked_reason TEXT,
      changed_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX licence_holder ON licence(holder_number);

    CREATE TABLE licence_version(
      number TEXT NOT NULL,
      version INTEGER NOT NULL,
      -- The event that made it.
      seq INTEGER NOT NULL,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      -- issued, changed or renewed.
      act TEXT NOT NULL,
      reason TEXT,
      superseded_on TEXT,
      body TEXT NOT NULL,
      PRIMARY KEY (number, version)
    ) STRICT, WITHOUT ROWID;
    """
  )
}
