import Foundation
import HallTesting
import Seal
import ServiceHall
import Testing

@testable import HallLedger

@Suite("What a machine knows of documents")
struct VerificationDeskTests {
  /// A machine with one hall.
  private struct Machine {
    let folder: TemporaryFolder
    let clock: FixedClock
    let county: Ledger<County>
    let shelf: HallShelf
    let hall: Hall

    init(_ hall: Hall, name: String, clock: FixedClock = FixedClock()) async throws {
      folder = try TemporaryFolder()
      self.clock = clock
      self.hall = hall
      county = try await Ledger.create(
        County(name: name), folder: folder.path + "/county", surroundings: .testing(clock))
      shelf = HallShelf(
        folder: folder.path + "/halls", county: county.facts.county, surroundings: .testing(clock))
      try await shelf.create(hall.id)
      try await county.addHall(hall, by: .system)
    }

    var desk: VerificationDesk { VerificationDesk(county: county, shelf: shelf) }

    func issue() async throws -> LicenceVersion {
      try await shelf.with(hall.id) { ledger in
        let bytes = try await ledger.issueLicence(
          LicenceFixtures.content(), of: hall, by: .system, key: nil
        ) { Array($0.current.number.rawValue.utf8) }
        let number = LicenceNumber.named(String(decoding: bytes, as: UTF8.self))
        return try await ledger.licence(number, now: clock.now).current
      }
    }

    func revoke(_ licence: LicenceVersion) async throws {
      _ = try await shelf.with(hall.id) { ledger in
        try await ledger.revokeLicence(
          licence.number, reason: "停业", after: licence.version, by: .system)
      }
    }

    /// What one that opens the files beside it says.
    func stored(_ text: String) throws -> Verification {
      let halls = folder.path + "/halls"
      return try StoredVerifier(
        county: folder.path + "/county", folder: { halls + "/" + $0.rawValue }, now: clock.now
      ).verify(text)
    }

    func findings() throws -> [VerifyFinding] {
      try LedgerVerifier(folder: folder.path + "/county", surroundings: .testing(clock))
        .verifyReplay(ofHall: false).findings
    }
  }

