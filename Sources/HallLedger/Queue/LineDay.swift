import GRDB
import ServiceHall

/// One line's counters on one business day.
struct LineDay {
  /// The last number given out or reserved.
  var last = 0
  var issued = 0
  var waitingPriority = 0
  var waitingNormal = 0
  var turn = Turn.start
  /// Milliseconds; nil before the first service.
  var meanService: Int64?
  var served = 0
  var missed = 0

  func waiting(priority: Bool) -> Int { priority ? waitingPriority : waitingNormal }

  private static let columns = """
    last, issued, waiting_priority, waiting_normal, turn_priority, turn_normal, mean_service,
    served, missed
    """

  static func load(_ line: Line.ID, _ day: CivilDate, in database: Database) throws -> LineDay {
    try database.first(
      "SELECT \(columns) FROM line_day WHERE line = ? AND day = ?",
      [line.rawValue, day.description], LineDay.init) ?? LineDay()
  }

  init() {}

  private init(_ row: Columns) {
    last = row[0]
    issued = row[1]
    waitingPriority = row[2]
    waitingNormal = row[3]
    turn = Turn(priority: row[4], normal: row[5])
    meanService = row[6]
    served = row[7]
    missed = row[8]
  }

  func save(_ line: Line.ID, _ day: CivilDate, in database: Database) throws {
    try database.run(
      """
      INSERT OR REPLACE INTO line_day(line, day, \(LineDay.columns))
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        line.rawValue, day.description, last, issued, waitingPriority, waitingNormal, turn.priority,
        turn.normal, meanService, served, missed,
      ])
  }

  /// Counts one new ticket, without reading the counters first.
  static func countIssue(_ ticket: Ticket, in database: Database) throws {
    try database.run(
      """
      INSERT INTO line_day(line, day, last, issued, waiting_priority, waiting_normal)
      VALUES (?1, ?2, ?3, 1, ?4, 1 - ?4)
      ON CONFLICT(line, day) DO UPDATE SET
        last = max(last, ?3), issued = issued + 1, waiting_priority = waiting_priority + ?4,
        waiting_normal = waiting_normal + 1 - ?4
      """,
      [
        ticket.line.rawValue, ticket.day.description, ticket.number.ordinal,
        ticket.isPriority ? 1 : 0,
      ])
  }

  /// Counts a ticket as it enters (`by` = 1) or leaves (`by` = −1) the line.
  mutating func count(_ ticket: Ticket, by step: Int) {
    if ticket.state == .waiting(handedTo: nil) {
      if ticket.isPriority { waitingPriority += step } else { waitingNormal += step }
    }
    if case .done = ticket.state { served += step }
  }
}
