import Foundation
import GRDB
import Seal
public import ServiceHall

/// A claim that was just made: the only time that its code and its PIN are told.
public struct IssuedClaim: Sendable, Equatable {
  public let claim: Claim
  /// Opens the hand-over, as if the code had been shown.
  public let name: Claim.Name
  public let code: ClaimCode
  public let pin: ClaimPIN
  public let documents: [PresentedDocument]
  public let holder: Party.Masked
}

extension Ledger where Scope == Hall {
  /// Makes a claim for ready documents of one holder.
  ///
  /// - Parameter validDays: how long the items of the documents let it be good; nil for the hall's own rule.
  /// - Throws: `ClaimRefusal.unknownDocument`, `.notReady`, `.alreadyClaimed`, `.underWay`, `.holdersDiffer`.
  public func makeClaim(
    _ documents: [FinishedDocument.ID], validDays: Int? = nil, of hall: Hall, by caller: Caller,
    key: IdempotencyKey?
  ) async throws -> IssuedClaim {
    try await issue(of: hall, by: caller, key: key) { draft, folder in
      try draft.makeClaim(documents, validDays: validDays, of: hall, former: nil, in: folder)
    }
  }

  /// Makes a claim in another's place: the slip is lost, the PIN forgotten, the time over.
  ///
  /// - Throws: `ClaimRefusal.alreadyCollected`, `.revoked`, and as making one.
  public func reissueClaim(
    _ id: Claim.ID, reason: String, validDays: Int? = nil, of hall: Hall, by caller: Caller,
    key: IdempotencyKey?
  ) async throws -> IssuedClaim {
    let reason = ClaimEvent.Reason(try PlainText.required(reason, field: "reason", longest: 100))
    return try await issue(of: hall, by: caller, key: key) { draft, folder in
      let former = try ClaimTable.require(id, in: draft.database)
      // One that is over is what most are issued again for.
      try former.requireOpen(on: former.expiresOn)
      let ready = try FinishedDocumentTable.of(id, in: draft.database).filter { $0.state == .ready }
      try draft.append(.claim(.claimRevoked(id, reason)))
      return try draft.makeClaim(ready.map(\.id), validDays: validDays, of: hall, former: id, in: folder)
    }
  }

  /// Takes a claim's code and PIN out of use.
  public func revokeClaim(_ id: Claim.ID, reason: String, by caller: Caller) async throws {
    let reason = ClaimEvent.Reason(try PlainText.required(reason, field: "reason", longest: 100))
    try await record(by: caller) { draft in
      let claim = try ClaimTable.require(id, in: draft.database)
      // A revocation that is sent again is the same one.
      if claim.state == .revoked { return }
      try claim.requireOpen(on: claim.expiresOn)
      try draft.append(.claim(.claimRevoked(id, reason)))
    }
  }

  /// Lets a claim's PIN be tried again.
  ///
  /// - Throws: `ClaimRefusal.notLocked`.
  public func unlockClaim(_ id: Claim.ID, reason: String, by caller: Caller) async throws {
    let reason = ClaimEvent.Reason(try PlainText.required(reason, field: "reason", longest: 100))
    try await record(by: caller) { draft in
      let claim = try ClaimTable.require(id, in: draft.database)
      try claim.requireOpen(on: claim.expiresOn)
      guard claim.isLocked else { throw ClaimRefusal.notLocked }
      try draft.append(.claim(.claimUnlocked(id, reason)))
    }
  }

  /// Records that the holder was told again that documents wait.
  public func remindHolder(_ id: Claim.ID, how: String, by caller: Caller) async throws {
    let how = ClaimEvent.Reason(try PlainText.required(how, field: "how", longest: 100))
    try await record(by: caller) { draft in
      try ClaimTable.require(id, in: draft.database).requireOpen(on: try draft.businessDay())
      try draft.append(.claim(.holderReminded(id, how)))
    }
  }

