import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Calls about claims")
struct ClaimCallTests {
  private func isSilent(_ test: TestSite, _ answer: Answer) -> Bool {
    let person = test.east.person
    return ![person.name, person.idNumber, person.phone].contains { answer.everything.contains($0) }
  }

  @Test("a claim is made, presented and collected; who comes second learns when and where alone")
  func journey() async throws {
    let test = try await TestSite()
    let issued = try await test.claim("试〔2026〕1号")
    let code = try #require(issued.string("code"))
    let presented = try await test.present(code: code)
    #expect(presented.status == 200)
    #expect(presented.object["needs"] as? [String] == ["identity"])
    #expect(presented.object["clockSuspect"] as? Bool == false)
    let holder = try #require(presented.object["holderMasked"] as? [String: Any])
    #expect(holder["name"] as? String == Masking.name(test.east.person.name))
    #expect(isSilent(test, issued) && isSilent(test, presented))
    let name = try #require(presented.string("claim"))
    let collected = try await test.collect(name)
    #expect(collected.status == 200, "\(collected.text)")
    let receipt = try #require((collected.object["receipt"] as? [String: Any])?["number"] as? String)
    #expect(collected.string("window") == "1")
    for second in [try await test.present(code: code), try await test.collect(name, window: "2")] {
      #expect(second.status == 409 && second.code == "already-collected")
      #expect(second.string("detail") == "2026-11-20 09:00，1号窗口")
      #expect(
        Set(second.object.keys) == ["type", "title", "status", "code", "detail", "collected"])
      let when = try #require(second.object["collected"] as? [String: Any])
      #expect(when["at"] as? String == collected.string("collectedAt"))
      #expect(when["window"] as? String == "1")
      #expect(when.count == 2)
    }
    let read = try await test.get("/receipts/\(receipt)")
    #expect(read.status == 200 && read.string("state") == "delivered")
    #expect(isSilent(test, read))
  }

  @Test("the same key gives the same code and the same receipt, and another body is refused")
  func repeated() async throws {
    let test = try await TestSite()
    let document = try await test.register(test.entry("试〔2026〕2号"))
    let body = #"{"documents":["\#(document)"]}"#
    let first = try await test.post("/claims", body, key: "one")
    #expect(try await test.post("/claims", body, key: "one").bytes == first.bytes)
    #expect(try await test.post("/claims", body).code == "already-claimed")
    let other = try await test.register(test.entry("试〔2026〕3号"))
    let reused = try await test.post("/claims", #"{"documents":["\#(other)"]}"#, key: "one")
    #expect(reused.status == 422 && reused.code == "idempotency-key-reused")
    let name = try #require(first.string("claim"))
    let collected = try await test.collect(name, key: "two")
    #expect(try await test.collect(name, key: "two").bytes == collected.bytes)
    let without = try await test.ask(
      .post(TestSite.hallPath + "/claims", body), as: .clerk)
    #expect(without.status == 428)
  }

  @Test("codes of other places, altered ones and ones that are over have their status and sentence")
  func refusals() async throws {
    let test = try await TestSite()
    let issued = try await test.claim("试〔2026〕4号")
    let code = try #require(issued.string("code"))
    let west = try #require(test.county.facts.halls[Asker.west])
    let secret = String(repeating: "7", count: 26)
    let theirs = try #require(
      ClaimCode(division: west.division, hall: west.shortCode, secret: secret)?.rawValue)
    let elsewhere = try await test.present(code: theirs)
    #expect(elsewhere.status == 421 && elsewhere.code == "other-hall")
    #expect(elsewhere.string("detail")?.contains(west.name) == true)
    let foreign = try #require(
      ClaimCode(division: .named("129999100000"), hall: west.shortCode, secret: secret)?.rawValue)
    #expect(try await test.present(code: foreign).code == "other-county")
    let hall = try #require(test.county.facts.halls[Asker.east])
    let nobodys = try #require(
      ClaimCode(division: hall.division, hall: hall.shortCode, secret: secret)?.rawValue)
    let unknown = try await test.present(code: nobodys)
    #expect(unknown.status == 404 && unknown.code == "unknown")
    #expect(try await test.present(code: String(code.dropLast())).status == 422)
    #expect(try await test.present(code: code.lowercased()).status == 200)
    let number = String(try #require(issued.string("claim")).prefix { $0 != "-" })
    #expect(try await test.post("/claims/\(number)/revoke", "{}").status == 422)
    #expect(try await test.post("/claims/\(number)/revoke", #"{"reason":"写错"}"#).status == 200)
    let revoked = try await test.present(code: code)
    #expect(revoked.status == 410 && revoked.code == "revoked")
    let late = try await test.claim("试〔2026〕5号")
    test.clock.advance(by: .hours(24 * 31))
    try await test.signInAgain(.clerk)
    let expired = try await test.present(code: try #require(late.string("code")))
    #expect(expired.status == 410 && expired.code == "expired")
    #expect(expired.string("detail")?.contains("2026-12-20") == true)
  }

  @Test("five wrong PINs lock the PIN and not the code; a clerk with a reason unlocks it")
  func locked() async throws {
    let test = try await TestSite()
    let number = "试〔2026〕6号"
    let issued = try await test.claim(number)
    let pin = try #require(issued.string("pin"))
    let wrong = pin == "111111" ? "222222" : "111111"
    for _ in 0..<5 {
      let answer = try await test.present(number: number, pin: wrong)
      #expect(answer.status == 404 && answer.code == "unknown")
    }
    let locked = try await test.present(number: number, pin: pin)
    #expect(locked.status == 423 && locked.code == "locked")
    #expect(try await test.present(code: try #require(issued.string("code"))).status == 200)
    let claim = try #require(issued.string("claim"))
    #expect(try await test.post("/claims/\(claim)/unlock", #"{"reason":" "}"#).status == 422)
    let unlocked = try await test.post("/claims/\(claim)/unlock", #"{"reason":"本人到场"}"#)
    #expect(unlocked.status == 200)
    #expect(try await test.present(number: number, pin: pin).status == 200)
    #expect(try await test.post("/claims/\(claim)/unlock", #"{"reason":"再来"}"#).code == "not-locked")
  }

  @Test("who guesses too often waits, each source for itself; who is right never does")
  func limits() async throws {
    let test = try await TestSite()
    let issued = try await test.claim("试〔2026〕7号")
    let code = try #require(issued.string("code"))
    for _ in 0..<30 { #expect(try await test.present(code: code, as: .kiosk).status == 200) }
    for index in 0..<10 {
      // A number each, so that none of them is tried too often.
      let answer = try await test.present(number: "无此\(index)号", pin: "123456", as: .kiosk)
      #expect(answer.status == 404)
    }
    let stopped = try await test.present(number: "无此11号", pin: "123456", as: .kiosk)
    #expect(stopped.status == 429)
    #expect(stopped.headers["retry-after"] != nil)
    #expect(try await test.present(code: code, as: .kiosk).status == 429)
    #expect(try await test.present(code: code).status == 200)
    test.clock.advance(by: .minutes(6))
    #expect(try await test.present(code: code, as: .kiosk).status == 200)
  }

  @Test("a number is not tried for ever from one source after another")
  func limitOfNumber() async throws {
    let test = try await TestSite()
    let askers: [Asker] = [.clerk, .otherClerk, .admin, .kiosk]
    var statuses: [Int] = []
    for index in 0..<12 {
      let asker = askers[index % askers.count]
      statuses.append(try await test.present(number: "无此号", pin: "123456", as: asker).status)
    }
    #expect(statuses == Array(repeating: 404, count: 10) + [429, 429])
  }

  @Test("a kiosk presents, sees no shelf, and collects nothing; without the code nobody collects")
  func kiosk() async throws {
    let test = try await TestSite()
    let issued = try await test.claim("试〔2026〕8号")
    let presented = try await test.present(code: try #require(issued.string("code")), as: .kiosk)
    #expect(presented.status == 200)
    #expect(!presented.text.contains("甲架三层"))
    let name = try #require(presented.string("claim"))
    #expect(try await test.post("/claims/\(name)/collect", "{}", as: .kiosk).status == 403)
    #expect(try await test.post("/claims/\(name)/collect", "{}", as: .admin).status == 403)
    let number = String(name.prefix { $0 != "-" })
    #expect(try await test.collect(number).code == "not-presented")
    #expect(try await test.collect(number + "-0000000000000").code == "not-presented")
  }

  @Test("the wrong person, a proxy without a letter and a wrong window are refused; a letter suffices")
  func identities() async throws {
    let test = try await TestSite()
    let claim = try #require(try await test.claim("试〔2026〕9号").string("claim"))
    let person = test.east.person
    let other = #"{"name":"\#(test.west.person.name)","idNumber":"\#(test.west.person.idNumber)"}"#
    func collect(_ more: String) async throws -> Answer {
      try await test.post("/claims/\(claim)/collect", #"{"collector":\#(other),\#(more)}"#)
    }
    #expect(try await collect(#""relation":"self""#).code == "identity-mismatch")
    #expect(try await collect(#""relation":"agent""#).code == "relation-unfit")
    #expect(try await collect(#""relation":"proxy""#).code == "identity-mismatch")
    let shown = #""relation":"proxy","proxy":{"holderNumber":"\#(person.idNumber)""#
    let bare = try await collect(shown + "}")
    #expect(bare.status == 422 && bare.code == "authorisation-missing")
    let missing = String(repeating: "a", count: 64)
    #expect(
      try await collect(shown + #","authorisationBlob":"\#(missing)"}"#).faults
        == ["authorisation unknown"])
    #expect(
      try await collect(shown + #"},"window":"Z9""#).faults == ["window unknown"])
    let letter = try await test.ask(
      Ask(
        method: .post, target: TestSite.hallPath + "/blobs", raw: Array("%PDF-1.7 letter".utf8),
        headers: [("Content-Type", "application/pdf")]), as: .clerk)
    let digest = try #require(letter.string("blob"))
    let done = try await collect(shown + #","authorisationBlob":"\#(digest)"}"#)
    #expect(done.status == 200, "\(done.text)")
    let trace = try await test.get(
      "/documents/\(try #require((done.object["documents"] as? [String])?.first))/trace")
    #expect(isSilent(test, trace))
    #expect(!trace.text.contains(test.west.person.idNumber))
  }

  @Test("all ready documents of a case are claimed at once; one issued again replaces the former")
  func cases() async throws {
    let test = try await TestSite()
    for number in ["试〔2026〕10号", "试〔2026〕11号", "试〔2026〕12号"] {
      var entry = test.entry(number)
      entry.caseNumber = "case-2026-1"
      if number.contains("12") { entry.ready = false }
      _ = try await test.register(entry)
    }
    let issued = try await test.post("/cases/CASE-2026-1/claim")
    #expect(issued.status == 201, "\(issued.text)")
    #expect((issued.object["documents"] as? [Any])?.count == 2)
    #expect(try await test.post("/cases/CASE-2026-2/claim").status == 404)
    let claim = try #require(issued.string("claim"))
    let again = try await test.post("/claims/\(claim)/reissue", #"{"reason":"取件单丢失"}"#, key: "r")
    #expect(again.status == 200)
    #expect(
      try await test.post("/claims/\(claim)/reissue", #"{"reason":"取件单丢失"}"#, key: "r").bytes
        == again.bytes)
    #expect(try await test.present(code: try #require(issued.string("code"))).code == "revoked")
    #expect(try await test.present(code: try #require(again.string("code"))).status == 200)
  }

  @Test("the item that is kept shortest says how long a code is good")
  func validDays() async throws {
    let test = try await TestSite()
    try await test.county.saveDepartment(CatalogueFixtures.department, by: .system)
    for (number, days) in [(1, 90), (2, 10)] {
      var entry = CatalogueFixtures.entry(number, name: "示例事项\(number)")
      entry.item.claimDays = days
      try await test.county.saveItem(entry, after: nil, by: .system)
    }
    var documents: [String] = []
    for (index, item) in ["TEST-1", "TEST-2", nil].enumerated() {
      var entry = test.entry("试〔2026〕2\(index)号")
      entry.item = item
      documents.append(try await test.register(entry))
    }
    func expiry(_ documents: [String]) async throws -> String? {
      let body = try CanonicalJSON.text(["documents": documents])
      let answer = try await test.post("/claims", body)
      let claim = try #require(answer.string("claim"), "\(answer.text)")
      _ = try await test.post("/claims/\(claim)/revoke", #"{"reason":"测试"}"#)
      return answer.string("expiresAt")
    }
    #expect(try await expiry([documents[0]]) == "2027-02-19T00:00:00+08:00")
    #expect(try await expiry(documents) == "2026-12-01T00:00:00+08:00")
    #expect(try await expiry([documents[2]]) == "2026-12-21T00:00:00+08:00")
  }

  @Test("what waits too long is a task until somebody has told the holder")
  func tasks() async throws {
    let test = try await TestSite()
    let issued = try await test.claim("试〔2026〕13号")
    #expect(try await test.get("/claims/tasks").text == #"{"items":[]}"#)
    test.clock.advance(by: .hours(24 * 8))
    try await test.signInAgain(.clerk)
    let tasks = try await test.get("/claims/tasks")
    #expect(tasks.text.contains(#""kind":"remind""#))
    #expect(isSilent(test, tasks))
    let claim = try #require(issued.string("claim"))
    #expect(try await test.post("/claims/\(claim)/remind", #"{"reason":"电话告知"}"#).status == 200)
    #expect(try await test.get("/claims/tasks").text == #"{"items":[]}"#)
  }

  @Test("settings are changed by whoever saw the present ones")
  func settings() async throws {
    let test = try await TestSite()
    let path = TestSite.hallPath + "/claims/settings"
    let read = try await test.get("/claims/settings")
    let tag = try #require(read.headers["etag"])
    func put(_ json: String, _ asker: Asker = .admin, tag: String? = nil) async throws -> Answer {
      try await test.ask(
        Ask(method: .put, target: path, json: json, headers: tag.map { [("If-Match", $0)] } ?? []),
        as: asker)
    }
    let wanted = #"{"validDays":60,"reminderDays":5,"lockerHours":48}"#
    #expect(try await put(wanted, .clerk).status == 403)
    #expect(try await put(wanted, tag: tag).text == wanted)
    #expect(try await put(#"{"validDays":1,"reminderDays":5,"lockerHours":48}"#, tag: tag).status == 412)
    #expect(
      try await put(#"{"validDays":367,"reminderDays":5,"lockerHours":48}"#).faults
        == ["validDays out-of-range"])
    #expect(try await test.get("/claims/settings").text == wanted)
  }
}
