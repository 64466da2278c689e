import Foundation
import GRDB
import Seal
public import ServiceHall

/// A document as whoever holds the code may see it: nothing of it is personal.
public struct PresentedDocument: Sendable, Equatable {
  public let id: FinishedDocument.ID
  public let kind: FinishedDocument.Kind
  public let number: String
  public let title: String
  /// Where it lies; for those who work in the hall.
  public let place: String?

  public init(_ document: FinishedDocument) {
    id = document.id
    kind = document.details.kind
    number = document.details.number
    title = document.details.title
    place = document.place
  }
}

/// What a code or a PIN opened: what waits, and for whom, masked. The identity is still to be shown.
public struct Presentation: Sendable, Equatable {
  public let claim: Claim
  public let name: Claim.Name
  /// What is ready now.
  public let documents: [PresentedDocument]
  public let holder: Party.Masked
  public let isBody: Bool
  /// Who else was named beforehand, masked.
  public let proxies: [Party.Masked]
  /// Where the documents lie, when it is a locker.
  public let cell: LockerCell?
  /// The expiry was judged by a clock that jumped.
  public let isClockSuspect: Bool
}

extension Ledger where Scope == Hall {
  /// Opens a claim by its code.
  ///
  /// - Parameters:
  ///   - hall: this ledger's hall.
  ///   - halls: those of the county, to name another's.
  /// - Throws: `ClaimRefusal.otherHall`, `.otherCounty`, `.unknown`, `.alreadyCollected`, `.revoked`, `.expired`,
  ///   `.notReady`.
  public func present(
    _ code: ClaimCode, of hall: Hall, among halls: [Hall], now: Moment
  ) async throws -> Presentation {
    guard code.hall == hall.shortCode, code.county == String(hall.division.rawValue.prefix(6)) else {
      let other = halls.first {
        $0.shortCode == code.hall && $0.division.rawValue.hasPrefix(code.county)
      }
      throw other.map { .otherHall($0.id) } ?? ClaimRefusal.otherCounty
    }
    // A clock that fell back must not make an expired claim good again.
    let (day, isClockSuspect) = (facts.businessDay(at: now), clockSuspicion != nil)
    let secret = try await claimKey()
    let digest = code.digest
    return try await read { database in
      guard let claim = try ClaimTable.find(code: digest, in: database) else {
        throw ClaimRefusal.unknown
      }
      return try Presentation(
        claim, secret, on: day, isClockSuspect: isClockSuspect, in: database)
    }
  }

  /// Opens a claim by the number of a document or a case, and the PIN.
  ///
  /// A wrong PIN is counted at every open claim of that number before the answer leaves; whether there is such
  /// a number is not told.
  ///
  /// - Throws: `ClaimRefusal.locked`, `.pinElsewhere`, and as by the code.
  public func present(
    number: String, pin: ClaimPIN, by caller: Caller
  ) async throws -> Presentation {
    let number = DocumentNumber.normalised(number)
    let isClockSuspect = clockSuspicion != nil
    let secret = try await claimKey()
    let outcome = try await record(by: caller) { draft -> Result<Presentation, ClaimRefusal> in
      let day = try draft.businessDay()
      let found = try PINReading(number: number, day: day, database: draft.database).try(pin, secret)
      switch found {
      case .failure(let refusal): return .failure(refusal)
      case .success(.wrong(let claims)):
        for claim in claims { try draft.append(.claim(.pinFailed(claim))) }
        return .failure(.unknown)
      case .success(.right(let claim)):
        return .success(
          try Presentation(
            claim, secret, on: day, isClockSuspect: isClockSuspect, in: draft.database))
      }
    }
    return try outcome.get()
  }

  /// The hall's secret; made with the first claim, so that there may be none.
  func claimKey() async throws -> ClaimKey {
    if let key = ClaimKey.read(in: folder) { return key }
    let folder = folder
    return try await record(by: .system) { _ in try ClaimKey.readOrMake(in: folder) }
  }
}

extension Presentation {
  /// - Throws: `ClaimRefusal` when the claim cannot be used on the day.
  init(
    _ claim: Claim, _ secret: ClaimKey, on day: CivilDate, isClockSuspect: Bool, in database: Database
  ) throws {
    try claim.requireOpen(on: day)
    let documents = try FinishedDocumentTable.of(claim.id, in: database).filter { $0.state == .ready }
    guard let first = documents.first else { throw ClaimRefusal.notReady }
    self.claim = claim
    name = secret.name(claim.id)
    self.documents = documents.map(PresentedDocument.init)
    holder = first.details.holder.masked
    isBody = first.details.holder.isBody
    var proxies: [Party.Masked] = []
    for proxy in documents.flatMap(\.details.proxies).map(\.masked) where !proxies.contains(proxy) {
      proxies.append(proxy)
    }
    self.proxies = proxies
    cell = try ClaimTable.cell(of: claim.id, in: database)?.cell
    self.isClockSuspect = isClockSuspect
  }
}

/// Finds the claim that a number and a PIN open.
private struct PINReading {
  enum Outcome {
    case right(Claim)
    /// The open claims at which the PIN was tried in vain.
    case wrong([Claim.ID])
  }

  /// A number that is used again and again has more claims than are looked at.
  private static let most = 20

  let number: String
  let day: CivilDate
  let database: Database

  func `try`(_ pin: ClaimPIN, _ secret: ClaimKey) throws -> Result<Outcome, ClaimRefusal> {
    var wrong: [Claim.ID] = []
    var isElsewhere = false
    for row in try candidates() {
      let claim = try ClaimTable.claim(row, database)
      let isOpen = claim.state == .open && !claim.isExpired(on: day)
      if isOpen, claim.isLocked { return .failure(.locked) }
      let (code, kept, key): ([UInt8], [UInt8], String) = (
        row.bytes("code"), row.bytes("pin"), row["pin_key"]
      )
      guard key == secret.id else {
        isElsewhere = isElsewhere || isOpen
        continue
      }
      if constantTimeEquals(secret.check(pin, codeDigest: code), kept) {
        // What was locked when it ended tells its end to nobody who guesses.
        return claim.isLocked ? .failure(.unknown) : .success(.right(claim))
      }
      if isOpen { wrong.append(claim.id) }
    }
    if wrong.isEmpty, isElsewhere { return .failure(.pinElsewhere) }
    return .success(.wrong(wrong))
  }

  /// The latest claims for documents of the number, or of the case, open ones first.
  private func candidates() throws -> [Row] {
    try database.rows(
      """
      SELECT * FROM claim WHERE id IN (
        SELECT c.claim FROM finished_document d JOIN claim_document c ON c.document = d.id
        WHERE d.plain_number = ?
        UNION
        SELECT c.claim FROM finished_document d JOIN claim_document c ON c.document = d.id
        WHERE d.case_number = ?
      ) ORDER BY state = 'open' DESC, id DESC LIMIT ?
      """, [number, number, Self.most])
  }
}

extension Row {
  fileprivate func bytes(_ column: String) -> [UInt8] {
    let data: Data = self[column]
    return [UInt8](data)
  }
}
