import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("The desk's page")
struct DeskPageTests {
  private func look(_ test: TestSite, _ code: String) async throws -> Answer {
    // The test's addresses are decoded already.
    try await test.ask(.get("/h/east/desk?code=\(code)"), as: .clerk)
  }

  @Test("a slip's address, its short code and its number open the ticket (42)")
  func found() async throws {
    let test = try await TestSite()
    let ticket = try await test.takeTicket()
    let codes = [
      ticket.string("followURL"), ticket.string("shortCode"), ticket.string("id"), "A001", "a1",
      "Ａ００１",
    ].compactMap { $0 }
    #expect(codes.count == 6)
    for code in codes {
      let answer = try await look(test, code)
      #expect(answer.status == 200, "\(code)")
      #expect(answer.text.contains("class=\"found\""), "\(code)")
      #expect(answer.text.contains("action=\"/h/east/desk/cancel\""), "\(code)")
    }
  }

  @Test("each code that opens nothing says why, and each says something else (43, 44)")
  func refused() async throws {
    let test = try await TestSite(clock: FixedClock(at: .fridayMorning + .hours(14)))
    let cancelled = try await test.takeTicket()
    _ = try await test.ask(
      .post("/api/v1/halls/east/tickets/\(cancelled.string("id") ?? "")/cancel"), as: .kiosk)
    let old = try await test.takeTicket()
    let foreign = try await test.takeTicket("X", as: .device(.kiosk, Asker.west))
    _ = try await test.act("open")
    let cases = [
      (cancelled.string("shortCode") ?? "", 409, "这个号已经取消"), ("A777", 404, "没有找到这个号"),
      (foreign.string("followURL") ?? "", 409, "这是别的大厅的号"), ("可7们2评9", 422, "没有看懂这个码"),
    ]
    for (code, status, sentence) in cases {
      let answer = try await look(test, code)
      #expect(answer.status == status, "\(code)")
      #expect(answer.text.contains(sentence), "\(code)")
      #expect(!answer.text.contains("class=\"found\""))
    }
    // A short code or a bare name of another hall is simply unknown here.
    #expect(try await look(test, foreign.string("shortCode") ?? "").status == 404)
    #expect(try await look(test, foreign.string("id") ?? "").status == 404)
    test.clock.advance(by: .hours(2))
    _ = try await test.takeTicket("B")
    let answer = try await look(test, old.string("followURL") ?? "")
    #expect(answer.status == 409)
    #expect(answer.text.contains("这不是今天的号"))
    #expect(answer.text.contains("2026-11-20"))
  }

  @Test("a ticket that was missed too often is void, and says so") func void() async throws {
    let test = try await TestSite(settings: QueueSettings(voidAtMiss: 1))
    _ = try await test.takeTicket()
    _ = try await test.act("open")
    _ = try await test.act("next")
    _ = try await test.act("miss")
    #expect(try await look(test, "A001").text.contains("这个号已经作废"))
  }

  @Test("a note is saved quietly, stays with the ticket and is the desk's alone (46)")
  func notes() async throws {
    let test = try await TestSite()
    let ticket = try await test.takeTicket()
    let id = try #require(ticket.string("id"))
    _ = try await test.act("open")
    _ = try await test.act("next")
    let fields = [("ticket", id), ("note", "缺户口簿复印件")]
    let quiet = try await test.ask(
      .form("/h/east/desk/note", fields + [("quietly", "1")]), as: .clerk)
    #expect(quiet.status == 204)
    #expect(try await test.ask(.get("/h/east/desk"), as: .clerk).text.contains(">缺户口簿复印件</textarea>"))
    #expect(try await test.kinds().last == "ticket.noted")
    for path in ["/h/east/t/\(id)", "/h/east/board", "/api/v1/halls/east/tickets/\(id)"] {
      let answer = try await test.ask(.get(path))
      #expect(answer.status == 200)
      #expect(!answer.everything.contains("户口簿"), "\(path)")
    }
    _ = try await test.act("finish", #"{"outcome":"served"}"#)
    let late = try await test.ask(
      .form("/h/east/desk/note", [("ticket", id), ("note", "已补齐")]), as: .clerk)
    #expect(late.headers["location"] == "/h/east/desk")
    #expect(try await look(test, "A001").text.contains("已补齐"))
  }

  @Test("the whole day's line is in view: waiting, held, missed, done") func day() async throws {
    let test = try await TestSite()
    for _ in 0..<4 { _ = try await test.takeTicket() }
    _ = try await test.act("open")
    _ = try await test.act("next")
    _ = try await test.act("finish", #"{"outcome":"served"}"#)
    _ = try await test.act("next")
    _ = try await test.act("miss")
    _ = try await test.act("next")
    _ = try await test.act("hold")
    let now = try await test.ask(.get("/h/east/desk/now"), as: .clerk)
    for part in ["current", "note", "undo", "acts", "waiting", "held", "missed", "done"] {
      #expect(now.text.contains("data-part=\"\(part)\""), "\(part)")
    }
    for number in ["A001", "A002", "A003", "A004"] { #expect(now.text.contains(">\(number)<")) }
    #expect(!now.text.contains("<html"))
  }
}
