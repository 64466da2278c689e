import GRDB
public import ServiceHall

/// Checks documents with all that a machine knows: its halls' own ledgers, then the lists that it was given. 核验
///
/// A hall of this machine answers for itself alone: no list can say anything about it.
public struct VerificationDesk: Sendable {
  /// A result, with the name of the hall that vouches.
  public struct Finding: Sendable {
    public let verification: Verification
    public let hallName: String?
    /// Whether the clock by which it was judged is suspect.
    public let isClockSuspect: Bool
  }

  private let county: Ledger<County>
  private let shelf: HallShelf

  public init(county: Ledger<County>, shelf: HallShelf) {
    self.county = county
    self.shelf = shelf
  }

  /// - Parameters:
  ///   - text: as it was scanned; nothing is normalised.
  ///   - now: by the wall clock; where a ledger is asked, its journal's day counts, which is never before.
  public func verify(_ text: String, now: Moment) async throws -> Finding {
    let facts = county.facts
    let today = facts.county.offset.date(of: now)
    let document: SignedAttestation
    do {
      document = try SignedAttestation(text)
    } catch {
      return Finding(
        verification: .invalid(.unreadable(error), on: today), hallName: nil, isClockSuspect: false)
    }
    let attestation = document.attestation
    let own = facts.halls.values.first {
      $0.shortCode == attestation.shortCode && $0.division == attestation.division
    }
    guard let own else {
      let (verification, name) = try await county.verifyByLists(document, as: text, on: today)
      return Finding(
        verification: verification, hallName: name, isClockSuspect: county.clockSuspicion != nil)
    }
    return try await shelf.with(own.id) { ledger in
      Finding(
        verification: try await ledger.verify(document, as: text, now: now), hallName: own.name,
        isClockSuspect: ledger.clockSuspicion != nil)
    }
  }

  /// What this machine's halls tell those who verify elsewhere.
  public func keyList(now: Moment) async throws -> VerificationKeyList {
    let facts = county.facts
    var date = facts.county.offset.date(of: now)
    var halls: [VerificationKeyList.HallKeys] = []
    for hall in facts.orderedHalls {
      let (keys, day) = try await shelf.with(hall.id) { ledger in
        (try await ledger.verificationKeys(of: hall), ledger.facts.businessDay(at: now))
      }
      // A hall that has never sealed anything has nothing to tell.
      if !keys.keys.isEmpty { halls.append(keys) }
      date = max(date, day)
    }
    return VerificationKeyList(date: date, source: facts.county.name, halls: halls)
  }
}
