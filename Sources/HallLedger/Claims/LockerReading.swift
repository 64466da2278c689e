import GRDB
public import ServiceHall

/// The documents of a claim as those who fill lockers see them.
public struct LockerContent: Sendable, Equatable {
  public let claim: Claim
  public let titles: [String]
  public let holder: Party.Masked
  /// Whether nothing of it is waiting any more: it was collected elsewhere, or taken out of force.
  public let isOver: Bool
  /// Where it lies and since when; nil for what lies at the counter.
  public let cell: LockerCell?
  public let since: Moment?
  /// Whether it has lain there longer than the hall allows, or cannot be collected any more.
  public let isOverdue: Bool
}

extension Ledger where Scope == Hall {
  /// What lies in lockers, by kiosk and cell.
  public func lockerContents(now: Moment) async throws -> [LockerContent] {
    let day = facts.businessDay(at: now)
    return try await read { database in
      let settings = try ClaimTable.settings(in: database)
      return try database.rows(
        "SELECT * FROM claim WHERE cell_number IS NOT NULL ORDER BY cell_device, cell_number"
      ).compactMap { row in
        let claim = try ClaimTable.claim(row, database)
        guard let (cell, since) = try ClaimTable.cell(of: claim.id, in: database) else { return nil }
        let isLong = now.since(since) >= .hours(settings.lockerHours)
        return try Self.content(claim, day, cell, since, isLong: isLong, in: database)
      }
    }
  }

  /// Claims whose documents lie at the counter and could be laid into a cell, the latest first.
  public func claimsForLockers(now: Moment, limit: Int) async throws -> [LockerContent] {
    let day = facts.businessDay(at: now)
    return try await read { database in
      try database.rows(
        """
        SELECT * FROM claim WHERE state = 'open' AND cell_number IS NULL AND expires >= ?
        ORDER BY id DESC LIMIT ?
        """, [day.description, limit]
      ).compactMap { row in
        let claim = try ClaimTable.claim(row, database)
        // A body's agent shows a letter, which no locker reads.
        let documents = try FinishedDocumentTable.of(claim.id, in: database)
        guard documents.allSatisfy({ $0.state == .ready && !$0.details.holder.isBody }) else { return nil }
        return try Self.content(claim, day, nil, nil, isLong: false, in: database)
      }
    }
  }

  /// Releases from lockers whose end nobody knows yet, the oldest first.
  public func openReleases() async throws -> [Delivery] {
    try await read { database in
      try database.rows("SELECT * FROM delivery WHERE state = 'under-way' ORDER BY at")
        .map(DeliveryTable.delivery).filter { $0.made.method == .locker }
    }
  }

  private static func content(
    _ claim: Claim, _ day: CivilDate, _ cell: LockerCell?, _ since: Moment?, isLong: Bool,
    in database: Database
  ) throws -> LockerContent? {
    let documents = try FinishedDocumentTable.of(claim.id, in: database)
    guard let holder = documents.first?.details.holder else { return nil }
    let isOver = claim.state != .open || documents.contains { $0.state != .ready }
    return LockerContent(
      claim: claim, titles: documents.map(\.details.title), holder: holder.masked, isOver: isOver,
      cell: cell, since: since, isOverdue: isOver || isLong || claim.isExpired(on: day))
  }
}
