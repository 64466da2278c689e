/// The tables of documents that are to be handed over, of claims, and of deliveries.
enum ClaimSchema {
  static let tables = [
    "finished_document", "document_event", "claim", "claim_document", "delivery", "delivery_document",
    "claim_settings",
  ]

  static let migration = (
    name: "0014-claims",
    sql: """
    CREATE TABLE finished_document(
      id INTEGER PRIMARY KEY,
      -- What was registered, as the event has it.
      details TEXT NOT NULL,
      kind TEXT NOT NULL,
      number TEXT NOT NULL,
      -- The number as numbers are compared.
      plain_number TEXT NOT NULL,
      title TEXT NOT NULL,
      issuer TEXT NOT NULL,
      case_number TEXT,
      -- Personal data.
      holder_name TEXT NOT NULL,
      holder_number TEXT NOT NULL,
      place TEXT,
      state TEXT NOT NULL,
      reason TEXT,
      registered_at INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      version INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX finished_document_number ON finished_document(plain_number);
    CREATE INDEX finished_document_case ON finished_document(case_number) WHERE case_number IS NOT NULL;
    CREATE INDEX finished_document_holder ON finished_document(holder_number);
    CREATE INDEX finished_document_name ON finished_document(holder_name);
    CREATE INDEX finished_document_state ON finished_document(state, id);

    -- The journal's rows that concern a document: its trace.
    CREATE TABLE document_event(
      document INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (document, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE claim(
      id INTEGER PRIMARY KEY,
      -- SHA-256 of the code.
      code BLOB NOT NULL UNIQUE,
      -- A keyed digest of the PIN, and the name of the key.
      pin BLOB NOT NULL,
      pin_key TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      expires TEXT NOT NULL,
      state TEXT NOT NULL,
      failures INTEGER NOT NULL DEFAULT 0,
      ended_at INTEGER,
      receipt TEXT,
      "window" TEXT,
      reason TEXT,
      reminded_at INTEGER,
      -- The kiosk and the number of the cell where its documents lie, and since when.
      cell_device TEXT,
      cell_number INTEGER,
      cell_at INTEGER
    ) STRICT;
    CREATE INDEX claim_open ON claim(id) WHERE state = 'open';
    CREATE UNIQUE INDEX claim_cell ON claim(cell_device, cell_number) WHERE cell_number IS NOT NULL;

    CREATE TABLE claim_document(
      claim INTEGER NOT NULL,
      document INTEGER NOT NULL,
      PRIMARY KEY (claim, document)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX claim_document_document ON claim_document(document);

    CREATE TABLE delivery(
      number TEXT PRIMARY KEY,
      made TEXT NOT NULL,
      at INTEGER NOT NULL,
      state TEXT NOT NULL,
      ended_at INTEGER,
      received_on TEXT,
      reason TEXT
    ) STRICT;
    CREATE INDEX delivery_open ON delivery(at) WHERE state = 'under-way';
    CREATE INDEX delivery_at ON delivery(at);

    CREATE TABLE delivery_document(
      document INTEGER NOT NULL,
      delivery TEXT NOT NULL,
      PRIMARY KEY (document, delivery)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE claim_settings(id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL) STRICT;
    """
  )
}
