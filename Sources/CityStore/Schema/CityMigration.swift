extension Schema {
  /// The tables of a receiver. Frozen once it was shipped: what must become different is another migration.
  ///
  /// Rows of a stream are written only under the lock of their stream, therefore they need no foreign key,
  /// which would cost a look-up for each.
  static let cityMigration = Migration(
    number: 1, name: "city",
    sql: """
      -- Incarnation: sixteen hex digits. Epoch: of the streams down. Life: which database this is, and on
      -- which timeline; where it is another one than the last time, the store was restored.
      CREATE TABLE store(
        id integer PRIMARY KEY CHECK (id = 1),
        incarnation text NOT NULL,
        epoch text NOT NULL,
        life text NOT NULL
      );

      CREATE TABLE enrolled_hall(
        hall text COLLATE "C" PRIMARY KEY,
        name text NOT NULL,
        division text NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE TABLE hall_key(
        hall text COLLATE "C" NOT NULL REFERENCES enrolled_hall(hall),
        key text NOT NULL,
        suite text NOT NULL,
        bytes bytea NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (hall, key)
      );
      -- Codes that enrol once; their digests alone are kept.
      CREATE TABLE enrolment_code(
        digest text PRIMARY KEY,
        made_at timestamptz NOT NULL,
        used_at timestamptz,
        hall text COLLATE "C"
      );

      -- A row with high_water 0 stands for a stream that was asked about; nothing is held of it.
      CREATE TABLE stream(
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        hall text COLLATE "C" NOT NULL,
        epoch text COLLATE "C" NOT NULL,
        lane integer NOT NULL,
        high_water bigint NOT NULL DEFAULT 0,
        chain bytea NOT NULL DEFAULT '',
        -- Also in a backup elsewhere, up to here.
        safe bigint NOT NULL DEFAULT 0,
        first_at timestamptz NOT NULL,
        heard_at timestamptz NOT NULL,
        UNIQUE (hall, epoch, lane)
      );
      CREATE TABLE stream_row(
        stream bigint NOT NULL,
        seq bigint NOT NULL,
        line bytea NOT NULL,
        chain bytea NOT NULL,
        PRIMARY KEY (stream, seq)
      );

      CREATE TABLE work_item(
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        message uuid NOT NULL UNIQUE,
        hall text COLLATE "C" NOT NULL,
        entity text COLLATE "C" NOT NULL,
        entity_kind text COLLATE "C" NOT NULL GENERATED ALWAYS AS (split_part(entity, ':', 1)) STORED,
        version bigint NOT NULL CHECK (version > 0),
        -- ready; parked until an earlier version comes; conflict: the version was there already.
        state text NOT NULL CHECK (state IN ('ready', 'parked', 'conflict')),
        json text NOT NULL,
        at timestamptz NOT NULL,
        done_at timestamptz
      );
      CREATE INDEX work_item_parked ON work_item(hall, entity, version) WHERE state = 'parked';
      CREATE INDEX work_item_conflict ON work_item(id) WHERE state = 'conflict';
      CREATE INDEX work_item_open ON work_item(id) WHERE state = 'ready' AND done_at IS NULL;
      CREATE INDEX work_item_order ON work_item(hall, entity, version)
        WHERE state = 'ready' AND done_at IS NULL;
      -- The last version of each entity up to which all have come.
      CREATE TABLE work_entity(
        hall text COLLATE "C" NOT NULL,
        entity text COLLATE "C" NOT NULL,
        version bigint NOT NULL,
        PRIMARY KEY (hall, entity)
      );
      -- What may be worked on now: the earliest open version of each entity, so that two workers never hold
      -- two versions of one entity.
      CREATE VIEW work_ready AS
        SELECT id, message, hall, entity, entity_kind, version, json, at, done_at FROM work_item
        WHERE state = 'ready' AND done_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM work_item AS earlier
          WHERE earlier.hall = work_item.hall AND earlier.entity = work_item.entity
            AND earlier.version < work_item.version
            AND earlier.state = 'ready' AND earlier.done_at IS NULL);
      CREATE VIEW work_parked AS
        SELECT id, message, hall, entity, entity_kind, version, json, at FROM work_item
        WHERE state = 'parked';
      CREATE VIEW work_conflict AS
        SELECT id, message, hall, entity, entity_kind, version, json, at FROM work_item
        WHERE state = 'conflict';

      CREATE TABLE quarantine(
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        hall text COLLATE "C" NOT NULL,
        epoch text COLLATE "C" NOT NULL,
        lane integer NOT NULL,
        -- The first number at which the histories differ.
        seq bigint NOT NULL,
        bytes bytea NOT NULL,
        digest bytea NOT NULL UNIQUE GENERATED ALWAYS AS (sha256(bytes)) STORED,
        at timestamptz NOT NULL
      );
      CREATE INDEX quarantine_hall ON quarantine(hall);

      CREATE TABLE downlink_lane(
        hall text COLLATE "C" NOT NULL,
        lane integer NOT NULL,
        last bigint NOT NULL,
        head bytea NOT NULL,
        acknowledged bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (hall, lane)
      );
      CREATE TABLE downlink_row(
        hall text COLLATE "C" NOT NULL,
        lane integer NOT NULL,
        seq bigint NOT NULL,
        message uuid NOT NULL,
        line bytea NOT NULL,
        chain bytea NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (hall, lane, seq),
        UNIQUE (hall, message)
      );
      CREATE TABLE downlink_entity(
        hall text COLLATE "C" NOT NULL,
        entity text COLLATE "C" NOT NULL,
        version bigint NOT NULL,
        PRIMARY KEY (hall, entity)
      );
      -- Where the platform's programs put what goes down to a hall; seq is set when it stands in its stream.
      CREATE TABLE answer(
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        message uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
        hall text COLLATE "C" NOT NULL REFERENCES enrolled_hall(hall),
        lane integer NOT NULL DEFAULT 1 CHECK (lane BETWEEN 1 AND 3),
        kind text NOT NULL CHECK (kind IN ('case.decision', 'case.return', 'record.accepted',
          'record.rejected', 'catalogue.delta', 'catalogue.snapshot', 'calendar.year', 'notice')),
        entity text COLLATE "C" NOT NULL CHECK (entity ~ '^[!-~]{1,120}$'),
        body jsonb NOT NULL CHECK (jsonb_typeof(body) = 'object'),
        at timestamptz NOT NULL DEFAULT now(),
        seq bigint
      );
      CREATE INDEX answer_waiting ON answer(hall, lane, id) WHERE seq IS NULL;

      -- What was held of each stream when a day was closed: so many records, and h(count).
      CREATE TABLE daily_reconciliation(
        day date NOT NULL,
        hall text COLLATE "C" NOT NULL,
        epoch text COLLATE "C" NOT NULL,
        lane integer NOT NULL,
        count bigint NOT NULL,
        head bytea NOT NULL,
        PRIMARY KEY (day, hall, epoch, lane)
      );
      """)
}

extension Schema {
  /// A hall's key that another took over from signs nothing new any more.
  static let keyRotationMigration = Migration(
    number: 2, name: "key rotation",
    sql: "ALTER TABLE yizhan.hall_key ADD COLUMN retired_at timestamptz")
}

extension Schema {
  /// Documents that were finished elsewhere go down to the hall that hands them over.
  static let finishedDocumentMigration = Migration(
    number: 3, name: "finished documents",
    sql: """
      ALTER TABLE yizhan.answer DROP CONSTRAINT answer_kind_check;
      ALTER TABLE yizhan.answer ADD CONSTRAINT answer_kind_check CHECK (kind IN (
        'case.decision', 'case.return', 'record.accepted', 'record.rejected', 'catalogue.delta',
        'catalogue.snapshot', 'calendar.year', 'document.finished', 'notice'))
      """)
}
