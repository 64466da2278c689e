import GRDB
import ServiceHall

/// Reads what waits at the heads of the lines.
enum FrontReading {
  private static let waiting = "SELECT * FROM ticket WHERE state = 'waiting'"

  static func front(
    of line: Line, day: CivilDate, in database: Database
  ) throws -> DispatchRule.Front {
    DispatchRule.Front(
      line: line.id, priority: try head(line.id, priority: true, database),
      normal: try head(line.id, priority: false, database),
      longest: try first(
        "\(waiting) AND \"window\" IS NULL AND line = ? ORDER BY since_seq LIMIT 1",
        [line.id.rawValue], database),
      turn: try LineDay.load(line.id, day, in: database).turn, overdueAfter: line.overdueAfter)
  }

  /// The first ticket that was handed to a window.
  static func handed(to window: Window.ID, in database: Database) throws -> DispatchRule.Waiting? {
    try first(
      "\(waiting) AND \"window\" = ? ORDER BY anchor, place_order LIMIT 1", [window.rawValue],
      database)
  }

  /// The place of the k-th ticket that waits in a line and class, or of the last when fewer wait.
  ///
  /// - Returns: nil when nobody waits, and for k = 0 the place before all.
  static func place(
    ofWaiting k: Int, in line: Line.ID, priority: Bool, _ database: Database
  ) throws -> Place? {
    if k == 0 { return Place(anchor: 0) }
    return try database.rows(
      """
      SELECT anchor, place_order FROM ticket
      WHERE state = 'waiting' AND "window" IS NULL AND line = ? AND (priority IS NOT NULL) = ?
      ORDER BY anchor, place_order LIMIT ?
      """, [line.rawValue, priority, k]
    ).last.map { Place(anchor: $0["anchor"], order: $0["place_order"]) }
  }

  private static func head(
    _ line: Line.ID, priority: Bool, _ database: Database
  ) throws -> DispatchRule.Waiting? {
    try first(
      """
      \(waiting) AND "window" IS NULL AND line = ? AND (priority IS NOT NULL) = ?
      ORDER BY anchor, place_order LIMIT 1
      """, [line.rawValue, priority], database)
  }

  private static func first(
    _ sql: String, _ arguments: [any DatabaseValueConvertible], _ database: Database
  ) throws -> DispatchRule.Waiting? {
    guard let ticket = try database.first(sql, arguments, TicketTable.ticket) else { return nil }
    return DispatchRule.Waiting(
      ticket: ticket.id, line: ticket.line, place: ticket.place, since: ticket.since,
      isPriority: ticket.isPriority)
  }
}

/// Reads how a ticket stands.
struct StatusReading {
  let database: Database
  let facts: QueueFacts

  func status(of ticket: Ticket) throws -> TicketStatus {
    let counters = try LineDay.load(ticket.line, ticket.day, in: database)
    return status(
      of: ticket, counters, ahead: try ahead(of: ticket, counters),
      printing: try PrintTable.state(of: ticket.id, in: database))
  }

  /// The status of a number that was just given out. It stands last, so the counters say what counting
  /// would: a new number costs the same however many wait.
  ///
  /// - Parameter counters: those of its line, the ticket counted in.
  func status(ofNew ticket: Ticket, _ counters: LineDay, printing: PrintState) -> TicketStatus {
    let index = counters.waiting(priority: ticket.isPriority) - 1
    return status(
      of: ticket, counters, ahead: ahead(of: ticket, standing: index, counters), printing: printing)
  }

  private func status(
    of ticket: Ticket, _ counters: LineDay, ahead: Int?, printing: PrintState
  ) -> TicketStatus {
    let line = facts.lines[ticket.line]
    let serving = facts.serving[ticket.line] ?? []
    var seconds: Int?
    if let ahead {
      seconds = WaitEstimate.seconds(
        ahead: ahead, mean: counters.meanService,
        openWindows: serving.count { facts.openWindows.contains($0) })
    }
    return TicketStatus(
      ticket: ticket, lineName: line?.name ?? ticket.line.rawValue, place: line?.place,
      ahead: ahead, estimatedWaitSeconds: seconds, windows: serving,
      missesLeft: max(0, facts.settings.voidAtMiss - ticket.misses), printing: printing)
  }

  private func ahead(of ticket: Ticket, _ counters: LineDay) throws -> Int? {
    guard case .waiting(let window) = ticket.state else { return nil }
    if let window {
      return Int(
        try database.integer(
          """
          SELECT count(*) FROM ticket
          WHERE state = 'waiting' AND "window" = ? AND (anchor, place_order) < (?, ?)
          """, [window.rawValue, ticket.place.anchor, ticket.place.order]) ?? 0)
    }
    return ahead(of: ticket, standing: try standingBefore(ticket), counters)
  }

  private func ahead(of ticket: Ticket, standing index: Int, _ counters: LineDay) -> Int {
    DispatchRule.ahead(
      index: index, others: counters.waiting(priority: !ticket.isPriority),
      isPriority: ticket.isPriority, turn: counters.turn, ratio: facts.settings.ratio)
  }

  private func standingBefore(_ ticket: Ticket) throws -> Int {
    Int(
      try database.integer(
        """
        SELECT count(*) FROM ticket
        WHERE state = 'waiting' AND "window" IS NULL AND line = ? AND (priority IS NOT NULL) = ?
          AND (anchor, place_order) < (?, ?)
        """,
        [ticket.line.rawValue, ticket.isPriority, ticket.place.anchor, ticket.place.order]) ?? 0)
  }
}
