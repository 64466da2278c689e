import HTTPServing
import HallTesting
import Pages
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Collecting at a kiosk")
struct CollectTests {
  /// Nothing of the person stands in an answer.
  private func isSilent(_ answer: Answer, _ issued: IssuedClaim) -> Bool {
    ![
      LockerStage.name, "欧阳", LockerStage.number, issued.code.rawValue, issued.pin.rawValue,
      issued.name.proof,
    ].contains { answer.everything.contains($0) }
  }

  private func stage() async throws -> LockerStage {
    try await LockerStage([.openFull, .openEmpty, .shutEmpty])
  }

  @Test("a code, a card, a cell: collected once, and no answer tells who it was")
  func whole() async throws {
    let stage = try await stage()
    let issued = try await stage.claim(["食品经营许可证", "户外广告批准书"])
    let shown = try await stage.show(issued.code.rawValue)
    #expect(shown.text.contains("食品经营许可证") && shown.text.contains("户外广告批准书"))
    #expect(shown.text.contains("欧*") && isSilent(shown, issued))
    let cell = try await stage.identify()
    #expect(cell.text.contains("3 号柜") || cell.text.contains("已领取"))
    #expect(isSilent(cell, issued))
    try await until { try await stage.outlook(issued).state != .underWay }
    #expect(stage.cells.opened == [3])
    let again = try await stage.show(issued.code.rawValue)
    #expect(again.text.contains("已领取") && again.text.contains("2026-11-20"))
    #expect(!again.text.contains("食品经营许可证") && isSilent(again, issued))
    #expect(try await stage.test.kinds().filter { $0 == "delivery.made" }.count == 1)
    #expect(try await stage.test.kinds().filter { $0 == "delivery.ended" }.count == 1)
  }

  @Test("what a scanner makes of a code is read; what is none is said so and can be tried again")
  func scans() async throws {
    let stage = try await stage()
    let issued = try await stage.claim()
    for text in [issued.code.rawValue.lowercased(), issued.code.rawValue + issued.code.rawValue] {
      #expect(try await stage.show(text).text.contains("食品经营许可证"))
      _ = try await stage.test.ask(.get("/h/east/kiosk?step=home"), as: .kiosk)
    }
    for text in [String(issued.code.rawValue.dropLast()), "2026"] {
      let answer = try await stage.show(text, pin: "123456")
      #expect(answer.text.contains("name=\"number\"") && isSilent(answer, issued))
    }
  }

  @Test("(1) the next person begins anew; (2) a visit that nobody touches is forgotten")
  func visits() async throws {
    let stage = try await stage()
    let issued = try await stage.claim()
    for leave in ["/h/east/kiosk?step=home", "/h/east/kiosk/collect?step=new"] {
      #expect(try await stage.show(issued.code.rawValue).text.contains("食品经营许可证"))
      _ = try await stage.test.ask(.get(leave), as: .kiosk)
      let next = try await stage.test.ask(.get("/h/east/kiosk/collect"), as: .kiosk)
      #expect(!next.text.contains("食品经营许可证") && next.text.contains("name=\"number\""))
      #expect(try await stage.identify().text.contains("name=\"number\""))
    }
    #expect(try await stage.show(issued.code.rawValue).text.contains("食品经营许可证"))
    stage.test.clock.advance(by: CollectSessions.idle)
    let later = try await stage.test.ask(.get("/h/east/kiosk/collect"), as: .kiosk)
    #expect(!later.text.contains("食品经营许可证"))
    #expect(stage.cells.opened == [])
  }

  @Test("(3) a door's news do not reach the next visit")
  func news() async throws {
    let stage = try await stage()
    let sessions = stage.test.site.collecting
    let kiosk = CollectSessions.Kiosk(hall: Asker.east, device: stage.device.id)
    sessions.begin(at: kiosk, id: "first", .told(.counter([])))
    sessions.begin(at: kiosk, id: "second", .told(.counter(["甲"])))
    sessions.lead(kiosk, "first", to: .cell(number: 3, .open, receipt: nil))
    guard case .told(.counter(["甲"])) = sessions.visit(at: kiosk)?.stage else {
      Issue.record("the second visit was led astray")
      return
    }
    sessions.end(at: kiosk)
    sessions.lead(kiosk, "second", to: .cell(number: 3, .open, receipt: nil))
    #expect(sessions.visit(at: kiosk) == nil)
  }

