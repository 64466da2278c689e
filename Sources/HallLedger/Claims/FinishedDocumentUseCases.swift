import GRDB
public import ServiceHall

extension Ledger where Scope == Hall {
  /// Registers documents, all of them or none.
  ///
  /// - Parameters:
  ///   - isReady: whether they are in the hall's hands.
  ///   - answer: makes the bytes that are kept with the idempotency key and given again.
  /// - Throws: `ClaimRefusal.documentExists`.
  public func registerDocuments(
    _ documents: [NewDocument], by caller: Caller, key: IdempotencyKey?,
    answer: @escaping @Sendable ([FinishedDocument]) throws -> [UInt8]
  ) async throws -> [UInt8] {
    try await record(by: caller) { draft in
      try draft.answer(key) {
        try answer(try documents.map { try draft.register($0) })
      }
    }
  }

  /// A document that was expected has come.
  public func readyDocument(_ id: FinishedDocument.ID, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      try FinishedDocumentTable.require(id, in: draft.database).requireMove(to: .ready)
      try draft.append(.claim(.documentReadied(id)))
    }
  }

  /// Puts a document on another shelf.
  ///
  /// - Throws: `RequestRefusal.staleVersion`.
  public func moveDocument(
    _ id: FinishedDocument.ID, to place: String?, version: Int?, by caller: Caller
  ) async throws {
    let place = try PlainText.optional(place, field: "place", longest: NewDocument.longestPlace)
    try await record(by: caller) { draft in
      let document = try FinishedDocumentTable.require(id, in: draft.database)
      if let version, version != document.version { throw RequestRefusal.staleVersion }
      guard document.place != place else { return }
      try draft.append(.claim(.documentMoved(id, ClaimEvent.DocumentMoved(place: place))))
    }
  }

  /// Sends a document back to its issuer.
  public func returnDocument(
    _ id: FinishedDocument.ID, reason: String, by caller: Caller
  ) async throws {
    try await end(id, .returned, reason, by: caller) { .documentReturned($0, $1) }
  }

  /// Takes a document out of force; one that was collected stays collected in its trace.
  public func revokeDocument(
    _ id: FinishedDocument.ID, reason: String, by caller: Caller
  ) async throws {
    try await end(id, .revoked, reason, by: caller) { .documentRevoked($0, $1) }
  }

  private func end(
    _ id: FinishedDocument.ID, _ state: FinishedDocument.State, _ reason: String,
    by caller: Caller,
    _ event: @escaping @Sendable (FinishedDocument.ID, ClaimEvent.Reason) -> ClaimEvent
  ) async throws {
    let reason = ClaimEvent.Reason(try PlainText.required(reason, field: "reason", longest: 100))
    try await record(by: caller) { draft in
      let database = draft.database
      try FinishedDocumentTable.require(id, in: database).requireMove(to: state)
      if try DeliveryTable.isUnderWay(id, in: database) { throw ClaimRefusal.underWay }
      try draft.append(.claim(event(id, reason)))
      // A claim of which nothing is left opens nothing.
      guard let claim = try ClaimTable.open(with: id, on: try draft.businessDay(), in: database),
        try FinishedDocumentTable.of(claim.id, in: database).allSatisfy({ $0.state != .ready })
      else { return }
      try draft.append(.claim(.claimRevoked(claim.id, reason)))
    }
  }

  /// The holder of a document in full; the journal keeps who looked and why.
  public func revealDocument(
    _ id: FinishedDocument.ID, reason: String, by caller: Caller
  ) async throws -> FinishedDocument {
    let reason = ClaimEvent.Reason(try PlainText.required(reason, field: "reveal", longest: 100))
    return try await record(by: caller) { draft in
      let document = try FinishedDocumentTable.require(id, in: draft.database)
      try draft.append(.claim(.documentRevealed(id, reason)))
      return document
    }
  }
}

/// A document that is being registered.
public struct NewDocument: Sendable, Equatable {
  public static let longestPlace = 40

  public let details: FinishedDocument.Details
  public let place: String?
  public let isReady: Bool

  public init(
    _ details: FinishedDocument.Details, place: String? = nil, isReady: Bool = true
  ) throws(InputRefusal) {
    self.details = details
    self.place = try PlainText.optional(place, field: "place", longest: Self.longestPlace)
    self.isReady = isReady
  }

  /// - Parameter today: nobody is born later.
  public init(_ entry: DocumentEntry, today: CivilDate) throws(InputRefusal) {
    try self.init(
      try entry.checked(today: today), place: entry.place, isReady: entry.ready ?? true)
  }
}

extension Draft where Scope == Hall {
  /// The day by which the journal judges.
  func businessDay() throws -> CivilDate { try facts().businessDay(at: now) }

  /// Registers a document; what finishes a case or issues a licence does it in the same transaction.
  ///
  /// - Throws: `ClaimRefusal.documentExists`.
  @discardableResult
  func register(_ new: NewDocument) throws -> FinishedDocument {
    let details = new.details
    if let present = try FinishedDocumentTable.present(details, in: database) {
      throw ClaimRefusal.documentExists(present)
    }
    let id = FinishedDocument.ID(seq: nextSeq)
    try append(
      .claim(
        .documentRegistered(
          id,
          ClaimEvent.DocumentRegistered(
            details: details, place: new.place, isReady: new.isReady))))
    return try FinishedDocumentTable.require(id, in: database)
  }
}
