import GRDB
import ServiceHall

/// Rows of ratings, one for each service that was rated or asked in vain.
enum RatingTable {
  static let name = "rating"

  static let migration = (
    name: "0003-ratings",
    sql: """
    CREATE TABLE rating(
      -- The event that ended the service.
      service INTEGER PRIMARY KEY,
      serial INTEGER NOT NULL,
      "window" TEXT NOT NULL,
      clerk TEXT,
      -- 1 very satisfied … 5 very dissatisfied; NULL when the person did not answer.
      level INTEGER,
      at INTEGER NOT NULL
    ) STRICT;
    """
  )

  static func isRated(_ service: Int64, in database: Database) throws -> Bool {
    try database.integer("SELECT 1 FROM rating WHERE service = ?", [service]) != nil
  }

  static func apply(_ event: RatingEvent, _ entry: JournalEntry, _ database: Database) throws {
    switch event {
    case .ticketRated(let ticket, let rated):
      try database.run(
        """
        INSERT INTO rating(service, serial, "window", clerk, level, at) VALUES (?, ?, ?, ?, ?, ?)
        """,
        [
          rated.service, ticket.serial, rated.window.rawValue, rated.clerk?.rawValue,
          rated.level?.rawValue, entry.at.milliseconds,
        ])
    }
  }
}
