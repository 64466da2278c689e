import GRDB
public import ServiceHall

/// A service that has just ended and may be rated.
public struct RatingRequest: Sendable, Equatable {
  /// The event that ended it.
  public let service: Int64
  public let ticket: Ticket.ID
  public let number: TicketNumber
  public let clerk: Staff.ID?
  public let endedAt: Moment
}

/// What the evaluator at a window shows.
public struct EvaluatorState: Sendable {
  public let window: Window
  /// What the window holds.
  public let current: Ticket?
  public let request: RatingRequest?
}

extension Ledger where Scope == Hall {
  public func evaluator(at id: Window.ID, now: Moment) async throws -> EvaluatorState {
    try await read { database in
      let window = try WindowTable.require(id, in: database)
      let request = try RatingReading.lastService(at: id, within: RatingRule.limit, now, database)
      return EvaluatorState(
        window: window,
        current: try window.ticket.map { try TicketTable.require($0, in: database) },
        request: try request.flatMap {
          try RatingTable.isRated($0.service, in: database) ? nil : $0
        })
    }
  }

  /// Records how the person of the window's last service rates it.
  ///
  /// - Parameters:
  ///   - service: the event that ended the service, as the evaluator showed it.
  ///   - level: nil when the person was asked and did not answer.
  /// - Throws: `RatingRefusal.nothingToRate` when the service is not the window's last, was taken back
  ///   or ended too long ago; `.alreadyRated`.
  public func rate(
    _ service: Int64, at id: Window.ID, level: Satisfaction?, by caller: Caller
  ) async throws {
    try await record(by: caller) { draft in
      _ = try WindowTable.require(id, in: draft.database)
      if try RatingTable.isRated(service, in: draft.database) { throw RatingRefusal.alreadyRated }
      let last = try RatingReading.lastService(
        at: id, within: RatingRule.limit + RatingRule.grace, draft.now, draft.database)
      guard let last, last.service == service else { throw RatingRefusal.nothingToRate }
      try draft.append(
        .rating(
          .ticketRated(
            last.ticket,
            RatingEvent.TicketRated(
              service: service, window: id, clerk: last.clerk, level: level))))
    }
  }
}

/// Reads from the journal's end what may be rated.
enum RatingReading {
  /// More rows than a hall writes while an evaluator asks.
  private static let longest: Int64 = 5000

  /// The last service that ended at a window, unless it was taken back or the person had gone.
  static func lastService(
    at window: Window.ID, within limit: Duration, _ now: Moment, _ database: Database
  ) throws -> RatingRequest? {
    let rows = try database.rows(
      """
      SELECT * FROM journal
      WHERE seq > (SELECT max(seq) FROM journal) - ? AND at >= ?
        AND kind IN ('ticket.finished', 'act.undone')
      ORDER BY seq DESC
      """, [longest, now.milliseconds - limit.wholeMilliseconds])
    var undone: Set<Int64> = []
    for row in rows {
      let entry = JournalTable.entry(row)
      switch try QueueEvent(kind: entry.kind, subject: entry.subject, body: entry.body) {
      case .actUndone(_, let act): undone.insert(act.seq)
      case .ticketFinished(let id, let finish)
      where finish.window == window && !undone.contains(entry.seq):
        guard finish.outcome != .left else { return nil }
        let ticket = try TicketTable.require(id, in: database)
        return RatingRequest(
          service: entry.seq, ticket: id, number: ticket.number, clerk: clerk(entry.actor),
          endedAt: entry.at)
      default: continue
      }
    }
    return nil
  }

  /// `staff:li.ming` → the account.
  private static func clerk(_ actor: String) -> Staff.ID? {
    let parts = actor.split(separator: ":", maxSplits: 1).map(String.init)
    return parts.count == 2 && parts[0] == "staff" ? Staff.ID(parts[1]) : nil
  }
}
