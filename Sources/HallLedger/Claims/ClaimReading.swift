import GRDB
public import ServiceHall

/// Which documents a list shows.
public struct DocumentQuery: Sendable, Equatable {
  public var state: FinishedDocument.State?
  /// The beginning of a number, a case's number, a name or a number of a card.
  public var text: String?
  /// Shows what was registered before this one.
  public var before: FinishedDocument.ID?
  public var limit: Int

  public init(
    state: FinishedDocument.State? = nil, text: String? = nil, before: FinishedDocument.ID? = nil,
    limit: Int = 50
  ) {
    self.state = state
    self.text = text
    self.before = before
    self.limit = limit
  }
}

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
  /// Documents, the latest first.
  public func documents(_ query: DocumentQuery) async throws -> [FinishedDocument] {
    try await read { database in
      let before = query.before?.seq ?? Int64.max
      guard let text = query.text, !text.isEmpty else {
        if let state = query.state {
          return try database.rows(
            "SELECT * FROM finished_document WHERE state = ? AND id < ? ORDER BY id DESC LIMIT ?",
            [state.rawValue, before, query.limit]
          ).map(FinishedDocumentTable.document)
        }
        return try database.rows(
          "SELECT * FROM finished_document WHERE id < ? ORDER BY id DESC LIMIT ?",
          [before, query.limit]
        ).map(FinishedDocumentTable.document)
      }
      let from = DocumentNumber.normalised(text)
      // Whatever begins so: no text sorts behind this character.
      let to = from + "\u{10FFFF}"
      return try database.rows(
        """
        SELECT * FROM finished_document WHERE id IN (
          SELECT id FROM finished_document WHERE plain_number BETWEEN ? AND ?
          UNION SELECT id FROM finished_document WHERE case_number BETWEEN ? AND ?
          UNION SELECT id FROM finished_document WHERE holder_number BETWEEN ? AND ?
          UNION SELECT id FROM finished_document WHERE holder_name BETWEEN ? AND ?
        ) AND id < ? AND (? IS NULL OR state = ?) ORDER BY id DESC LIMIT ?
        """,
        [
          from, to, from, to, from, to, text, text + "\u{10FFFF}", before, query.state?.rawValue,
          query.state?.rawValue, query.limit,
        ]
      ).map(FinishedDocumentTable.document)
    }
  }

  /// - Throws: `ClaimRefusal.unknownDocument`.
  public func document(_ id: FinishedDocument.ID) async throws -> FinishedDocument {
    try await read { try FinishedDocumentTable.require(id, in: $0) }
  }

  /// The documents that belong to a case.
  public func documents(ofCase number: String) async throws -> [FinishedDocument] {
    try await read { database in
      try database.rows(
        "SELECT * FROM finished_document WHERE case_number = ? ORDER BY id",
        [DocumentNumber.normalised(number)]
      ).map(FinishedDocumentTable.document)
    }
  }

  /// The rows of the journal that concern a document, oldest first.
  public func trace(of id: FinishedDocument.ID) async throws -> [JournalEntry] {
    try await read { database in
      _ = try FinishedDocumentTable.require(id, in: database)
      return try database.rows(
        """
        SELECT j.* FROM document_event e JOIN journal j ON j.seq = e.seq
        WHERE e.document = ? ORDER BY e.seq
        """, [id.seq]
      ).map(JournalTable.entry)
    }
  }

  /// The claims in which a document was or is, the latest first.
  public func claims(of id: FinishedDocument.ID) async throws -> [Claim] {
    try await read { database in
      try database.rows(
        """
        SELECT k.* FROM claim_document c JOIN claim k ON k.id = c.claim
        WHERE c.document = ? ORDER BY k.id DESC
        """, [id.seq]
      ).map { try ClaimTable.claim($0, database) }
    }
  }

  /// - Throws: `ClaimRefusal.unknownClaim`.
  public func claim(_ id: Claim.ID) async throws -> Claim {
    try await read { try ClaimTable.require(id, in: $0) }
  }

  public func cell(of id: Claim.ID) async throws -> LockerCell? {
    try await read { try ClaimTable.cell(of: id, in: $0)?.cell }
  }

  /// A receipt with its documents.
  ///
  /// - Throws: `ClaimRefusal.unknownReceipt`.
  public func delivery(_ number: ReceiptNumber) async throws -> (Delivery, [FinishedDocument]) {
    try await read { database in
      guard let delivery = try DeliveryTable.find(number, in: database) else {
        throw ClaimRefusal.unknownReceipt
      }
      return (
        delivery, try delivery.made.documents.map { try FinishedDocumentTable.require($0, in: database) }
      )
    }
  }

  /// Deliveries, the latest first.
  ///
  /// - Parameter isUnderWay: only those whose end is not known.
  public func deliveries(isUnderWay: Bool = false, limit: Int) async throws -> [Delivery] {
    try await read { database in
      if isUnderWay {
        return try database.rows(
          "SELECT * FROM delivery WHERE state = 'under-way' ORDER BY at DESC LIMIT ?", [limit]
        ).map(DeliveryTable.delivery)
      }
      return try database.rows("SELECT * FROM delivery ORDER BY at DESC, rowid DESC LIMIT ?", [limit])
        .map(DeliveryTable.delivery)
    }
  }

  /// What somebody has to do about documents that wait too long, the oldest first.
  public func claimTasks(now: Moment) async throws -> [ClaimTask] {
    let day = facts.businessDay(at: now)
    return try await read { database in
      let settings = try ClaimTable.settings(in: database)
      return try database.rows("SELECT * FROM claim WHERE state = 'open' ORDER BY id").compactMap {
        try Self.task($0, settings, day, now, database)
      }
    }
  }

  private static func task(
    _ row: Row, _ settings: ClaimSettings, _ day: CivilDate, _ now: Moment, _ database: Database
  ) throws -> ClaimTask? {
    let claim = try ClaimTable.claim(row, database)
    let reminded: Int64? = row["reminded_at"]
    let told = max(claim.madeAt, reminded.map { Moment(milliseconds: $0) } ?? claim.madeAt)
    let cell = try ClaimTable.cell(of: claim.id, in: database)
    let kind: ClaimTask.Kind
    let since: Moment
    if claim.isExpired(on: day) {
      (kind, since) = (.reissue, claim.madeAt)
    } else if let cell, now.since(cell.since) >= .hours(settings.lockerHours) {
      (kind, since) = (.clearCell, cell.since)
    } else if now.since(told) >= .hours(24 * settings.reminderDays) {
      (kind, since) = (.remind, told)
    } else {
      return nil
    }
    let documents = try FinishedDocumentTable.of(claim.id, in: database).filter { $0.state == .ready }
    guard let holder = documents.first?.details.holder else { return nil }
    return ClaimTask(
      kind: kind, claim: claim, documents: documents.map(PresentedDocument.init),
      holder: holder.masked, since: since, cell: cell?.cell)
  }
}
