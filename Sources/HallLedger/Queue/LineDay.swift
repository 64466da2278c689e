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

  static func load(_ line: Line.ID, _ day: CivilDate, in database: Database) throws -> LineDay {
    guard
      let row = try database.row(
        "SELECT * FROM line_day WHERE line = ? AND day = ?", [line.rawValue, day.description])
    else { return LineDay() }
    return LineDay(row)
  }

  init() {}

  init(_ row: Row) {
    last = row["last"]
    issued = row["issued"]
    waitingPriority = row["waiting_priority"]
    waitingNormal = row["waiting_normal"]
    turn = Turn(priority: row["turn_priority"], normal: row["turn_normal"])
    meanService = row["mean_service"]
    served = row["served"]
    missed = row["missed"]
  }

  func save(_ line: Line.ID, _ day: CivilDate, in database: Database) throws {
    try database.run(
      """
      INSERT INTO line_day(
        line, day, last, issued, waiting_priority, waiting_normal, turn_priority, turn_normal,
        mean_service, served, missed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT(line, day) DO UPDATE SET
        last = excluded.last, issued = excluded.issued,
        waiting_priority = excluded.waiting_priority, waiting_normal = excluded.waiting_normal,
        turn_priority = excluded.turn_priority, turn_normal = excluded.turn_normal,
        mean_service = excluded.mean_service, served = excluded.served, missed = excluded.missed
      """,
      [
        line.rawValue, day.description, last, issued, waitingPriority, waitingNormal, turn.priority,
        turn.normal, meanService, served, missed,
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
