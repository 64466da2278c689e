import Foundation
import HallTesting
import Seal
import ServiceHall
import Testing

@testable import HallLedger

@Suite("A hall's seal keys")
struct SealKeyTests {
  @Test("the key is made on first need, its owner alone reads it, the journal tells its public half")
  func first() async throws {
    let hall = try await SealedHall()
    #expect(try await hall.ledger.sealKeys().isEmpty)
    try await hall.issue()
    try await hall.issue()
    let keys = try await hall.ledger.sealKeys()
    #expect(keys.count == 1)
    let mode = try FileManager.default.attributesOfItem(atPath: hall.keyFile)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let held = try SigningKey(pem: try String(contentsOfFile: hall.keyFile, encoding: .utf8))
    #expect(keys[0].key.id.rawValue == held.publicKey.id)
    #expect(keys[0].key.publicKey == held.publicKey.bytes)
    #expect(keys[0].key.validFrom == LicenceFixtures.day("2026-11-20"))
    let journal = try await hall.ledger.read { database in
      try database.all("SELECT body FROM journal ORDER BY seq") { row -> String in row[0] }
    }.joined()
    let secret = held.pem.split(separator: "\n")[1]
    #expect(!journal.contains(secret))
    #expect(journal.contains(Base64.encode(held.publicKey.bytes, padded: true)))
  }

  @Test("a hall whose journal is chained by SM3 seals by SM2; a rotation may change the suite")
  func suites() async throws {
    let hall = try await SealedHall(.sm2)
    let first = try await hall.issue()
    #expect(try SignedAttestation(first.current.seal).attestation.suite == .sm2)
    #expect(try await hall.verify(first.current.seal).status == .valid)
    try await hall.ledger.rotateSealKey(to: .ed25519, by: TestHall.person)
    let second = try await hall.issue()
    #expect(try SignedAttestation(second.current.seal).attestation.suite == .ed25519)
    #expect(try await hall.verify(first.current.seal).status == .valid)
    try await hall.ledger.rotateSealKey(to: nil, by: TestHall.person)
    #expect(try await hall.ledger.sealKeys().map(\.key.suite) == [.ed25519, .ed25519, .sm2])
  }

  @Test("(1) what a former key has signed stays valid")
  func rotation() async throws {
    let hall = try await SealedHall()
    let first = try await hall.issue()
    hall.clock.advance(by: .hours(24 * 30))
    let keys = try await hall.ledger.rotateSealKey(to: nil, by: TestHall.person)
    #expect(keys.map(\.key.retiredOn) == [nil, LicenceFixtures.day("2026-12-20")])
    let second = try await hall.issue(LicenceFixtures.content(issuedOn: "2026-12-20"))
    for licence in [first, second] {
      #expect(try await hall.verify(licence.current.seal).status == .valid)
    }
    let offline = OfflineVerifier(try await hall.list(), today: LicenceFixtures.day("2027-01-01"))
    for licence in [first, second] { #expect(try offline.verify(licence.current.seal).status == .valid) }
    #expect(try hall.isSound())
  }

  @Test("(2) a revoked key verifies what was signed before; the next document has a new one")
  func revocation() async throws {
    let hall = try await SealedHall()
    let before = try await hall.issue()
    hall.clock.advance(by: .hours(48))
    let after = try await hall.issue()
    let id = try #require(try await hall.ledger.sealKeys().first).key.id
    await #expect(throws: InputRefusal("from", .outOfRange)) {
      try await hall.ledger.revokeSealKey(
        id, from: LicenceFixtures.day("2026-11-23"), reason: "丢失", by: TestHall.person)
    }
    try await hall.ledger.revokeSealKey(
      id, from: LicenceFixtures.day("2026-11-22"), reason: "丢失", by: TestHall.person)
    #expect(try await hall.verify(before.current.seal).status == .valid)
    let refused = try await hall.verify(after.current.seal)
    #expect(refused.status == .invalid && refused.reason == .keyRevoked && refused.attestation == nil)
    let offline = OfflineVerifier(try await hall.list(), today: LicenceFixtures.day("2026-11-22"))
    #expect(try offline.verify(before.current.seal).status == .valid)
    #expect(try offline.verify(after.current.seal).reason == .keyRevoked)
    // The same content under the new key, as a new version.
    let again = try await hall.change(after, by: LicenceChange())
    #expect(try await hall.verify(again.current.seal).status == .valid)
    #expect(
      try await hall.ledger.sealKeys().map(\.key.revokedFrom) == [nil, LicenceFixtures.day("2026-11-22")])
    // Never later, and earlier if more is known.
    for day in ["2026-11-22", "2026-11-23"] {
      hall.clock.advance(by: .hours(24))
      await #expect(throws: LicenceRefusal.keyRevoked) {
        try await hall.ledger.revokeSealKey(
          id, from: LicenceFixtures.day(day), reason: "丢失", by: TestHall.person)
      }
    }
    try await hall.ledger.revokeSealKey(
      id, from: LicenceFixtures.day("2026-11-20"), reason: "早就丢了", by: TestHall.person)
    #expect(try await hall.verify(before.current.seal).reason == .keyRevoked)
    await #expect(throws: LicenceRefusal.unknownSealKey) {
      try await hall.ledger.revokeSealKey(
        .named("0000000000000000"), from: LicenceFixtures.day("2026-11-20"), reason: "无",
        by: TestHall.person)
    }
    #expect(try hall.isSound())
  }

  @Test("a key of which a crash kept the journal from telling is told of before it signs")
  func untold() async throws {
    let hall = try await SealedHall()
    let key = SigningKey.make(.ed25519)
    try SecretFile(path: hall.keyFile).write(Data(key.pem.utf8))
    let licence = try await hall.issue()
    #expect(try await hall.ledger.sealKeys().map(\.key.id.rawValue) == [key.publicKey.id])
    #expect(try await hall.verify(licence.current.seal).status == .valid)
    // A rotation that was cut off behind its file.
    let next = SigningKey.make(.ed25519)
    try SecretFile(path: hall.keyFile).write(Data(next.pem.utf8))
    let second = try await hall.issue()
    #expect(try await hall.ledger.sealKeys().map(\.key.id.rawValue) == [next.publicKey.id, key.publicKey.id])
    #expect(try await hall.verify(second.current.seal).status == .valid)
    #expect(try await hall.verify(licence.current.seal).status == .valid)
    #expect(try hall.isSound())
  }

  @Test("a former key that came back is not used, and a file that is no key stops the sealing")
  func files() async throws {
    let hall = try await SealedHall()
    try await hall.issue()
    let former = try String(contentsOfFile: hall.keyFile, encoding: .utf8)
    try await hall.ledger.rotateSealKey(to: nil, by: TestHall.person)
    try SecretFile(path: hall.keyFile).write(Data(former.utf8))
    let licence = try await hall.issue()
    #expect(try await hall.ledger.sealKeys().count == 3)
    #expect(try await hall.verify(licence.current.seal).status == .valid)
    try SecretFile(path: hall.keyFile).write(Data("nothing".utf8))
    let before = try await hall.kinds()
    await #expect(throws: LedgerFault.damaged("seal.key")) { try await hall.issue() }
    #expect(try await hall.kinds() == before)
  }
}
