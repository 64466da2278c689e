import GRDB
public import ServiceHall

/// A hall's day in figures. 日报
public struct DaySummary: Sendable {
  public struct LineFigures: Sendable {
    public let line: Line
    public let issued: Int
    public let waiting: Int
    public let served: Int
    public let missed: Int
    public let meanServiceSeconds: Int?
  }

  public struct WindowFigures: Sendable {
    public let window: Window
    public let served: Int
    /// Whole seconds in service today.
    public let busySeconds: Int
    /// Whole seconds from call to start on the average; nil before the first.
    public let arrivalSeconds: Int?
    public let pauses: [Pause]
  }

  public struct Pause: Sendable {
    public let reason: String
    public let clerk: String
    public let startedAt: Moment
    public let endedAt: Moment?
  }

  public let day: CivilDate?
  public let lines: [LineFigures]
  public let windows: [WindowFigures]
}

extension Ledger where Scope == Hall {
  public func daySummary() async throws -> DaySummary {
    let facts = facts
    let day = facts.day
    return try await read { database in
      DaySummary(
        day: day,
        lines: try facts.orderedLines.map { line in
          let counters = try day.map { try LineDay.load(line.id, $0, in: database) } ?? LineDay()
          return DaySummary.LineFigures(
            line: line, issued: counters.issued,
            waiting: counters.waitingPriority + counters.waitingNormal, served: counters.served,
            missed: counters.missed,
            meanServiceSeconds: counters.meanService.map { Int($0 / 1000) })
        },
        windows: try WindowTable.all(in: database).map { window in
          try figures(of: window, day: day, database)
        })
    }
  }

  /// A page of the journal for the auditor: what happened, not what the rows hold.
  public func journal(after seq: Int64, limit: Int) async throws -> [JournalEntry] {
    try await read { try JournalTable.entries(after: seq, limit: limit, in: $0) }
  }
}

private func figures(
  of window: Window, day: CivilDate?, _ database: Database
) throws -> DaySummary.WindowFigures {
  // Each service is one announcement that was not withdrawn and ended in a finished ticket.
  let row = try database.row(
    """
    SELECT count(*) AS served, coalesce(sum(t.finished_at - t.called_at), 0) AS busy,
      CAST(avg(t.started_at - t.called_at) AS INTEGER) AS arrival
    FROM call c JOIN ticket t ON t.serial = c.serial AND t.announced = c.seq
    WHERE c."window" = ? AND t.day = ? AND t.state = 'done'
    """, [window.id.rawValue, day?.description])
  let pauses = try database.rows(
    "SELECT * FROM pause WHERE \"window\" = ? AND day = ? ORDER BY seq",
    [window.id.rawValue, day?.description])
  return DaySummary.WindowFigures(
    window: window, served: row?["served"] ?? 0,
    busySeconds: Int((row?["busy"] as Int64? ?? 0) / 1000),
    arrivalSeconds: (row?["arrival"] as Int64?).map { Int($0 / 1000) },
    pauses: pauses.map {
      DaySummary.Pause(
        reason: $0["reason"], clerk: $0["clerk"],
        startedAt: Moment(milliseconds: $0["started_at"]), endedAt: $0.moment("ended_at"))
    })
}
