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
}
