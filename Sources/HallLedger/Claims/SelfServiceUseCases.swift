import GRDB
import Seal
public import ServiceHall

/// What the holder of a code may see of a claim on a telephone. 取件进度
public struct ClaimOutlook: Sendable, Equatable {
  public enum State: Sendable, Equatable {
    case waiting
    /// Nothing of it can be collected now: everything was sent back, or is on its way in another manner.
    case notReady
    case collected(at: Moment, window: Window.ID?)
    /// The door of the locker was released, and its closing is not known.
    case underWay
    case expired
    case revoked
  }

  public let state: State
  public let titles: [String]
  public let holder: Party.Masked
  public let isBody: Bool
  public let expiresOn: CivilDate
  /// The kiosk in whose locker the documents lie.
  public let locker: Device.ID?
}

extension Ledger where Scope == Hall {
  /// How a claim stands, for whoever has its code.
  ///
  /// - Throws: `ClaimRefusal.unknown` for every code that is none of this hall.
  public func outlook(_ code: ClaimCode, of hall: Hall, now: Moment) async throws -> ClaimOutlook {
    guard code.hall == hall.shortCode, code.county == String(hall.division.rawValue.prefix(6)) else {
      throw ClaimRefusal.unknown
    }
    let day = facts.businessDay(at: now)
    let digest = code.digest
    return try await read { database in
      guard let claim = try ClaimTable.find(code: digest, in: database) else {
        throw ClaimRefusal.unknown
      }
      let all = try FinishedDocumentTable.of(claim.id, in: database)
      let ready = all.filter { $0.state == .ready }
      guard let holder = all.first?.details.holder else { throw ClaimRefusal.unknown }
      let state = try Self.state(of: claim, hasReady: !ready.isEmpty, on: day, in: database)
      let shown = state == .waiting ? ready : all
      return ClaimOutlook(
        state: state, titles: shown.map(\.details.title), holder: holder.masked,
        isBody: holder.isBody, expiresOn: claim.expiresOn,
        locker: try ClaimTable.cell(of: claim.id, in: database)?.cell.device)
    }
  }

  private static func state(
    of claim: Claim, hasReady: Bool, on day: CivilDate, in database: Database
  ) throws -> ClaimOutlook.State {
    switch claim.state {
    case .revoked: return .revoked
    case .collected(let collection):
      let delivery = try DeliveryTable.find(collection.receipt, in: database)
      if delivery?.state == .underWay { return .underWay }
      return .collected(at: collection.at, window: collection.window)
    case .open:
      if claim.isExpired(on: day) { return .expired }
      return hasReady ? .waiting : .notReady
    }
  }

  /// Compares a number, as it was typed or read from a card, with the holder's.
  ///
  /// A kiosk reads no name: the number alone decides, beside the code that was shown.
  ///
  /// - Parameter today: nobody is born later.
  /// - Returns: the hand-over to the holder.
  /// - Throws: `ClaimRefusal.notPresented`, `.notReady`, `.relationUnfit` for a body's document,
  ///   `.identityMismatch`; `InputRefusal` for what is no number.
  public func identify(_ name: Claim.Name, number: String, today: CivilDate) async throws -> HandOver {
    guard try await claimKey().proves(name) else { throw ClaimRefusal.notPresented }
    return try await read { database in
      let documents = try FinishedDocumentTable.of(name.id, in: database).filter { $0.state == .ready }
      guard let holder = documents.first?.details.holder else { throw ClaimRefusal.notReady }
      guard !holder.isBody else { throw ClaimRefusal.relationUnfit }
      let shown = try Party.number(number, idType: holder.idType, field: "collector", today: today)
      let isSame = constantTimeEquals(Array(shown.idNumber.utf8), Array(holder.idNumber.utf8))
      guard isSame, shown.idType == holder.idType else { throw ClaimRefusal.identityMismatch }
      let handOver = HandOver(relation: .holder, collector: holder)
      for document in documents { try handOver.check(document.details) }
      return handOver
    }
  }

  /// What stands on the slip of a claim, for whoever has both its code and its PIN.
  ///
  /// - Throws: `ClaimRefusal.unknown` unless both belong to a claim of this hall that can be used.
  public func slipFacts(
    _ code: ClaimCode, _ pin: ClaimPIN, of hall: Hall, now: Moment
  ) async throws -> Presentation {
    let secret = try await claimKey()
    let presentation = try await present(code, of: hall, among: [], now: now)
    let digest = code.digest
    let isRight = try await read { database in
      let kept = try database.row("SELECT pin FROM claim WHERE id = ?", [presentation.claim.id.seq])
      return kept.map { constantTimeEquals($0.bytes("pin"), secret.check(pin, codeDigest: digest)) }
    }
    guard isRight == true else { throw ClaimRefusal.unknown }
    return presentation
  }
}
