import Foundation
import HallTesting
import Seal
import ServiceHall

@testable import HallLedger

/// A hall that issues licences, and nothing else.
struct SealedHall: Sendable {
  let test: TestHall
  var ledger: Ledger<Hall> { test.ledger }
  var clock: FixedClock { test.clock }
  let hall: Hall

  init(_ suite: Attestation.Suite = .ed25519, hall: Hall = LicenceFixtures.hall) async throws {
    test = try await TestHall(lines: [], windows: [], digest: suite == .sm2 ? .sm3 : .sha256)
    self.hall = hall
  }

  @discardableResult
  func issue(
    _ content: LicenceContent = LicenceFixtures.content(), key: IdempotencyKey? = nil
  ) async throws -> Licence {
    let bytes = try await ledger.issueLicence(content, of: hall, by: TestHall.person, key: key) {
      Array($0.current.number.rawValue.utf8)
    }
    return try await ledger.licence(.named(String(decoding: bytes, as: UTF8.self)), now: clock.now)
  }

  @discardableResult
  func change(
    _ licence: Licence,
    by change: LicenceChange = LicenceChange(facts: LicenceFixtures.content(scope: "散装食品").facts)
  ) async throws -> Licence {
    try await ledger.changeLicence(
      licence.current.number, by: change, reason: "范围变了", after: licence.current.version, of: hall,
      by: TestHall.person)
  }

  @discardableResult
  func renew(_ licence: Licence, through day: String) async throws -> Licence {
    try await ledger.renewLicence(
      licence.current.number, through: LicenceFixtures.day(day), reason: "到期延续",
      after: licence.current.version, of: hall, by: TestHall.person)
  }

  @discardableResult
  func revoke(_ licence: Licence) async throws -> Licence {
    try await ledger.revokeLicence(
      licence.current.number, reason: "停业", after: licence.current.version, by: TestHall.person)
  }

  func verify(_ text: String) async throws -> Verification {
    let today = ledger.facts.businessDay(at: clock.now)
    do {
      return try await ledger.verify(try SignedAttestation(text), as: text, now: clock.now)
    } catch let fault as AttestationFault {
      return .invalid(.unreadable(fault), on: today)
    }
  }

  func list() async throws -> VerificationKeyList {
    VerificationKeyList(
      date: ledger.facts.businessDay(at: clock.now), source: "测试县",
      halls: [try await ledger.verificationKeys(of: hall)])
  }

  func kinds() async throws -> [String] {
    try await ledger.read { try $0.all("SELECT kind FROM journal ORDER BY seq") { $0[0] } }
  }

  /// Whether a replay of the journal makes the same tables.
  func isSound() throws -> Bool {
    try LedgerVerifier(folder: test.folder.path, surroundings: test.surroundings)
      .verifyReplay(ofHall: true).isSound
  }

  var keyFile: String { test.folder.path + "/seal.key" }
}
