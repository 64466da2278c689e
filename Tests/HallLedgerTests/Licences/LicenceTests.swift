import Foundation
import HallTesting
import Seal
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Licences in a hall's ledger")
struct LicenceTests {
  @Test("a licence gets a number of the day, an identifier with its check character, and its seal")
  func issuing() async throws {
    let hall = try await SealedHall()
    let licence = try await hall.issue()
    let current = licence.current
    #expect(current.number.rawValue.wholeMatch(of: #/DJ0120261120\d\d00001\d/#) != nil)
    #expect(try LicenceID(current.id).rawValue == current.id)
    #expect(
      current.id.hasPrefix("1.2.156.3005.2.11119999000000019Y001.11119999000000019Y.\(current.number).001."))
    #expect(licence.state == .valid)
    #expect(licence.versions.map(\.act) == [.issued])
    #expect(try await hall.kinds().suffix(3) == ["seal.keyMade", "licence.issued", "document.registered"])
    let sealed = try SignedAttestation(current.seal).attestation
    #expect(sealed.number == current.number)
    #expect(sealed.holder == "演******司")
    #expect(sealed.signedOn == LicenceFixtures.day("2026-11-20"))
    #expect(
      sealed.digest
        == Digest.sha256.hash(
          LicenceVersion.document(
            number: current.number, version: 1, id: current.id, content: current.content,
            salt: current.salt)))
    let second = try await hall.issue()
    #expect(second.current.number.rawValue.dropFirst(14).hasPrefix("00002"))
    #expect(second.current.salt != current.salt)
    #expect(current.seal.utf8.count <= 304)
    #expect(try hall.isSound())
  }

  @Test("(C14) no number is given out again after a restore")
  func numbers() async throws {
    let hall = try await SealedHall()
    let before = try await hall.issue().current.number
    try await hall.ledger.continueUnderNewEpoch()
    let after = try await hall.issue().current.number
    #expect(before != after)
    #expect(before.rawValue.dropLast(1).hasSuffix("00001") && after.rawValue.dropLast(1).hasSuffix("00001"))
    #expect(try hall.isSound())
  }

  @Test("a change makes a new version and ends the old one; what the caller has seen decides")
  func changing() async throws {
    let hall = try await SealedHall()
    let first = try await hall.issue()
    hall.clock.advance(by: .hours(48))
    let second = try await hall.change(first)
    #expect(second.current.version == 2)
    #expect(second.current.number == first.current.number)
    #expect(second.current.id != first.current.id && second.current.id.contains(".002."))
    #expect(second.versions.map(\.licence.version) == [2, 1])
    #expect(second.versions[1].supersededOn == LicenceFixtures.day("2026-11-22"))
    #expect(second.versions[0].reason == "范围变了")
    await #expect(throws: RequestRefusal.staleVersion) { try await hall.change(first) }
    let third = try await hall.change(
      second, by: LicenceChange(kindName: "演示经营备案证", holder: LicenceFixtures.person, lasting: .endless))
    #expect(third.current.content.kind.code == LicenceFixtures.kind.code)
    #expect(third.current.content.kind.name == "演示经营备案证")
    #expect(third.current.content.holder == LicenceFixtures.person)
    #expect(third.current.content.expiresOn == nil)
    #expect(third.current.content.facts == second.current.content.facts)
    await #expect(throws: InputRefusal("expiresOn", .outOfRange)) {
      try await hall.change(third, by: LicenceChange(lasting: .through(LicenceFixtures.day("2026-11-21"))))
    }
    #expect(try hall.isSound())
  }

  @Test("a renewal lasts longer, also of one that is over, and not of one without an end")
  func renewing() async throws {
    let hall = try await SealedHall()
    let first = try await hall.issue(LicenceFixtures.content(lasting: "2026-11-21"))
    await #expect(throws: InputRefusal("expiresOn", .outOfRange)) {
      try await hall.renew(first, through: "2026-11-21")
    }
    hall.clock.advance(by: .hours(72))
    let over = try await hall.ledger.licence(first.current.number, now: hall.clock.now)
    #expect(over.state == .expired)
    let renewed = try await hall.renew(over, through: "2029-11-21")
    #expect(renewed.state == .valid)
    #expect(renewed.versions.map(\.act) == [.renewed, .issued])
    #expect(renewed.current.content.facts == first.current.content.facts)
    let endless = try await hall.issue(LicenceFixtures.content(lasting: nil))
    await #expect(throws: LicenceRefusal.endless) { try await hall.renew(endless, through: "2030-01-01") }
    #expect(try hall.isSound())
  }

  @Test("a revoked licence stays as it is")
  func revoking() async throws {
    let hall = try await SealedHall()
    let licence = try await hall.issue()
    await #expect(throws: InputRefusal("reason", .required)) {
      try await hall.ledger.revokeLicence(
        licence.current.number, reason: " ", after: 1, by: TestHall.person)
    }
    let revoked = try await hall.revoke(licence)
    #expect(revoked.state == .revoked)
    #expect(revoked.revocation?.reason == "停业")
    #expect(revoked.revocation?.on == LicenceFixtures.day("2026-11-20"))
    await #expect(throws: LicenceRefusal.revoked) { try await hall.revoke(licence) }
    await #expect(throws: LicenceRefusal.revoked) { try await hall.change(licence) }
    await #expect(throws: LicenceRefusal.revoked) { try await hall.renew(licence, through: "2030-01-01") }
    await #expect(throws: LicenceRefusal.unknownLicence) {
      try await hall.ledger.licence(.named("NOBODYS"), now: hall.clock.now)
    }
    #expect(try hall.isSound())
  }

  @Test("what is wrong is refused whole: no number, no key, no event")
  func refused() async throws {
    let hall = try await SealedHall()
    let before = try await hall.kinds()
    await #expect(throws: InputRefusal.self) {
      try await hall.issue(LicenceFixtures.content(issuedOn: "2026-11-21"))
    }
    #expect(try await hall.kinds() == before)
    #expect(!FileManager.default.fileExists(atPath: hall.keyFile))
    #expect(try await hall.issue().current.number.rawValue.dropLast(1).hasSuffix("00001"))
  }

  @Test("(5) the same request twice is one licence, after a restart as well")
  func twice() async throws {
    let hall = try await SealedHall()
    let key = IdempotencyKey(key: "k", request: [1])
    let first = try await hall.issue(key: key)
    #expect(try await hall.issue(key: key).current == first.current)
    let again = try await hall.test.reopened()
    let bytes = try await again.ledger.issueLicence(
      LicenceFixtures.content(), of: hall.hall, by: TestHall.person, key: key
    ) { _ in [] }
    #expect(String(decoding: bytes, as: UTF8.self) == first.current.number.rawValue)
    let list = try await again.ledger.licences(LicenceQuery(), now: hall.clock.now)
    #expect(list.rows.count == 1)
  }

  @Test("lists are found by kind, holder and number, and by state")
  func lists() async throws {
    let hall = try await SealedHall()
    let body = try await hall.issue()
    let person = try await hall.issue(
      LicenceFixtures.content(holder: LicenceFixtures.person, lasting: "2026-11-20"))
    try await hall.revoke(try await hall.issue())
    hall.clock.advance(by: .hours(24))
    func found(_ words: String = "", _ state: LicenceState? = nil) async throws -> [LicenceNumber] {
      try await hall.ledger.licences(LicenceQuery(words: words, state: state), now: hall.clock.now)
        .rows.map(\.number)
    }
    #expect(try await found().count == 3)
    #expect(try await found("", .valid) == [body.current.number])
    #expect(try await found("", .expired) == [person.current.number])
    #expect(try await found("", .revoked).count == 1)
    #expect(try await found("张三丰") == [person.current.number])
    #expect(try await found("11999920000229004x") == [person.current.number])
    #expect(try await found(body.current.number.rawValue.lowercased()) == [body.current.number])
    #expect(try await found("经营许可", .valid) == [body.current.number])
    #expect(try await found("%").isEmpty)
    let part = try await hall.ledger.licences(LicenceQuery(limit: 2), now: hall.clock.now)
    #expect(part.hasMore && part.rows.count == 2)
    let rest = try await hall.ledger.licences(
      LicenceQuery(limit: 2, after: part.rows.last?.seq), now: hall.clock.now)
    #expect(!rest.hasMore && rest.rows.map(\.number) == [body.current.number])
  }

  @Test("who looks at a holder gives a reason, and the journal keeps it")
  func revealing() async throws {
    let hall = try await SealedHall()
    let licence = try await hall.issue(LicenceFixtures.content(holder: LicenceFixtures.person))
    let number = licence.current.number
    await #expect(throws: InputRefusal("reveal", .required)) {
      try await hall.ledger.revealLicence(number, reason: "", by: TestHall.person)
    }
    let whole = try await hall.ledger.revealLicence(number, reason: "核对本人", by: TestHall.person)
    #expect(whole.current.content.holder == LicenceFixtures.person)
    let last = try await hall.ledger.read { database in
      try database.first("SELECT kind || body FROM journal ORDER BY seq DESC LIMIT 1") { row -> String in
        row[0]
      }
    }
    #expect(last == #"licence.revealed{"reason":"核对本人"}"#)
    #expect(try hall.isSound())
  }
}
