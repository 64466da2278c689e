import Foundation
import HallTesting
import Seal
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Verification of documents")
struct LicenceVerifierTests {
  private static let suites = Attestation.Suite.allCases

  @Test("a document is valid, then superseded, revoked or expired, in the ledger and by a list alike")
  func states() async throws {
    let hall = try await SealedHall()
    let valid = try await hall.issue(LicenceFixtures.content(lasting: nil))
    let changed = try await hall.issue()
    let changedTo = try await hall.change(changed)
    let revoked = try await hall.revoke(try await hall.issue())
    let both = try await hall.revoke(try await hall.change(try await hall.issue()))
    let short = try await hall.issue(LicenceFixtures.content(lasting: "2026-11-21"))
    hall.clock.advance(by: .hours(48))
    let offline = OfflineVerifier(try await hall.list(), today: LicenceFixtures.day("2026-11-22"))
    let expected: [(Licence.Version, Verification.Status)] = [
      (valid.versions[0], .valid), (changedTo.versions[0], .valid), (changedTo.versions[1], .superseded),
      (revoked.versions[0], .revoked), (both.versions[0], .revoked), (both.versions[1], .revoked),
      (short.versions[0], .expired),
    ]
    for (version, status) in expected {
      let text = version.licence.seal
      let here = try await hall.verify(text)
      let there = try offline.verify(text)
      #expect(here.status == status && there.status == status)
      #expect(here.attestation?.number == version.licence.number)
      #expect(here.attestation == there.attestation)
      #expect(here.since == there.since)
      #expect(here.basis == .ledger && there.basis == .list(LicenceFixtures.day("2026-11-22")))
    }
  }

  @Test("expiry is judged by the journal's day: a clock that was set back brings nothing into force again")
  func clock() async throws {
    let hall = try await SealedHall()
    let licence = try await hall.issue(LicenceFixtures.content(lasting: "2026-11-21"))
    hall.clock.advance(by: .hours(72))
    _ = try await hall.issue()
    hall.clock.jump(to: .fridayMorning)
    let found = try await hall.verify(licence.current.seal)
    #expect(found.status == .expired)
    #expect(found.checkedOn == LicenceFixtures.day("2026-11-23"))
    // A list is not older than itself either.
    let offline = OfflineVerifier(try await hall.list(), today: LicenceFixtures.day("2026-11-20"))
    #expect(try offline.verify(licence.current.seal).status == .expired)
  }

  @Test("one changed character anywhere is refused", arguments: suites)
  func everyCharacter(suite: Attestation.Suite) async throws {
    let hall = try await SealedHall(suite)
    let text = Array(try await hall.issue().current.seal.utf8)
    let offline = OfflineVerifier(try await hall.list(), today: LicenceFixtures.day("2026-11-20"))
    #expect(try offline.verify(String(decoding: text, as: UTF8.self)).status == .valid)
    for place in text.indices {
      for other in Array("0AZ :x".utf8) where other != text[place] {
        var altered = text
        altered[place] = other
        let found = try offline.verify(String(decoding: altered, as: UTF8.self))
        #expect(found.status == .invalid || found.status == .unknownKey, "\(place)")
        #expect(found.attestation == nil)
      }
      var shorter = text
      shorter.remove(at: place)
      #expect(try offline.verify(String(decoding: shorter, as: UTF8.self)).attestation == nil)
      var twice = text
      twice.insert(text[place], at: place)
      #expect(try offline.verify(String(decoding: twice, as: UTF8.self)).attestation == nil)
    }
    for count in text.indices {
      #expect(try offline.verify(String(decoding: text.prefix(count), as: UTF8.self)).attestation == nil)
    }
  }

