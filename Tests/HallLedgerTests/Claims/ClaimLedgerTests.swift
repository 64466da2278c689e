import Foundation
import HallTesting
import Seal
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Claims in a hall's ledger")
struct ClaimLedgerTests {
  @Test("a document is claimed, presented and collected, with one receipt and its trace")
  func whole() async throws {
    let hall = try await TestHall()
    let document = try await hall.register()
    #expect(document.state == .ready)
    let issued = try await hall.claim(document)
    #expect(issued.claim.expiresOn == CivilDate("2026-12-20"))
    let presented = try await hall.present(issued.code)
    #expect(presented.name == issued.name)
    #expect(presented.documents.map(\.id) == [document.id])
    #expect(presented.holder.name == "测*甲")
    let delivery = try await hall.collect(presented.name)
    #expect(delivery.state == .delivered)
    #expect(delivery.number.rawValue.hasPrefix("CG01-20261120"))
    #expect(delivery.made.method == .window)
    #expect(try await hall.ledger.document(document.id).state == .collected)
    #expect(
      try await hall.ledger.trace(of: document.id).kinds
        == ["document.registered", "claim.made", "delivery.made"])
    #expect(try hall.findings() == [])
  }

  @Test("(1) the documents of a claim belong to one holder")
  func oneHolder() async throws {
    let hall = try await TestHall()
    let mine = try await hall.register("1号")
    let theirs = try await hall.register("2号", holder: try ClaimFixtures.other())
    await #expect(throws: ClaimRefusal.holdersDiffer) { try await hall.claim(mine, theirs) }
    let also = try await hall.register("3号", caseNumber: "another case")
    #expect(try await hall.claim(mine, also).documents.count == 2)
  }

  @Test("(2) a document is in one open claim; not in one that is expired, revoked or not ready")
  func oneClaim() async throws {
    let hall = try await TestHall()
    let document = try await hall.register()
    let first = try await hall.claim(document)
    await #expect(throws: ClaimRefusal.alreadyClaimed) { try await hall.claim(document) }
    try await hall.ledger.revokeClaim(first.claim.id, reason: "写错了", by: TestHall.person)
    let second = try await hall.claim(document)
    await #expect(throws: ClaimRefusal.revoked) { try await hall.present(first.code) }
    hall.clock.advance(by: .hours(24 * 31))
    await #expect(throws: ClaimRefusal.expired(on: second.claim.expiresOn)) {
      try await hall.present(second.code)
    }
    _ = try await hall.claim(document)
    let expected = try await hall.register("2号", isReady: false)
    await #expect(throws: ClaimRefusal.notReady) { try await hall.claim(expected) }
    try await hall.ledger.readyDocument(expected.id, by: TestHall.person)
    _ = try await hall.claim(expected)
    #expect(try hall.findings() == [])
  }

  @Test("(3) the second hand learns when and where, and nothing else")
  func once() async throws {
    let hall = try await TestHall()
    let issued = try await hall.claim(try await hall.register())
    let at = hall.clock.now
    try await hall.collect(issued.name)
    hall.clock.advance(by: .minutes(5))
    let refusal = ClaimRefusal.alreadyCollected(at: at, window: TestHall.window(1))
    await #expect(throws: refusal) { try await hall.present(issued.code) }
    await #expect(throws: refusal) { try await hall.collect(issued.name) }
    await #expect(throws: refusal) {
      try await hall.ledger.present(number: "城民证[2026]1号", pin: issued.pin, by: TestHall.person)
    }
  }

  @Test("(3) of many who collect at once, one does")
  func race() async throws {
    let hall = try await TestHall()
    let issued = try await hall.claim(try await hall.register())
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<64 {
        group.addTask { (try? await hall.collect(issued.name)) != nil }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(outcomes == 1)
    #expect(try await hall.ledger.deliveries(limit: 10).count == 1)
    #expect(try hall.findings() == [])
  }

  @Test("a repeated request gets the same receipt, after a crash too")
  func repeated() async throws {
    let hall = try await TestHall()
    let issued = try await hall.claim(try await hall.register())
    let key = IdempotencyKey(key: "once", request: [1])
    let first = try await hall.collect(issued.name, key: key)
    let again = try await hall.crashed().collect(issued.name, key: key)
    #expect(again.number == first.number)
  }

  @Test("a repeated request for a claim gets the same code, after a crash too")
  func sameCode() async throws {
    let hall = try await TestHall()
    let document = try await hall.register()
    let key = IdempotencyKey(key: "once", request: [1])
    let first = try await hall.claim(document, key: key)
    let again = try await hall.crashed().claim(document, key: key)
    #expect(again.code == first.code)
    #expect(again.pin == first.pin)
  }

  @Test("(4) neither the code nor the PIN is anywhere in the folder")
  func secrets() async throws {
    let hall = try await TestHall()
    let issued = try await hall.claim(
      try await hall.register(), key: IdempotencyKey(key: "once", request: [1]))
    let secret = String(issued.code.rawValue.dropFirst(12).dropLast())
    for file in try hall.folder.files() {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: hall.folder.path + "/" + file))
      #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(file)")
    }
    let bodies = try await hall.journal().map(\.body).joined()
    #expect(!bodies.contains("\"\(issued.pin.rawValue)\""))
    let mode = try FileManager.default.attributesOfItem(atPath: hall.folder.path + "/claims.key")
    #expect((mode[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  @Test("codes of a thousand claims differ everywhere, and their bits are even")
  func entropy() throws {
    let folder = try TemporaryFolder()
    let key = try ClaimKey.readOrMake(in: folder.path)
    var places = [[UInt8: Int]](repeating: [:], count: ClaimCode.secretLength)
    var codes: Set<String> = []
    var pins: Set<ClaimPIN> = []
    for number in 0..<2000 {
      let code = try #require(key.code("nonce-\(number)", of: TestHall.hallFacts))
      codes.insert(code.rawValue)
      pins.insert(key.pin("nonce-\(number)"))
      for (place, sign) in code.rawValue.dropFirst(12).dropLast().utf8.enumerated() {
        places[place][sign, default: 0] += 1
      }
    }
    #expect(codes.count == 2000)
    #expect(pins.count > 1990)
    // 62.5 each on average; five standard deviations are 39.
    for place in places {
      #expect(place.count == 32)
      #expect(place.values.allSatisfy { (23...102).contains($0) })
    }
  }

  @Test("nothing is handed over to whom did not show the code")
  func proof() async throws {
    let hall = try await TestHall()
    let issued = try await hall.claim(try await hall.register())
    let guess = Claim.Name(id: issued.claim.id, proof: String(repeating: "0", count: 13))
    await #expect(throws: ClaimRefusal.notPresented) { try await hall.collect(guess) }
    await #expect(throws: ClaimRefusal.notPresented) {
      try await hall.ledger.checkIdentity(
        guess, HandOver(relation: .holder, collector: try ClaimFixtures.person()))
    }
  }

  @Test("a code of another hall names it; of another county, does not")
  func elsewhere() async throws {
    let hall = try await TestHall()
    _ = try await hall.claim(try await hall.register())
    func code(_ division: String, _ short: String) throws -> ClaimCode {
      try #require(
        ClaimCode(
          division: .named(division), hall: .named(short), secret: "0123456789ABCDEFGHJKMNPQRS"))
    }
    await #expect(throws: ClaimRefusal.otherHall(.named("hexi"))) {
      try await hall.present(try code("119999200000", "HX01"))
    }
    await #expect(throws: ClaimRefusal.otherCounty) {
      try await hall.present(try code("229999100000", "CG01"))
    }
    await #expect(throws: ClaimRefusal.otherCounty) {
      try await hall.present(try code("119999100000", "ZZ99"))
    }
    await #expect(throws: ClaimRefusal.unknown) {
      try await hall.present(try code("119999100000", "CG01"))
    }
  }

  @Test("what is ticked is handed over; the rest waits for a claim of its own")
  func ticked() async throws {
    let hall = try await TestHall()
    let first = try await hall.register("1号")
    let second = try await hall.register("2号")
    let issued = try await hall.claim(first, second)
    let delivery = try await hall.collect(issued.name, documents: [first.id])
    #expect(delivery.made.documents == [first.id])
    #expect(try await hall.ledger.document(second.id).state == .ready)
    let rest = try await hall.claim(second)
    try await hall.collect(rest.name)
    let third = try await hall.claim(try await hall.register("3号"))
    await #expect(throws: ClaimRefusal.notReady) {
      try await hall.collect(third.name, documents: [first.id])
    }
    #expect(try hall.findings() == [])
  }

  @Test("an issued-again claim takes the place of the former")
  func reissued() async throws {
    let hall = try await TestHall()
    let former = try await hall.claim(try await hall.register())
    hall.clock.advance(by: .hours(24 * 40))
    let issued = try await hall.ledger.reissueClaim(
      former.claim.id, reason: "过期", of: TestHall.hallFacts, by: TestHall.person, key: nil)
    await #expect(throws: ClaimRefusal.revoked) { try await hall.present(former.code) }
    try await hall.collect(try await hall.present(issued.code).name)
    await #expect(throws: ClaimRefusal.self) {
      try await hall.ledger.reissueClaim(
        issued.claim.id, reason: "再来", of: TestHall.hallFacts, by: TestHall.person, key: nil)
    }
    #expect(try hall.findings() == [])
  }

  @Test("a document is registered once, and again after it was sent back")
  func duplicates() async throws {
    let hall = try await TestHall()
    let first = try await hall.register("城民证〔2026〕1号")
    await #expect(throws: ClaimRefusal.documentExists(first.id)) {
      try await hall.register("城民证[2026]1号")
    }
    try await hall.ledger.returnDocument(first.id, reason: "写错名字", by: TestHall.person)
    _ = try await hall.register("城民证〔2026〕1号")
    await #expect(throws: ClaimRefusal.documentState(.returned)) {
      try await hall.ledger.readyDocument(first.id, by: TestHall.person)
    }
  }

  @Test("(5) with a clock that fell back, expiry is judged by the journal's day, and it is said")
  func clock() async throws {
    let hall = try await TestHall()
    let issued = try await hall.claim(try await hall.register())
    hall.clock.advance(by: .hours(24 * 31))
    try await hall.register("2号")
    hall.clock.jump(to: .fridayMorning)
    try await hall.register("3号")
    await #expect(throws: ClaimRefusal.expired(on: issued.claim.expiresOn)) {
      try await hall.present(issued.code)
    }
    let other = try await hall.claim(try await hall.register("4号"))
    #expect(try await hall.present(other.code).isClockSuspect)
  }

  @Test("a document that is revoked while it is collected is one or the other")
  func revokedMeanwhile() async throws {
    let hall = try await TestHall()
    for round in 0..<20 {
      let document = try await hall.register("\(round)号")
      let issued = try await hall.claim(document)
      async let revoking: Void = hall.ledger.revokeDocument(
        document.id, reason: "错误", by: TestHall.person)
      async let collecting = try? hall.collect(issued.name)
      _ = try await revoking
      let delivery = await collecting
      #expect(try await hall.ledger.document(document.id).state == .revoked)
      if delivery == nil {
        await #expect(throws: ClaimRefusal.revoked) { try await hall.present(issued.code) }
      }
    }
    #expect(try hall.findings() == [])
  }
}