  @Test("five wrong cards, and then a person looks; a slip of the finger is none")
  func cards() async throws {
    let stage = try await stage()
    let issued = try await stage.claim()
    _ = try await stage.show(issued.code.rawValue)
    for _ in 1...3 {
      #expect(try await stage.identify("119999190001010012").text.contains("从头核对"))
    }
    for turn in 1...5 {
      let answer = try await stage.identify("11999920000229004X")
      #expect(answer.text.contains(turn < 5 ? "对不上" : "身份核对不上"), "\(turn)")
      #expect(isSilent(answer, issued))
    }
    _ = try await stage.show(issued.code.rawValue)
    #expect(try await stage.identify().text.contains("身份核对不上"))
    #expect(stage.cells.opened == [])
    #expect(try await stage.outlook(issued).state == .waiting)
  }

  @Test("many at once open the door once")
  func parallel() async throws {
    let stage = try await stage()
    let issued = try await stage.claim()
    _ = try await stage.show(issued.code.rawValue)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<16 { group.addTask { _ = try? await stage.identify() } }
    }
    try await until { try await stage.outlook(issued).state != .underWay }
    #expect(stage.cells.opened == [3])
    #expect(try await stage.test.kinds().filter { $0 == "delivery.made" }.count == 1)
  }

  @Test("what lies elsewhere is told at once, without a card")
  func elsewhere() async throws {
    let stage = try await stage()
    let counter = try await stage.claim(["残疾人证"], cell: nil)
    let told = try await stage.show(counter.code.rawValue)
    #expect(told.text.contains("请到窗口领取") && told.text.contains("残疾人证"))
    #expect(!told.text.contains("idNumber") && isSilent(told, counter))
  }

  @Test("a document that was revoked in its cell keeps the door shut")
  func revoked() async throws {
    let stage = try await stage()
    let issued = try await stage.claim(["甲证", "乙证"])
    let first = try #require(issued.documents.first)
    try await stage.test.ledger {
      try await $0.revokeDocument(first.id, reason: "印错", by: LockerStage.clerk)
    }
    _ = try await stage.show(issued.code.rawValue)
    #expect(try await stage.identify().text.contains("还不能领取"))
    #expect(stage.cells.opened == [])
  }

  @Test("the page of a code; unknown ones are alike, and whoever tries many is stopped")
  func follow() async throws {
    let stage = try await stage()
    let issued = try await stage.claim()
    let page = try await stage.test.ask(.get("/h/east/c/\(issued.code.rawValue)"))
    #expect(page.status == 200 && page.text.contains("食品经营许可证") && page.text.contains("欧*"))
    #expect(!page.text.contains("欧阳") && !page.text.contains(LockerStage.number))
    #expect(page.headers["cache-control"] == "no-store")
    let qr = try await stage.test.ask(.get("/h/east/c/\(issued.code.rawValue)/qr.svg"))
    #expect(qr.text == "<svg>\(issued.code.rawValue)</svg>")
    // The other hall of the county knows nothing of it, in the same words.
    var answers: Set<String> = []
    let wrong = ["YZ1", String(issued.code.rawValue.dropLast()), issued.code.rawValue + "0"]
    for code in wrong { answers.insert(try await stage.test.ask(.get("/h/east/c/\(code)")).text) }
    answers.insert(try await stage.test.ask(.get("/h/west/c/\(issued.code.rawValue)")).text)
    #expect(answers.count == 1)
    var statuses: [Int] = []
    for _ in 0..<8 { statuses.append(try await stage.test.ask(.get("/h/east/c/YZ1")).status) }
    #expect(statuses.filter { $0 == 404 }.count == 6 && statuses.last == 429)
    // Whoever is at another address is not kept out.
    var other = Ask.get("/h/east/c/\(issued.code.rawValue)")
    other.address = "192.0.2.77"
    #expect(try await stage.test.ask(other).status == 200)
  }

  @Test("a slip is for whoever has both the code and the PIN, and says no name")
  func slip() async throws {
    let stage = try await stage()
    let issued = try await stage.claim()
    func ask(_ pin: String, _ more: [(String, String)] = []) async throws -> Answer {
      try await stage.test.ask(
        .form("/h/east/admin/claims/slip", [("code", issued.code.rawValue), ("pin", pin)] + more), as: .clerk)
    }
    let page = try await ask(issued.pin.rawValue)
    #expect(page.status == 200 && page.text.contains("取件单") && page.text.contains(issued.pin.rawValue))
    #expect(page.text.contains("欧*") && !page.text.contains("欧阳") && !page.text.contains(LockerStage.number))
    let wrong = issued.pin.rawValue == "000000" ? "111111" : "000000"
    #expect(try await ask(wrong).status == 404)
    #expect(try await ask("12").status == 422)
    #expect(try await ask(issued.pin.rawValue, [("printer", "kiosk-1")]).status == 404)
  }

  /// Waits for what a task of the site does by itself.
  private func until(_ isSo: () async throws -> Bool) async throws {
    for _ in 0..<10_000 {
      if try await isSo() { return }
      await Task.yield()
    }
    Issue.record("it did not come to it")
  }
}