  @Test(
    "10,000 random mutations: none is valid, none stops anything", arguments: suites, [20_261_121 as UInt64])
  func mutations(suite: Attestation.Suite, seed: UInt64) async throws {
    let hall = try await SealedHall(suite)
    let seals = [
      try await hall.issue().current.seal,
      try await hall.issue(LicenceFixtures.content(holder: LicenceFixtures.person, lasting: nil)).current
        .seal,
    ]
    let offline = OfflineVerifier(try await hall.list(), today: LicenceFixtures.day("2026-11-20"))
    var generator = SeededGenerator(seed: seed)
    var reached: Set<String> = []
    for _ in 0..<10_000 {
      let seal = seals[generator.below(2)]
      let altered = Self.mutated(seal, by: &generator)
      let found = try offline.verify(altered)
      if seals.contains(altered) {
        #expect(found.status == .valid)
      } else {
        #expect(found.status == .invalid || found.status == .unknownKey, "seed \(seed): \(altered)")
        #expect(found.attestation == nil, "seed \(seed): \(altered)")
        reached.insert(found.reason?.code ?? found.status.rawValue)
      }
    }
    // Each way out was taken: the mutations are of many kinds.
    #expect(
      reached.isSuperset(of: ["prefix", "alphabet", "encoding", "truncated", "signature", "unknown-key"]))
  }

  /// Alters the text, or the bytes below it, once to three times.
  private static func mutated(_ seal: String, by generator: inout SeededGenerator) -> String {
    var bytes = Array(seal.utf8)
    let isBelow = generator.oneIn(2)
    if isBelow { bytes = (try? Base45.decode(String(seal.dropFirst(4)))) ?? [] }
    for _ in 0...generator.below(3) {
      let place = generator.below(bytes.count)
      switch generator.below(6) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(UInt8(generator.below(128)), at: place)
      case 2: bytes.swapAt(place, generator.below(bytes.count))
      case 3: bytes = Array(bytes.prefix(max(place, 1)))
      case 4: bytes[place] ^= 1 << UInt8(generator.below(7))
      default:
        bytes[place] =
          isBelow ? UInt8(generator.below(256)) : Array("0AZ $%*+-./:az".utf8)[generator.below(14)]
      }
    }
    return isBelow ? "YZ1:" + Base45.encode(bytes) : String(decoding: bytes, as: UTF8.self)
  }

  @Test("another hall's key, a stranger's key and another document's signature prove nothing")
  func strangers() async throws {
    let east = try await SealedHall()
    let west = try await SealedHall(hall: LicenceFixtures.otherHall)
    let seal = try await east.issue().current.seal
    let theirs = try await west.issue().current.seal
    #expect(try await west.verify(seal).status == .unknownKey)
    let offline = OfflineVerifier(try await west.list(), today: LicenceFixtures.day("2026-11-20"))
    #expect(try offline.verify(seal).status == .unknownKey)
    #expect(try offline.verify(theirs).status == .valid)
    // West's key signs in the name of east.
    let key = try SigningKey(pem: try String(contentsOfFile: west.keyFile, encoding: .utf8))
    let document = try SignedAttestation(seal)
    let foreign = try Self.resigned(document.attestation, by: key)
    #expect(try await east.verify(foreign.text).status == .unknownKey)
    let lists = VerificationKeyList(
      date: LicenceFixtures.day("2026-11-20"), source: "测试县",
      halls: [
        try await east.ledger.verificationKeys(of: east.hall),
        try await west.ledger.verificationKeys(of: west.hall),
      ])
    let all = OfflineVerifier(lists, today: LicenceFixtures.day("2026-11-20"))
    #expect(try all.verify(foreign.text).status == .unknownKey)
    // East's key id, signed by another.
    let named = try SignedAttestation(
      document.attestation, signature: SigningKey.make(.ed25519).signFixed(document.attestation.message))
    #expect(try all.verify(named.text).reason == .signature)
    let other = try SignedAttestation(try await east.issue().current.seal)
    let moved = try SignedAttestation(document.attestation, signature: other.signature)
    #expect(try await east.verify(moved.text).reason == .signature)
  }

  @Test("whoever has a copy of the key can date back, but the hall's ledger knows what it issued")
  func stolen() async throws {
    let hall = try await SealedHall(.sm2)
    let seal = try await hall.issue().current.seal
    hall.clock.advance(by: .hours(240))
    let key = try SigningKey(pem: try String(contentsOfFile: hall.keyFile, encoding: .utf8))
    let genuine = try SignedAttestation(seal).attestation
    let forged = try Attestation(
      suite: .sm2, key: genuine.key, division: genuine.division, shortCode: genuine.shortCode,
      number: .named("DJ012026112042000996"), version: 1, kind: genuine.kind, issuedOn: genuine.issuedOn,
      expiresOn: nil, signedOn: genuine.signedOn, holder: "假*", digest: genuine.digest)
    for attestation in [forged, genuine] {
      // SM2 signs differently each time, so that even the same document signed again is another.
      let text = try Self.resigned(attestation, by: key).text
      let found = try await hall.verify(text)
      #expect(found.status == .invalid && found.reason == .unregistered && found.attestation == nil)
    }
    // A list alone cannot tell; that is why a key's loss is told by a day.
    let offline = OfflineVerifier(try await hall.list(), today: LicenceFixtures.day("2026-11-30"))
    #expect(try offline.verify(try Self.resigned(forged, by: key).text).status == .valid)
    #expect(try await hall.verify(seal).status == .valid)
  }

  private static func resigned(
    _ attestation: Attestation, by key: SigningKey
  ) throws -> SignedAttestation {
    let named = try Attestation(
      suite: attestation.suite, key: Hex.decode(key.publicKey.id) ?? [], division: attestation.division,
      shortCode: attestation.shortCode, number: attestation.number, version: attestation.version,
      kind: attestation.kind, issuedOn: attestation.issuedOn, expiresOn: attestation.expiresOn,
      signedOn: attestation.signedOn, holder: attestation.holder, digest: attestation.digest)
    return try SignedAttestation(named, signature: key.signFixed(named.message))
  }
}
