import GRDB
public import ServiceHall

/// What a hall's boards show.
public struct BoardState: Sendable, Equatable {
  public struct Call: Sendable, Equatable {
    /// The announcement; a recall of the same number is another one.
    public let event: Int64
    public let number: TicketNumber
    public let window: Window.ID
    public let windowName: String
    public let at: Moment
    /// Whether the number still stands at the window.
    public let isCurrent: Bool
  }

  public struct LineCount: Sendable, Equatable {
    public let line: Line
    public let waiting: Int
    public let estimatedWaitSeconds: Int?
    public let isOpen: Bool
    /// Why it is closed, where a person closed it or the hall; the hall's reason goes first.
    public let closedReason: String?
    public let nextOpening: TimeOfDay?
    /// The weekday and time of the first opening on a later day.
    public let laterOpening: LaterOpening?
    /// Windows that are open and serve the line.
    public let openWindows: [Window.ID]
  }

  public struct LaterOpening: Sendable, Equatable {
    public let date: CivilDate
    public let time: TimeOfDay
    /// Whole days from today, 1 for tomorrow.
    public let daysAhead: Int
  }

  /// The whole hall is closed today.
  public struct ClosedHall: Sendable, Equatable {
    public let days: Closure.Days
    /// When the first of its lines gives out numbers again.
    public let opening: LaterOpening?
  }

  public struct PausedWindow: Sendable, Equatable {
    public let window: Window.ID
    public let name: String
    public let reason: String
  }

  /// The journal's position that this state reflects.
  public let position: Int64
  /// Latest first: each window's current number, then earlier ones.
  public let calls: [Call]
  public let lines: [LineCount]
  public let paused: [PausedWindow]
  public let windows: [Window]
  public let closed: ClosedHall?
  public let notice: String?
  public let ratio: PriorityRatio
}

extension Ledger where Scope == Hall {
  /// The board at `now`; a state that some commit left.
  public func board(at now: Moment, recent: Int = 12) async throws -> BoardState {
    let facts = facts
    return try await read { database in
      let windows = try WindowTable.all(in: database)
      let open = windows.filter { $0.stateName == .open }
      let today = facts.offset.date(of: now)
      let time = facts.offset.timeOfDay(of: now)
      let closure = facts.closures.closure(on: today)
      let lines = try facts.orderedLines.map { line in
        let counters = try facts.day.map { try LineDay.load(line.id, $0, in: database) } ?? LineDay()
        let waiting = counters.waitingPriority + counters.waitingNormal
        let serving = open.filter { $0.serves(line.id) }.map(\.id)
        return BoardState.LineCount(
          line: line, waiting: waiting,
          estimatedWaitSeconds: WaitEstimate.seconds(
            ahead: waiting, mean: counters.meanService, openWindows: serving.count),
          isOpen: closure == nil && line.closedReason == nil
            && line.hours.isOpen(on: today, at: time),
          closedReason: closure?.days.reason ?? line.closedReason,
          nextOpening: closure == nil ? line.hours.nextOpening(on: today, after: time) : nil,
          laterOpening: line.hours.firstOpening(after: today, closures: facts.closures).map {
            BoardState.LaterOpening(
              date: $0.date, time: $0.time,
              daysAhead: $0.date.daysSinceEpoch - today.daysSinceEpoch)
          }, openWindows: serving)
      }
      return BoardState(
        position: try database.integer("SELECT max(seq) FROM journal") ?? 0,
        calls: try latestCalls(recent, facts, windows, database), lines: lines,
        paused: windows.compactMap { window in
          guard case .paused(_, _, let reason) = window.state else { return nil }
          return BoardState.PausedWindow(window: window.id, name: window.name, reason: reason)
        },
        windows: windows,
        closed: closure.map { closure in
          let openings = lines.filter { $0.line.closedReason == nil }.compactMap(\.laterOpening)
          return BoardState.ClosedHall(
            days: closure.days,
            opening: openings.min { ($0.daysAhead, $0.time) < ($1.daysAhead, $1.time) })
        }, notice: facts.settings.notice, ratio: facts.settings.ratio)
    }
  }

  /// Announcements after a position, oldest first, for a board that was cut off.
  public func calls(after position: Int64, limit: Int = 50) async throws -> [BoardState.Call] {
    let facts = facts
    return try await read { database in
      try database.rows(
        """
        SELECT c.seq, c."window", c.at, t.number_line, t.ordinal, 1 AS current
        FROM call c JOIN ticket t USING (serial)
        WHERE c.seq > ? AND c.withdrawn = 0 ORDER BY c.seq LIMIT ?
        """, [position, limit]
      ).map { try announcement($0, facts) }
    }
  }
}

private func latestCalls(
  _ limit: Int, _ facts: QueueFacts, _ windows: [Window], _ database: Database
) throws -> [BoardState.Call] {
  try database.rows(
    """
    SELECT c.seq, c."window", c.at, t.number_line, t.ordinal,
      t.state IN ('called', 'serving') AND t."window" = c."window" AS current
    FROM call c JOIN ticket t USING (serial)
    WHERE c.withdrawn = 0 AND t.day = ? AND c.seq = t.announced
    ORDER BY c.seq DESC LIMIT ?
    """, [facts.day?.description, limit]
  ).map { try announcement($0, facts) }
}

private func announcement(_ row: Row, _ facts: QueueFacts) throws -> BoardState.Call {
  let window = try row.identifier(Window.ID.self, "window")
  return BoardState.Call(
    event: row["seq"],
    number: TicketNumber(
      line: try row.identifier(Line.ID.self, "number_line"), ordinal: row["ordinal"]),
    window: window, windowName: facts.windows[window]?.name ?? window.rawValue,
    at: Moment(milliseconds: row["at"]), isCurrent: row["current"])
}
