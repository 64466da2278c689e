import GRDB
public import ServiceHall

/// What is handed over of a claim, and how it is confirmed.
public struct Collecting: Sendable, Equatable {
  public let handOver: HandOver
  /// What was ticked off; nil for everything that is ready.
  public let documents: [FinishedDocument.ID]?
  public let signature: Delivery.Signature
  public let window: Window.ID?

  public init(
    _ handOver: HandOver, documents: [FinishedDocument.ID]? = nil, signature: Delivery.Signature,
    window: Window.ID? = nil
  ) {
    self.handOver = handOver
    self.documents = documents
    self.signature = signature
    self.window = window
  }
}

extension Ledger where Scope == Hall {
  /// Hands the documents of a claim over: once, with one receipt.
  ///
  /// What was not ticked stays ready, for a claim of its own.
  ///
  /// - Parameter name: with the proof that the code was shown.
  /// - Throws: `ClaimRefusal`; `InputRefusal` naming a file that is not here.
  public func collect(
    _ name: Claim.Name, _ collecting: Collecting, of hall: Hall, by caller: Caller,
    key: IdempotencyKey?
  ) async throws -> Delivery {
    try requireFile(collecting.handOver.authorisation, "authorisation")
    if case .drawn(let digest) = collecting.signature { try requireFile(digest, "signature") }
    guard try await claimKey().proves(name) else { throw ClaimRefusal.notPresented }
    return try await hand(key, by: caller) { draft in
      try draft.collect(name.id, collecting, of: hall)
    }
  }

  /// Releases the documents of a claim from their cell: they are under way until the door has closed.
  ///
  /// - Throws: `ClaimRefusal.unknownClaim` when nothing of it lies in a cell of this kiosk.
  public func release(
    _ name: Claim.Name, _ handOver: HandOver, of hall: Hall, by caller: Caller,
    key: IdempotencyKey?
  ) async throws -> Delivery {
    guard try await claimKey().proves(name) else { throw ClaimRefusal.notPresented }
    return try await hand(key, by: caller) { draft in
      guard case .device(let device) = draft.caller,
        let cell = try ClaimTable.cell(of: name.id, in: draft.database)?.cell,
        cell.device == device.id
      else { throw ClaimRefusal.unknownClaim }
      // The door opens on everything that lies there, also on what was revoked meanwhile.
      let documents = try FinishedDocumentTable.of(name.id, in: draft.database)
      try ClaimTable.require(name.id, in: draft.database).requireOpen(on: try draft.businessDay())
      guard documents.allSatisfy({ $0.state == .ready }) else { throw ClaimRefusal.notReady }
      return try draft.collect(
        name.id, Collecting(handOver, signature: .none), of: hall, from: cell)
    }
  }

  /// Whether this person may have all that a claim holds ready; a kiosk asks before it opens anything.
  public func checkIdentity(_ name: Claim.Name, _ handOver: HandOver) async throws {
    guard try await claimKey().proves(name) else { throw ClaimRefusal.notPresented }
    try await read { database in
      for document in try FinishedDocumentTable.of(name.id, in: database) where document.state == .ready {
        try handOver.check(document.details)
      }
    }
  }

  /// Sends or leaves documents in another way than over the counter.
  ///
  /// - Throws: `ClaimRefusal.notReady`, `.alreadyClaimed`, `.underWay`, `.holdersDiffer`; `InputRefusal`.
  public func deliver(
    _ made: Delivery.Made, of hall: Hall, by caller: Caller, key: IdempotencyKey?
  ) async throws -> Delivery {
    let made = try made.checked()
    guard ![DeliveryMethod.window, .proxy, .locker].contains(made.method) else {
      throw InputRefusal("method", .unknown)
    }
    try requireFile(made.authorisation, "authorisation")
    return try await hand(key, by: caller) { draft in
      let day = try draft.businessDay()
      let documents = try made.documents.map { try FinishedDocumentTable.require($0, in: draft.database) }
      for document in documents {
        try draft.requireFree(document)
        if try ClaimTable.open(with: document.id, on: day, in: draft.database) != nil {
          throw ClaimRefusal.alreadyClaimed
        }
      }
      // An agent takes those of many; every other way leads to one person.
      let holders = Set(documents.map(\.details.holder.idNumber))
      guard made.method == .agent || holders.count == 1 else { throw ClaimRefusal.holdersDiffer }
      return try draft.record(made, of: hall)
    }
  }

