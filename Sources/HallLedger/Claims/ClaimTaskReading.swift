import GRDB
public import ServiceHall

/// Something that somebody has to do about documents that are not collected. 催领
public struct ClaimTask: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Nobody came within the hall's limit: the holder is to be told again.
    case remind
    /// Laid into a locker too long ago: back to the counter.
    case clearCell = "clear-cell"
    /// The code is good no more, and the documents are still here.
    case reissue
  }

  public let kind: Kind
  public let claim: Claim
  public let documents: [PresentedDocument]
  public let holder: Party.Masked
  /// Since when it waits to be done.
  public let since: Moment
  public let cell: LockerCell?
}

extension Ledger where Scope == Hall {
  /// What somebody has to do about documents that wait too long, the oldest first.
  public func claimTasks(now: Moment, limit: Int = 200) async throws -> [ClaimTask] {
    let day = facts.businessDay(at: now)
    return try await read { database in
      let reading = ClaimTaskReading(
        settings: try ClaimTable.settings(in: database), day: day, now: now, database: database)
      return try reading.rows(limit: limit).compactMap(reading.task)
    }
  }

  /// How many there are.
  public func claimTaskCount(now: Moment) async throws -> Int {
    let day = facts.businessDay(at: now)
    return try await read { database in
      try ClaimTaskReading(
        settings: try ClaimTable.settings(in: database), day: day, now: now, database: database
      ).count()
    }
  }
}

private struct ClaimTaskReading {
  let settings: ClaimSettings
  let day: CivilDate
  let now: Moment
  let database: Database

  private var cellsSince: Moment { now + .hours(-settings.lockerHours) }
  private var toldSince: Moment { now + .hours(-24 * settings.reminderDays) }

  private var arguments: [any DatabaseValueConvertible] {
    [day.description, cellsSince.milliseconds, toldSince.milliseconds]
  }

  func rows(limit: Int) throws -> [Row] {
    try database.rows(
      """
      SELECT * FROM claim
      WHERE state = 'open' AND (expires < ? OR cell_at <= ? OR coalesce(reminded_at, made_at) <= ?)
        AND EXISTS (
          SELECT 1 FROM claim_document c JOIN finished_document d ON d.id = c.document
          WHERE c.claim = claim.id AND d.state = 'ready' AND NOT EXISTS (
            SELECT 1 FROM claim_document later
            WHERE later.document = c.document AND later.claim > claim.id))
      ORDER BY id LIMIT ?
      """, arguments + [limit])
  }

  func count() throws -> Int {
    Int(
      try database.integer(
        """
        SELECT count(*) FROM claim
        WHERE state = 'open' AND (expires < ? OR cell_at <= ? OR coalesce(reminded_at, made_at) <= ?)
          AND EXISTS (
            SELECT 1 FROM claim_document c JOIN finished_document d ON d.id = c.document
            WHERE c.claim = claim.id AND d.state = 'ready' AND NOT EXISTS (
              SELECT 1 FROM claim_document later
              WHERE later.document = c.document AND later.claim > claim.id))
        """, arguments) ?? 0)
  }

  func task(_ row: Row) throws -> ClaimTask? {
    let claim = try ClaimTable.claim(row, database)
    let cell = try ClaimTable.cell(of: claim.id, in: database)
    let reminded: Int64? = row["reminded_at"]
    let kind: ClaimTask.Kind
    let since: Moment
    if claim.isExpired(on: day) {
      (kind, since) = (.reissue, claim.madeAt)
    } else if let cell, cell.since <= cellsSince {
      (kind, since) = (.clearCell, cell.since)
    } else {
      (kind, since) = (.remind, reminded.map { Moment(milliseconds: $0) } ?? claim.madeAt)
    }
    let documents = try FinishedDocumentTable.of(claim.id, in: database).filter { $0.state == .ready }
    guard let holder = documents.first?.details.holder else { return nil }
    return ClaimTask(
      kind: kind, claim: claim, documents: documents.map(PresentedDocument.init),
      holder: holder.masked, since: since, cell: cell?.cell)
  }
}