  /// - Parameter former: what the caller saw; nil where that does not matter.
  /// - Throws: `RequestRefusal.staleVersion`.
  public func saveClaimSettings(
    _ settings: ClaimSettings, after former: ClaimSettings? = nil, by caller: Caller
  ) async throws {
    let settings = try settings.checked()
    try await record(by: caller) { draft in
      let present = try ClaimTable.settings(in: draft.database)
      if let former, former != present { throw RequestRefusal.staleVersion }
      guard present != settings else { return }
      try draft.append(.claim(.settingsSaved(settings)))
    }
  }

  public func claimSettings() async throws -> ClaimSettings {
    try await read { try ClaimTable.settings(in: $0) }
  }

  /// With the idempotency key a nonce is kept instead of the code, and with it the code is made again.
  private func issue(
    of hall: Hall, by caller: Caller, key: IdempotencyKey?,
    _ make: @escaping @Sendable (Draft<Hall>, _ folder: String) throws -> ClaimNonce
  ) async throws -> IssuedClaim {
    let folder = folder
    return try await record(by: caller) { draft in
      let bytes = try draft.answer(key) {
        Array(try CanonicalJSON.text(try make(draft, folder)).utf8)
      }
      let nonce = try CanonicalJSON.value(
        ClaimNonce.self, from: String(decoding: bytes, as: UTF8.self))
      let secret = try ClaimKey.readOrMake(in: folder)
      let documents = try FinishedDocumentTable.of(nonce.claim, in: draft.database)
      guard let code = secret.code(nonce.nonce, of: hall), let holder = documents.first?.details.holder
      else { throw LedgerFault.damaged("claim \(nonce.claim)") }
      return IssuedClaim(
        claim: try ClaimTable.require(nonce.claim, in: draft.database), name: secret.name(nonce.claim),
        code: code, pin: secret.pin(nonce.nonce), documents: documents.map(PresentedDocument.init),
        holder: holder.masked)
    }
  }
}

/// From what a claim's code and PIN are made.
private struct ClaimNonce: Codable {
  /// 28 characters of 31: 138 random bits.
  static let length = 28

  let claim: Claim.ID
  let nonce: String
}

extension Draft where Scope == Hall {
  fileprivate func makeClaim(
    _ documents: [FinishedDocument.ID], validDays: Int?, of hall: Hall, former: Claim.ID?,
    in folder: String
  ) throws -> ClaimNonce {
    let day = try businessDay()
    let documents = Array(Set(documents)).sorted()
    guard !documents.isEmpty else { throw ClaimRefusal.notReady }
    guard documents.count <= Delivery.Made.mostDocuments else {
      throw InputRefusal("documents", .tooMany)
    }
    var holder: Party?
    for id in documents {
      let document = try FinishedDocumentTable.require(id, in: database)
      guard document.state == .ready else { throw ClaimRefusal.notReady }
      if try DeliveryTable.isUnderWay(id, in: database) { throw ClaimRefusal.underWay }
      if try ClaimTable.open(with: id, on: day, in: database) != nil {
        throw ClaimRefusal.alreadyClaimed
      }
      let other = document.details.holder
      if let holder, holder.idNumber != other.idNumber || holder.idType != other.idType {
        throw ClaimRefusal.holdersDiffer
      }
      holder = other
    }
    let days = try min(
      validDays ?? ClaimTable.settings(in: database).validDays, ClaimSettings.longest)
    let nonce = surroundings.randomText(ClaimNonce.length)
    let secret = try ClaimKey.readOrMake(in: folder)
    guard let code = secret.code(nonce, of: hall) else { throw LedgerFault.damaged("claim code") }
    let id = Claim.ID(seq: nextSeq)
    try append(
      .claim(
        .claimMade(
          id,
          ClaimEvent.ClaimMade(
            documents: documents, code: Hex.encode(code.digest),
            pin: Hex.encode(secret.check(secret.pin(nonce), codeDigest: code.digest)),
            pinKey: secret.id, expiresOn: day.adding(days: max(days, 1)), former: former))))
    return ClaimNonce(claim: id, nonce: nonce)
  }
}
