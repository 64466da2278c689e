import Foundation
import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("The evaluator at a window")
struct EvaluatorTests {
  private static let pad = Asker.device(.evaluator, Asker.east)

  /// A site whose evaluator lies at window 1.
  private func site() async throws -> TestSite {
    let test = try await TestSite()
    let answer = try await test.ask(
      .form("/h/east/admin/devices/evaluator-1", [("name", "一号窗"), ("window", "1")]), as: .admin)
    #expect(answer.status == 303)
    return test
  }

  private func page(_ test: TestSite, _ path: String = "/h/east/evaluate/1") async throws -> Answer {
    try await test.ask(.get(path), as: Self.pad)
  }

  /// Ends a service at window 1.
  private func serve(_ test: TestSite) async throws {
    _ = try await test.takeTicket()
    _ = try await test.act("open")
    _ = try await test.act("next")
    _ = try await test.act("start")
    _ = try await test.act("finish", #"{"outcome":"served"}"#)
  }

  private func rate(
    _ test: TestSite, _ level: String?, service: String? = nil, window: String = "1"
  ) async throws -> Answer {
    let shown = try await page(test).hidden("service")
    var fields = [("service", service ?? shown ?? "")]
    if let level { fields.append(("level", level)) }
    return try await test.ask(.form("/h/east/evaluate/\(window)", fields), as: Self.pad)
  }

  @Test("pairing leads to the window that was set, and before that to a page that says so")
  func pairing() async throws {
    let test = try await TestSite()
    let token = try test.token(Self.pad)
    let paired = await test.send(.get("/pair?token=\(token)"))
    #expect(paired.headers["location"] == "/h/east/evaluate")
    #expect(try await page(test, "/h/east/evaluate").text.contains("还没有定窗口"))
    #expect(try await page(test).headers["location"] == "/h/east/evaluate")
    _ = try await test.ask(
      .form("/h/east/admin/devices/evaluator-1", [("name", "一号窗"), ("window", "1")]), as: .admin)
    #expect(
      try await page(test, "/h/east/evaluate").headers["location"] == "/h/east/evaluate/1")
    #expect(
      try await page(test, "/h/east/evaluate/2").headers["location"] == "/h/east/evaluate")
  }

  @Test("the pad follows the window: nobody, idle, called, serving, asking, thanks")
  func stages() async throws {
    let test = try await site()
    #expect(try await page(test).text.contains("窗口未开放"))
    _ = try await test.act("open")
    let idle = try await page(test)
    #expect(idle.text.contains("class=\"stage idle\""))
    #expect(idle.text.contains("<b class=\"account\">clerk.east</b>"))
    _ = try await test.takeTicket()
    _ = try await test.act("next")
    #expect(try await page(test).text.contains("请 A001 号到本窗口"))
    _ = try await test.act("start")
    #expect(try await page(test).text.contains("正在为 A001 服务"))
    _ = try await test.act("finish", #"{"outcome":"served"}"#)
    let asking = try await page(test, "/h/east/evaluate/1/now")
    #expect(asking.text.contains("data-countdown=\"30\""))
    for level in 1...5 {
      #expect(asking.text.contains("name=\"level\" value=\"\(level)\""))
    }
    let rated = try await rate(test, "2")
    #expect(rated.headers["location"] == "/h/east/evaluate/1?thanks=1")
    #expect(try await page(test, "/h/east/evaluate/1?thanks=1").text.contains("谢谢您的评价"))
    #expect(try await page(test).text.contains("class=\"stage idle\""))
    #expect(try await test.kinds().last == "ticket.rated")
    _ = try await test.act("pause", #"{"reason":"去取材料"}"#)
    #expect(try await page(test).text.contains("去取材料"))
  }

  @Test("two taps are one rating, and silence is recorded as such")
  func once() async throws {
    let test = try await site()
    try await serve(test)
    let service = try #require(try await page(test).hidden("service"))
    _ = try await rate(test, "5")
    let again = try await rate(test, "1", service: service)
    #expect(again.headers["location"] == "/h/east/evaluate/1?thanks=1")
    #expect(try await test.kinds().filter { $0 == "ticket.rated" }.count == 1)
    try await serve(test)
    let silent = try await rate(test, nil)
    #expect(silent.headers["location"] == "/h/east/evaluate/1")
    #expect(try await test.kinds().filter { $0 == "ticket.rated" }.count == 2)
    let report = try await test.ask(.get("/h/east/admin/report"), as: .admin)
    #expect(report.text.contains("<th scope=\"row\">很不满意</th><td class=\"figure\">1</td>"))
    #expect(report.text.contains("<th scope=\"row\">未评价</th><td class=\"figure\">1</td>"))
  }

  @Test("a pad of another window, a wrong level or an old service rates nothing")
  func refused() async throws {
    let test = try await site()
    try await serve(test)
    #expect(try await rate(test, "1", window: "2").status == 409)
    #expect(try await rate(test, "9").status == 422)
    #expect(try await rate(test, "1", service: "3").headers["location"] == "/h/east/evaluate/1")
    test.clock.advance(by: .seconds(31))
    #expect(try await page(test).hidden("service") == nil)
    #expect(try await test.kinds().contains("ticket.rated") == false)
  }

  @Test("nobody who serves can see who rated what")
  func secrecy() async throws {
    let test = try await site()
    try await serve(test)
    _ = try await rate(test, "5")
    for path in ["/h/east/desk", "/h/east/admin", "/h/east/admin/journal", "/h/east/admin/report"] {
      for asker in [Asker.clerk, .admin, .staff(.supervisor, Asker.east), .staff(.auditor, Asker.east)] {
        let answer = try await test.ask(.get(path), as: asker)
        if answer.status != 200 { continue }
        let level = answer.text.firstMatch(of: /很不满意<\/th><td class="figure">1/)
        #expect((level != nil) == (path.hasSuffix("report")), "\(path)")
        #expect(!answer.text.contains(/A001[^\n]*不满意/))
      }
    }
    #expect(try await test.ask(.get("/h/east/admin/report"), as: .clerk).status == 403)
  }
}

@Suite("The day's report on the web")
struct ReportPageTests {
  @Test("a spreadsheet program in Chinese opens the sheet: a mark, commas, whole lines")
  func sheet() async throws {
    let test = try await TestSite()
    _ = try await test.takeTicket()
    _ = try await test.act("open")
    test.clock.advance(by: .seconds(90))
    _ = try await test.act("next")
    let answer = try await test.ask(
      .get("/h/east/admin/report.csv?day=2026-11-20"), as: .admin)
    #expect(answer.headers["content-type"] == "text/csv; charset=utf-8")
    #expect(
      answer.headers["content-disposition"] == "attachment; filename*=UTF-8''east-2026-11-20.csv")
    #expect(answer.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let lines = answer.text.components(separatedBy: "\r\n")
    #expect(lines.last == "")
    #expect(Set(lines.dropLast().map { $0.filter { $0 == "," }.count }) == [12])
    #expect(lines[1] == "全厅,2026-11-20,1,0,0,0,0,0,90,90,,,")
    #expect(lines.contains { $0.hasPrefix("业务,东岗业务A,1,0") })
  }

  @Test("a name cannot become a formula or break its cell") func formula() async throws {
    let test = try await TestSite()
    try await test.ledger { ledger in
      try await ledger.saveLine(Line(id: .named("A"), name: "=1+1,\"x\""), by: .visitor)
    }
    let answer = try await test.ask(.get("/h/east/admin/report.csv"), as: .admin)
    #expect(answer.text.contains(#"业务,"'=1+1,""x""","#))
  }

  @Test("a day is asked for by its date, and a wrong one is said to be wrong")
  func days() async throws {
    let test = try await TestSite()
    _ = try await test.takeTicket()
    let today = try await test.ask(.get("/h/east/admin/report"), as: .admin)
    #expect(today.text.contains("日报 2026-11-20"))
    #expect(today.text.contains("<svg class=\"chart\""))
    #expect(!today.text.contains("report?day=2026-11-21"))
    let before = try await test.ask(.get("/h/east/admin/report?day=2026-11-19"), as: .admin)
    #expect(before.text.contains("这一天没有人取号"))
    #expect(before.text.contains("report?day=2026-11-20"))
    let wrong = try await test.ask(.get("/h/east/admin/report?day=19.11.2026"), as: .admin)
    #expect(wrong.text.contains("href=\"#f-day\""))
  }
}
