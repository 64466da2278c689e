import GRDB
public import ServiceHall

extension County: LedgerScope {
  public typealias Event = CountyEvent
  public typealias Facts = CountyFacts
}

/// The county's tables.
enum CountySchema {
  static let tables =
    ["county", "hall", "staff", "session", "pairing", "device", "device_number"] + CalendarSchema.tables

  static let migration = (
    name: "0002-county",
    sql: """
    CREATE TABLE county(id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL) STRICT;

    CREATE TABLE hall(
      id TEXT PRIMARY KEY,
      short_code TEXT NOT NULL UNIQUE,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE staff(
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      grants TEXT NOT NULL,
      password TEXT NOT NULL,
      locked INTEGER NOT NULL DEFAULT 0,
      failures INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE session(
      token TEXT PRIMARY KEY,
      staff TEXT NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE pairing(
      hall TEXT NOT NULL,
      device TEXT NOT NULL,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      code TEXT NOT NULL,
      expires_at INTEGER NOT NULL,
      PRIMARY KEY (hall, device)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE device(
      hall TEXT NOT NULL,
      id TEXT NOT NULL,
      token TEXT NOT NULL UNIQUE,
      body TEXT NOT NULL,
      PRIMARY KEY (hall, id)
    ) STRICT, WITHOUT ROWID;

    -- The last number given to a device of a kind, so that a name is never used again.
    CREATE TABLE device_number(
      hall TEXT NOT NULL,
      kind TEXT NOT NULL,
      last INTEGER NOT NULL,
      PRIMARY KEY (hall, kind)
    ) STRICT, WITHOUT ROWID;
    """
  )
}

extension Projection where Scope == County {
  static let county = Projection(
    fileName: "county.sqlite",
    migrations: [
      CountySchema.migration, CalendarSchema.migration, CatalogueSchema.migration,
      GuideFileTable.migration, DocumentTable.migration, KnownKeyTable.migration,
    ],
    tables: CountySchema.tables + CatalogueSchema.tables + [GuideFileTable.name, DocumentTable.name]
      + KnownKeyTable.tables,
    apply: { event, entry, database in
      try CountyProjection(database: database, entry: entry).apply(event)
    },
    facts: { try CountyFacts.load($0) }, opening: { _, _ in nil })
}

/// Applies one event to the county's tables.
private struct CountyProjection {
  let database: Database
  let entry: JournalEntry

  func apply(_ event: CountyEvent) throws {
    switch event {
    case .countySaved(let county):
      try database.run(
        "INSERT OR REPLACE INTO county(id, body) VALUES (1, ?)", [try CanonicalJSON.text(county)])
    case .hallAdded(let hall):
      try database.run(
        "INSERT INTO hall(id, short_code, body) VALUES (?, ?, ?)",
        [hall.id.rawValue, hall.shortCode.rawValue, try CanonicalJSON.text(hall)])
    case .hallRenamed(let id, let renamed): try rename(id, to: renamed.name)
    case .hallRemoved(let id): try remove(id)
    case .staffAdded, .staffGranted, .staffLocked, .staffUnlocked, .passwordSet, .signInFailed:
      try applyStaff(event)
    case .sessionOpened(let staff, let session):
      // Expired sessions go when a new one comes.
      try database.run("DELETE FROM session WHERE expires_at <= ?", [entry.at.milliseconds])
      try database.run("UPDATE staff SET failures = 0 WHERE id = ?", [staff.rawValue])
      try database.run(
        "INSERT INTO session(token, staff, expires_at) VALUES (?, ?, ?)",
        [session.token, staff.rawValue, session.expiresAt.milliseconds])
    case .sessionClosed(_, let session):
      try database.run("DELETE FROM session WHERE token = ?", [session.token])
    case .pairingOffered, .devicePaired, .deviceSaved, .deviceUnpaired: try applyDevice(event)
    case .calendarSaved(let saved): try CalendarTable.save(saved.year, in: database)
    case .localDaySaved(let day): try CalendarTable.save(day, in: database)
    case .localDayRemoved(let date): try CalendarTable.remove(date, in: database)
    case .catalogue(let event):
      try CatalogueProjection(database: database, entry: entry).apply(event)
    case .documentTaken(let message, let taken):
      try DocumentTable.add(message, taken, at: entry.at, in: database)
    case .verificationKeysTaken(let list): try KnownKeyTable.take(list, in: database)
    }
  }

