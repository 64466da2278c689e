import GRDB
public import ServiceHall

/// What the pages of the office read beside the lists.
extension Ledger where Scope == Hall {
  /// Which of these documents wait in a claim that still can be used.
  public func openClaims(
    with documents: [FinishedDocument.ID], now: Moment
  ) async throws -> [FinishedDocument.ID: Claim.ID] {
    let day = facts.businessDay(at: now)
    return try await read { database in
      var claims: [FinishedDocument.ID: Claim.ID] = [:]
      for document in documents {
        claims[document] = try ClaimTable.open(with: document, on: day, in: database)?.id
      }
      return claims
    }
  }

  /// What is ready for the holder of a document, the document itself included, oldest first.
  public func readyDocuments(besides id: FinishedDocument.ID) async throws -> [FinishedDocument] {
    try await read { database in
      let holder = try FinishedDocumentTable.require(id, in: database).details.holder
      return try database.rows(
        """
        SELECT * FROM finished_document WHERE holder_number = ? AND state = 'ready'
        ORDER BY id LIMIT ?
        """, [holder.idNumber, Delivery.Made.mostDocuments]
      ).map(FinishedDocumentTable.document).filter { $0.details.holder.idType == holder.idType }
    }
  }

  /// What a claim opens whose code was shown before: the form of a hand-over that is looked at again.
  ///
  /// - Throws: `ClaimRefusal.notPresented`, and as by the code.
  public func present(_ name: Claim.Name, now: Moment) async throws -> Presentation {
    let (day, isClockSuspect) = (facts.businessDay(at: now), clockSuspicion != nil)
    let secret = try await claimKey()
    guard secret.proves(name) else { throw ClaimRefusal.notPresented }
    return try await read { database in
      try Presentation(
        try ClaimTable.require(name.id, in: database), secret, on: day,
        isClockSuspect: isClockSuspect, in: database)
    }
  }
}