  /// What was under way has arrived, or has come back.
  ///
  /// - Throws: `ClaimRefusal.unknownReceipt`, `.deliveryEnded`.
  public func endDelivery(
    _ number: ReceiptNumber, _ ended: ClaimEvent.DeliveryEnded, by caller: Caller
  ) async throws -> Delivery {
    let reason = try PlainText.optional(ended.reason, field: "reason", longest: 100)
    if ended.state == .failed, reason == nil { throw InputRefusal("reason", .required) }
    guard ended.state != .underWay else { throw InputRefusal("state", .unknown) }
    return try await record(by: caller) { draft in
      guard let delivery = try DeliveryTable.find(number, in: draft.database) else {
        throw ClaimRefusal.unknownReceipt
      }
      guard delivery.state == .underWay else {
        // The same news again changes nothing.
        if delivery.state == ended.state { return delivery }
        throw ClaimRefusal.deliveryEnded
      }
      try draft.append(
        .claim(
          .deliveryEnded(
            number,
            ClaimEvent.DeliveryEnded(
              state: ended.state, receivedOn: ended.receivedOn, reason: reason))))
      return try DeliveryTable.find(number, in: draft.database) ?? delivery
    }
  }

  /// The receipt's number is what is kept with the key.
  private func hand(
    _ key: IdempotencyKey?, by caller: Caller,
    _ make: @escaping @Sendable (Draft<Hall>) throws -> ReceiptNumber
  ) async throws -> Delivery {
    try await record(by: caller) { draft in
      let bytes = try draft.answer(key) { Array(try make(draft).rawValue.utf8) }
      let number = try ReceiptNumber(String(decoding: bytes, as: UTF8.self))
      guard let delivery = try DeliveryTable.find(number, in: draft.database) else {
        throw ClaimRefusal.unknownReceipt
      }
      return delivery
    }
  }

  /// A file that an event names is on disk before the event.
  private func requireFile(_ digest: String?, _ field: String) throws {
    guard let digest else { return }
    guard BlobFolder(folder: folder).has(digest) else { throw InputRefusal(field, .unknown) }
  }
}

extension Draft where Scope == Hall {
  /// (3 of `Claim`) The claim ends with the first who gets here; the next learns when and where.
  fileprivate func collect(
    _ id: Claim.ID, _ collecting: Collecting, of hall: Hall, from cell: LockerCell? = nil
  ) throws -> ReceiptNumber {
    let claim = try ClaimTable.require(id, in: database)
    try claim.requireOpen(on: try businessDay())
    let all = try FinishedDocumentTable.of(id, in: database)
    let documents: [FinishedDocument]
    if let ticked = collecting.documents {
      documents = all.filter { ticked.contains($0.id) }
      guard !ticked.isEmpty, documents.count == Set(ticked).count else { throw ClaimRefusal.notReady }
    } else {
      documents = all.filter { $0.state == .ready }
      guard !documents.isEmpty else { throw ClaimRefusal.notReady }
    }
    for document in documents {
      try requireFree(document)
      try collecting.handOver.check(document.details)
    }
    let handOver = collecting.handOver
    let method: DeliveryMethod =
      cell != nil ? .locker : handOver.relation == .holder ? .window : .proxy
    var made = Delivery.Made(
      documents: documents.map(\.id), method: method, signature: collecting.signature)
    made.claim = id
    made.receiver = handOver.collector
    made.relation = handOver.relation
    made.authorisation = handOver.authorisation
    made.window = collecting.window
    made.cell = cell
    return try record(made, of: hall)
  }

  fileprivate func requireFree(_ document: FinishedDocument) throws {
    guard document.state == .ready else { throw ClaimRefusal.notReady }
    if try DeliveryTable.isUnderWay(document.id, in: database) { throw ClaimRefusal.underWay }
  }

  fileprivate func record(_ made: Delivery.Made, of hall: Hall) throws -> ReceiptNumber {
    let number = try nextReceiptNumber(of: hall.shortCode, on: try businessDay())
    try append(.claim(.delivered(number, made)))
    return number
  }
}