  @Test("its own halls' ledgers answer, and the files beside a running server say the same")
  func own() async throws {
    let machine = try await Machine(LicenceFixtures.hall, name: "东县")
    let licence = try await machine.issue()
    let found = try await machine.desk.verify(licence.seal, now: machine.clock.now)
    #expect(found.verification.status == .valid)
    #expect(found.verification.basis == .ledger)
    #expect(found.hallName == machine.hall.name)
    #expect(try machine.stored(licence.seal) == found.verification)
    try await machine.revoke(licence)
    #expect(
      try await machine.desk.verify(licence.seal, now: machine.clock.now).verification.status == .revoked)
    #expect(try machine.stored(licence.seal).status == .revoked)
    #expect(try machine.stored("YZ1:x").reason == .unreadable(.alphabet))
    #expect(
      try await machine.desk.verify("x", now: machine.clock.now).verification.reason == .unreadable(.prefix))
  }

  @Test("a list from another machine lets this one verify its documents, and a later list takes its place")
  func lists() async throws {
    let east = try await Machine(LicenceFixtures.hall, name: "东县")
    let west = try await Machine(LicenceFixtures.otherHall, name: "西县", clock: east.clock)
    let kept = try await west.issue()
    let revoked = try await west.issue()
    func found(_ licence: LicenceVersion) async throws -> VerificationDesk.Finding {
      let found = try await east.desk.verify(licence.seal, now: east.clock.now)
      #expect(try east.stored(licence.seal) == found.verification)
      return found
    }
    #expect(try await found(kept).verification.status == .unknownKey)
    let early = try await west.desk.keyList(now: west.clock.now)
    #expect(try VerificationKeyList(json: early.json()) == early)
    try await east.county.takeVerificationKeys(early, by: .system)
    #expect(try await found(kept).verification.status == .valid)
    #expect(try await found(kept).hallName == "西街便民服务中心")
    #expect(try await found(kept).verification.basis == .list(LicenceFixtures.day("2026-11-20")))
    #expect(try await found(revoked).verification.status == .valid)
    east.clock.advance(by: .hours(24))
    try await west.revoke(revoked)
    let late = try await west.desk.keyList(now: west.clock.now)
    try await east.county.takeVerificationKeys(late, by: .system)
    #expect(try await found(revoked).verification.status == .revoked)
    #expect(try await found(kept).verification.status == .valid)
    await #expect(throws: LicenceRefusal.olderList) {
      try await east.county.takeVerificationKeys(early, by: .system)
    }
    let known = try await east.county.knownHalls()
    #expect(known.map(\.source) == ["西县"])
    #expect(known.first?.keys == late.halls.first?.keys.map(\.id))
    #expect(try east.findings() == [])
  }

  @Test("no list can say anything about a hall of this machine")
  func usurping() async throws {
    let east = try await Machine(LicenceFixtures.hall, name: "东县")
    let licence = try await east.issue()
    let usurper = SigningKey.make(.ed25519)
    let list = VerificationKeyList(
      date: LicenceFixtures.day("2027-01-01"), source: "冒名",
      halls: [
        VerificationKeyList.HallKeys(
          division: east.hall.division, shortCode: east.hall.shortCode, name: "冒名大厅",
          keys: [
            VerificationKeyList.Key(
              id: .named(usurper.publicKey.id), suite: "ed25519",
              publicKey: Base64.encode(usurper.publicKey.bytes, padded: true),
              validFrom: LicenceFixtures.day("2026-01-01"), retiredOn: nil, revokedFrom: nil)
          ],
          documents: [
            VerificationKeyList.Document(
              number: licence.number, state: .revoked, version: nil, on: LicenceFixtures.day("2026-12-01"))
          ])
      ])
    let position = east.county.position
    #expect(try await east.county.takeVerificationKeys(list, by: .system).isEmpty)
    #expect(east.county.position == position)
    #expect(try await east.desk.verify(licence.seal, now: east.clock.now).verification.status == .valid)
  }

  @Test("a list is of one spelling and names each thing once; a key that is none is refused with it")
  func files() async throws {
    let machine = try await Machine(LicenceFixtures.hall, name: "东县")
    #expect(try await machine.desk.keyList(now: machine.clock.now).halls.isEmpty)
    let first = try await machine.issue()
    try await machine.revoke(first)
    let text = String(
      decoding: try await machine.desk.keyList(now: machine.clock.now).json(), as: UTF8.self)
    #expect(text.hasPrefix(#"{"date":"2026-11-20","format":"yizhan-verification-keys-1","halls":[{"#))
    #expect(
      text.contains(#""documents":[{"number":"\#(first.number)","on":"2026-11-20","state":"revoked"}]"#))
    #expect(!text.contains("演示第一有限公司"))
    let key = try #require(text.firstMatch(of: #/"publicKey":"([^"]+)"/#)).output.1
    let id = try #require(text.firstMatch(of: #/"id":"([^"]+)"/#)).output.1
    let faults = [
      text.replacing("keys-1", with: "keys-2"), text.replacing(key, with: "AAAA"),
      text.replacing(id, with: "0123456789abcdef"), text.replacing("ed25519", with: "rsa"),
      text.replacing("2026-11-20", with: "2026-02-30"), String(text.dropLast()), "[]", "",
      text.replacing(
        #"{"number""#,
        with:
          #"{"number":"A","on":"2026-11-20","state":"revoked"},{"number":"A","on":"2026-11-20","state":"revoked"},{"number""#
      ),
    ]
    for fault in faults {
      #expect(throws: LicenceRefusal.notAList, "\(fault)") {
        try VerificationKeyList(json: Array(fault.utf8))
      }
    }
    #expect(throws: Never.self) { try VerificationKeyList(json: Array(text.utf8)) }
  }
}
