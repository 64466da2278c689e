import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Days off, from the office to the screens")
struct ClosureTests {
  private static let administrator = Asker.staff(.hallAdmin, Asker.east)
  private static let sentence = "国庆放假，今天不办理业务。11 月 28 日（周六）恢复取号。"

  private static func closing(
    _ from: String, _ through: String = "", _ reason: String = "国庆放假"
  ) -> Ask {
    .form("/h/east/admin/closures", [("from", from), ("through", through), ("reason", reason)])
  }

  @Test("an administrator closes the hall, every screen says why and until when, and takes it back")
  func closed() async throws {
    let test = try await TestSite()
    let answer = try await test.ask(
      Self.closing("2026-11-20", "2026-11-27"), as: Self.administrator)
    #expect(answer.status == 303 && answer.headers["location"] == "/h/east/admin/settings")
    let settings = try await test.ask(.get("/h/east/admin/settings"), as: Self.administrator).text
    #expect(settings.contains("2026-11-20 至 2026-11-27") && settings.contains("国庆放假"))

    let kiosk = try await test.ask(.get("/h/east/kiosk"), as: .kiosk).text
    #expect(kiosk.contains("今天不办理业务</h1>") && kiosk.contains(Self.sentence))
    #expect(!kiosk.contains("name=\"line\""))
    for path in ["/h/east", "/h/east/board"] {
      #expect(await test.send(.get(path)).text.contains(Self.sentence), "\(path)")
    }
    let board = await test.send(.get("/api/v1/halls/east/board")).text
    #expect(board.contains(#""closed":{"reason":"国庆放假""#) && board.contains(Self.sentence))
    let lines = await test.send(.get("/api/v1/halls/east/lines")).text
    #expect(lines.contains(#""open":false"#) && lines.contains(#""closedReason":"国庆放假""#))

    let refused = try await test.ask(
      .post("/api/v1/halls/east/tickets", #"{"line":"A"}"#, key: "k"), as: .kiosk)
    #expect(refused.status == 409 && refused.code == "line-closed")
    #expect(refused.text.contains(Self.sentence))
    let pressed = try await test.ask(
      .form("/h/east/kiosk", [("line", "A"), ("key", "k.A")]), as: .kiosk)
    #expect(pressed.headers["location"] == "/h/east/kiosk")
    #expect(try await test.kinds().contains("ticket.issued") == false)

    let id = try #require(try await test.ledger { $0.facts.closures.first?.id })
    let removed = try await test.ask(
      .form("/h/east/admin/closures/\(id)/remove", []), as: Self.administrator)
    #expect(removed.status == 303)
    #expect(try await test.ask(.get("/h/east/kiosk"), as: .kiosk).text.contains("name=\"line\""))
    #expect(try await test.kinds().suffix(2) == ["closure.added", "closure.removed"])
  }

  @Test(
    "days that are none are refused where they stand, with what was typed",
    arguments: [
      (closing(""), "f-from-fault"), (closing("10-01"), "f-from-fault"),
      (closing("2026-11-20", "tomorrow"), "f-through-fault"),
      (closing("2026-11-20", "2026-11-19"), "f-through-fault"),
      (closing("2026-11-20", "", ""), "f-reason-fault"),
    ])
  func wrong(ask: Ask, fault: String) async throws {
    let test = try await TestSite()
    let answer = try await test.ask(ask, as: Self.administrator)
    #expect(answer.status == 422 && answer.text.contains("id=\"\(fault)\""))
    let typed = ask.form?.first { $0.0 == "from" }?.1 ?? ""
    #expect(answer.text.contains("value=\"\(typed)\""))
    #expect(try await test.ledger { $0.facts.closures }.isEmpty)
  }

  @Test("a day off to come closes nothing yet, and a holiday of the calendar closes nothing at all")
  func later() async throws {
    let test = try await TestSite()
    _ = try await test.ask(Self.closing("2026-11-21"), as: Self.administrator)
    _ = try await test.takeTicket()
    try await test.county.saveLocalDay(
      try #require(CivilDate("2026-11-20")), name: "假日", by: .system)
    _ = try await test.takeTicket()
  }
}
