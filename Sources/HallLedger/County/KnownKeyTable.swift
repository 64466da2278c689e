import Foundation
import GRDB
import ServiceHall

/// Halls of other machines: their keys and revoked documents, from lists that were imported. 外来验证密钥
enum KnownKeyTable {
  static let tables = ["known_hall", "known_key", "known_document"]

  static let migration = (
    name: "0007-known-keys",
    sql: """
    CREATE TABLE known_hall(
      division TEXT NOT NULL,
      short_code TEXT NOT NULL,
      name TEXT NOT NULL,
      -- The day and the machine of the list that told of it.
      listed_on TEXT NOT NULL,
      source TEXT NOT NULL,
      PRIMARY KEY (division, short_code)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE known_key(
      division TEXT NOT NULL,
      short_code TEXT NOT NULL,
      id TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (division, short_code, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE known_document(
      division TEXT NOT NULL,
      short_code TEXT NOT NULL,
      number TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (division, short_code, number)
    ) STRICT, WITHOUT ROWID;
    """
  )

  /// A later list takes the place of the earlier one, hall by hall.
  static func take(_ list: VerificationKeyList, in database: Database) throws {
    for hall in list.halls {
      let name = [hall.division.rawValue, hall.shortCode.rawValue]
      for table in tables {
        try database.run("DELETE FROM \(table) WHERE division = ? AND short_code = ?", name)
      }
      try database.run(
        "INSERT INTO known_hall(division, short_code, name, listed_on, source) VALUES (?, ?, ?, ?, ?)",
        name + [hall.name, list.date.description, list.source])
      for key in hall.keys {
        try database.run(
          "INSERT INTO known_key(division, short_code, id, body) VALUES (?, ?, ?, ?)",
          name + [key.id.rawValue, try CanonicalJSON.text(key)])
      }
      for document in hall.documents {
        try database.run(
          "INSERT INTO known_document(division, short_code, number, body) VALUES (?, ?, ?, ?)",
          name + [document.number.rawValue, try CanonicalJSON.text(document)])
      }
    }
  }

  /// The day of the list that told of a hall.
  static func listedOn(
    _ division: DivisionCode, _ shortCode: Hall.ShortCode, in database: Database
  ) throws -> CivilDate? {
    try hall(division, shortCode, in: database)?.listedOn
  }

  static func hall(
    _ division: DivisionCode, _ shortCode: Hall.ShortCode, in database: Database
  ) throws -> (name: String, listedOn: CivilDate)? {
    let row = try database.first(
      "SELECT name, listed_on FROM known_hall WHERE division = ? AND short_code = ?",
      [division.rawValue, shortCode.rawValue]
    ) { row -> (String, String) in (row[0], row[1]) }
    guard let row, let day = CivilDate(row.1) else { return nil }
    return (row.0, day)
  }
}
