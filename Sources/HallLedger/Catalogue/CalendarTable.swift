import GRDB
import ServiceHall

/// The calendar's tables in the county's ledger.
enum CalendarSchema {
  static let tables = ["calendar_year", "local_day"]

  static let migration = (
    name: "0003-calendar",
    sql: """
    CREATE TABLE calendar_year(year INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;

    CREATE TABLE local_day(day TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
    """
  )
}

enum CalendarTable {
  static func load(_ database: Database) throws -> WorkingCalendar {
    let years = try database.all("SELECT body FROM calendar_year") {
      try CanonicalJSON.value(CalendarYear.self, from: $0[0])
    }
    let days = try database.all("SELECT day, name FROM local_day") { row -> (CivilDate, String) in
      guard let day = CivilDate(row[0] as String) else {
        throw LedgerFault.damaged("local_day \(row[0] as String)")
      }
      return (day, row[1])
    }
    return WorkingCalendar(
      years: years, localDaysOff: Dictionary(days) { _, last in last })
  }

  static func save(_ year: CalendarYear, in database: Database) throws {
    try database.run(
      "INSERT OR REPLACE INTO calendar_year(year, body) VALUES (?, ?)",
      [year.year, try CanonicalJSON.text(year)])
  }

  static func save(_ day: CountyEvent.LocalDaySaved, in database: Database) throws {
    try database.run(
      "INSERT OR REPLACE INTO local_day(day, name) VALUES (?, ?)",
      [day.date.description, day.name])
  }

  static func remove(_ day: CivilDate, in database: Database) throws {
    try database.run("DELETE FROM local_day WHERE day = ?", [day.description])
  }
}
