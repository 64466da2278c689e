/// The catalogue's tables in the county's ledger.
enum CatalogueSchema {
  /// `item_search` is derived from `publication` and its items by the same projection; its own tables are the
  /// search engine's and are not compared.
  static let tables = [
    "department", "item", "item_version", "publication", "publication_hall", "duty", "duty_item",
    "negative_list",
  ]

  static let migration = (
    name: "0004-catalogue",
    sql: """
    CREATE TABLE department(
      id TEXT PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- The latest version of each item, as administrators list it. The primary key is the unique code.
    CREATE TABLE item(
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      department TEXT NOT NULL,
      latest INTEGER NOT NULL,
      state TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX item_department ON item(department);

    -- The body is that of the event: item, reason, day.
    CREATE TABLE item_version(
      item TEXT NOT NULL,
      version INTEGER NOT NULL,
      state TEXT NOT NULL,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (item, version)
    ) STRICT, WITHOUT ROWID;

    -- What the public sees, and from which day until before which; named by the journal row that published it.
    CREATE TABLE publication(
      id INTEGER PRIMARY KEY,
      item TEXT NOT NULL,
      version INTEGER NOT NULL,
      from_day TEXT NOT NULL,
      until_day TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      department TEXT NOT NULL,
      audiences TEXT NOT NULL,
      themes TEXT NOT NULL,
      life_events TEXT NOT NULL,
      -- The name, then each synonym, a line each.
      names TEXT NOT NULL,
      -- What a list says of it, as JSON.
      summary TEXT NOT NULL
    ) STRICT;
    CREATE INDEX publication_item ON publication(item);
    CREATE INDEX publication_department ON publication(department);

    CREATE TABLE publication_hall(
      hall TEXT NOT NULL,
      publication INTEGER NOT NULL,
      PRIMARY KEY (hall, publication)
    ) STRICT, WITHOUT ROWID;

    -- Character pairs instead of words; see SearchText.
    CREATE VIRTUAL TABLE item_search USING fts5(
      name, synonyms, questions, text, tokenize = 'unicode61'
    );

    CREATE TABLE duty(
      id TEXT PRIMARY KEY,
      department TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX duty_department ON duty(department);

    CREATE TABLE duty_item(
      item TEXT NOT NULL,
      duty TEXT NOT NULL,
      PRIMARY KEY (item, duty)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE negative_list(
      id TEXT NOT NULL,
      edition TEXT NOT NULL,
      effective_on TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (id, edition)
    ) STRICT, WITHOUT ROWID;
    """
  )
}