  private func rename(_ id: Hall.ID, to name: String) throws {
    guard let row = try database.row("SELECT body FROM hall WHERE id = ?", [id.rawValue]) else {
      return
    }
    var hall = try CanonicalJSON.value(Hall.self, from: row["body"])
    hall.name = name
    try database.run(
      "UPDATE hall SET body = ? WHERE id = ?", [try CanonicalJSON.text(hall), id.rawValue])
  }

  private func remove(_ id: Hall.ID) throws {
    // The hall's folder stays, and its journal names devices: their numbers are not given out again.
    for table in ["device", "pairing"] {
      try database.run("DELETE FROM \(table) WHERE hall = ?", [id.rawValue])
    }
    try database.run("DELETE FROM hall WHERE id = ?", [id.rawValue])
  }

  private func applyStaff(_ event: CountyEvent) throws {
    switch event {
    case .staffAdded(let id, let added):
      try database.run(
        "INSERT INTO staff(id, name, grants, password) VALUES (?, ?, ?, ?)",
        [id.rawValue, added.name, try CanonicalJSON.text(added.grants), added.password])
    case .staffGranted(let id, let granted):
      try database.run(
        "UPDATE staff SET name = ?, grants = ? WHERE id = ?",
        [granted.name, try CanonicalJSON.text(granted.grants), id.rawValue])
    case .staffLocked(let id, _):
      try database.run("UPDATE staff SET locked = 1 WHERE id = ?", [id.rawValue])
      try database.run("DELETE FROM session WHERE staff = ?", [id.rawValue])
    case .staffUnlocked(let id):
      try database.run(
        "UPDATE staff SET locked = 0, failures = 0 WHERE id = ?", [id.rawValue])
    case .passwordSet(let id, let set):
      try database.run(
        "UPDATE staff SET password = ?, failures = 0 WHERE id = ?", [set.password, id.rawValue])
      try database.run("DELETE FROM session WHERE staff = ?", [id.rawValue])
    case .signInFailed(let id):
      try database.run("UPDATE staff SET failures = failures + 1 WHERE id = ?", [id.rawValue])
    default: return
    }
  }

  private func applyDevice(_ event: CountyEvent) throws {
    switch event {
    case .pairingOffered(let id, let offer):
      try database.run("DELETE FROM pairing WHERE expires_at <= ?", [entry.at.milliseconds])
      try database.run(
        """
        INSERT OR REPLACE INTO pairing(hall, device, kind, name, code, expires_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        [
          offer.hall.rawValue, id.rawValue, offer.kind.rawValue, offer.name, offer.code,
          offer.expiresAt.milliseconds,
        ])
      try countName(of: id, offer.kind, offer.hall)
    case .devicePaired(let id, let paired):
      try database.run(
        "DELETE FROM pairing WHERE hall = ? AND device = ?",
        [paired.device.hall.rawValue, id.rawValue])
      try database.run(
        "INSERT OR REPLACE INTO device(hall, id, token, body) VALUES (?, ?, ?, ?)",
        [
          paired.device.hall.rawValue, id.rawValue, paired.token,
          try CanonicalJSON.text(paired.device),
        ])
      try countName(of: id, paired.device.kind, paired.device.hall)
    case .deviceSaved(let id, let saved):
      try database.run(
        "UPDATE device SET body = ? WHERE hall = ? AND id = ?",
        [try CanonicalJSON.text(saved.device), saved.device.hall.rawValue, id.rawValue])
    case .deviceUnpaired(let id, let unpaired):
      try database.run(
        "DELETE FROM device WHERE hall = ? AND id = ?", [unpaired.hall.rawValue, id.rawValue])
    default: return
    }
  }

  /// Remembers the number in a device's name: `kiosk-2` → 2.
  private func countName(of id: Device.ID, _ kind: Device.Kind, _ hall: Hall.ID) throws {
    let number = Int(id.rawValue.dropFirst(kind.rawValue.count + 1)) ?? 0
    try database.run(
      """
      INSERT INTO device_number(hall, kind, last) VALUES (?, ?, ?)
      ON CONFLICT(hall, kind) DO UPDATE SET last = max(last, excluded.last)
      """, [hall.rawValue, kind.rawValue, number])
  }
}
