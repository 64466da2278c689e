/// The queue's tables.
enum QueueSchema {
  static let tables = [
    "line", "window", "settings", "business_day", "line_day", "ticket", "ticket_person", "call",
    "paper_block", "pause",
  ]

  static let migration = (
    name: "0002-queue",
    sql: """
    CREATE TABLE line(id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE "window"(
      id TEXT PRIMARY KEY,
      setup TEXT NOT NULL,
      state TEXT NOT NULL DEFAULT 'closed',
      clerk TEXT,
      since INTEGER,
      reason TEXT,
      ticket INTEGER,
      undo TEXT
    ) STRICT, WITHOUT ROWID;
    -- A clerk holds one window.
    CREATE UNIQUE INDEX window_clerk ON "window"(clerk) WHERE clerk IS NOT NULL;

    CREATE TABLE settings(id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL) STRICT;
    CREATE TABLE business_day(id INTEGER PRIMARY KEY CHECK (id = 1), day TEXT NOT NULL) STRICT;

    CREATE TABLE line_day(
      line TEXT NOT NULL,
      day TEXT NOT NULL,
      last INTEGER NOT NULL DEFAULT 0,
      issued INTEGER NOT NULL DEFAULT 0,
      waiting_priority INTEGER NOT NULL DEFAULT 0,
      waiting_normal INTEGER NOT NULL DEFAULT 0,
      turn_priority INTEGER NOT NULL DEFAULT 0,
      turn_normal INTEGER NOT NULL DEFAULT 0,
      mean_service INTEGER,
      served INTEGER NOT NULL DEFAULT 0,
      missed INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (line, day)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE ticket(
      serial INTEGER PRIMARY KEY,
      secret TEXT NOT NULL,
      number_line TEXT NOT NULL,
      ordinal INTEGER NOT NULL,
      day TEXT NOT NULL,
      short_code TEXT NOT NULL,
      issued_at INTEGER NOT NULL,
      priority TEXT,
      line TEXT NOT NULL,
      then_lines TEXT NOT NULL,
      state TEXT NOT NULL,
      "window" TEXT,
      outcome TEXT,
      anchor INTEGER NOT NULL,
      place_order INTEGER NOT NULL,
      since_seq INTEGER NOT NULL,
      since_at INTEGER NOT NULL,
      misses INTEGER NOT NULL,
      announced INTEGER,
      called_at INTEGER,
      started_at INTEGER,
      finished_at INTEGER,
      seq INTEGER NOT NULL
    ) STRICT;
    -- A number is given out once.
    CREATE UNIQUE INDEX ticket_number ON ticket(day, number_line, ordinal);
    CREATE INDEX ticket_code ON ticket(short_code);
    -- The heads of the lines: by class and place, and by how long they have waited.
    CREATE INDEX ticket_waiting ON ticket(line, priority IS NOT NULL, anchor, place_order)
      WHERE state = 'waiting' AND "window" IS NULL;
    CREATE INDEX ticket_longest ON ticket(line, since_seq)
      WHERE state = 'waiting' AND "window" IS NULL;
    CREATE INDEX ticket_handed ON ticket("window", anchor, place_order)
      WHERE state = 'waiting' AND "window" IS NOT NULL;
    -- A window calls or serves one ticket at a time.
    CREATE UNIQUE INDEX ticket_window ON ticket("window") WHERE state IN ('called', 'serving');
    CREATE INDEX ticket_aside ON ticket(state) WHERE state IN ('held', 'missed');

    -- Personal data, apart from what boards and desks read.
    CREATE TABLE ticket_person(
      serial INTEGER PRIMARY KEY,
      line TEXT NOT NULL,
      day TEXT NOT NULL,
      name TEXT,
      id_type TEXT,
      id_number TEXT,
      phone TEXT
    ) STRICT;
    CREATE INDEX ticket_person_number ON ticket_person(day, line, id_number);

    -- Every announcement, a recall included.
    CREATE TABLE call(
      seq INTEGER PRIMARY KEY,
      serial INTEGER NOT NULL,
      "window" TEXT NOT NULL,
      at INTEGER NOT NULL,
      withdrawn INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE paper_block(
      seq INTEGER PRIMARY KEY,
      line TEXT NOT NULL,
      day TEXT NOT NULL,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE pause(
      seq INTEGER PRIMARY KEY,
      "window" TEXT NOT NULL,
      day TEXT NOT NULL,
      clerk TEXT NOT NULL,
      reason TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at INTEGER
    ) STRICT;
    CREATE INDEX pause_open ON pause("window") WHERE ended_at IS NULL;
    """
  )
}
