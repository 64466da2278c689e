import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("The kiosk's pages")
struct KioskTests {
  private static let help = Ask.form("/h/east/kiosk/help")

  private func call(_ test: TestSite) async throws -> HelpCall {
    try await test.ledger { try #require($0.facts.helpCalls.first) }
  }

  @Test("a call from the kiosk stands on the desk and the overview until somebody answers it")
  func helpCall() async throws {
    let test = try await TestSite()
    #expect(try await test.ask(.get("/h/east/desk"), as: .clerk).text.contains("help-call\"") == false)
    #expect(try await test.ask(.get("/h/east/kiosk/help"), as: .kiosk).text.contains("需要帮忙吗"))
    let asked = try await test.ask(Self.help, as: .kiosk)
    #expect(asked.status == 303 && asked.headers["location"] == "/h/east/kiosk?step=help")
    #expect(try await test.ask(.get("/h/east/kiosk/help"), as: .kiosk).text.contains("工作人员马上就来"))
    for (page, asker) in [
      ("/h/east/desk", Asker.clerk), ("/h/east/admin", .admin), ("/h/east/help", .clerk),
    ] {
      let text = try await test.ask(.get(page), as: asker).text
      #expect(text.contains("有人需要帮助") && text.contains("知道了"), "\(page)")
    }
    let seq = try await call(test).seq
    let fields = [("device", try await call(test).device.rawValue), ("call", String(seq))]
    let answered = try await test.ask(
      .form(
        "/h/east/help", fields, headers: [("Referer", "http://hall.test:8080/h/east/admin")]),
      as: .clerk)
    #expect(answered.status == 303 && answered.headers["location"] == "/h/east/admin")
    #expect(try await test.ask(.get("/h/east/help"), as: .clerk).text.contains("需要帮助") == false)
    #expect(try await test.ask(.get("/h/east/kiosk/help"), as: .kiosk).text.contains("工作人员正在过来"))
    test.clock.advance(by: .minutes(4))
    #expect(try await test.ask(.get("/h/east/kiosk/help"), as: .kiosk).text.contains("需要帮忙吗"))
    #expect(try await test.kinds().suffix(2) == ["help.asked", "help.attended"])
  }

  @Test(
    "nobody is led to another site, and rubbish is refused",
    arguments: [
      ("http://evil.test/h/east/admin", [("device", "kiosk-1"), ("call", "1")], 303),
      ("http://hall.test:8080//evil.test", [("device", "kiosk-1"), ("call", "1")], 303),
      ("", [("device", "Kiosk 1"), ("call", "1")], 400), ("", [("device", "kiosk-1")], 400),
    ])
  func foreign(referer: String, fields: [(String, String)], status: Int) async throws {
    let test = try await TestSite()
    let answer = try await test.ask(
      .form("/h/east/help", fields, headers: [("Referer", referer)]), as: .clerk)
    #expect(answer.status == status)
    if status == 303 { #expect(answer.headers["location"] == "/h/east/desk") }
  }

  @Test("a visitor calls nobody")
  func visitor() async throws {
    let test = try await TestSite()
    #expect(try await test.ask(Self.help).status == 401)
    #expect(try await test.ledger { $0.facts.helpCalls }.isEmpty)
  }

  @Test(
    "the search finds the line, key by key and without script",
    arguments: [
      ("q=业务a", ["A"]), ("q=ywB", ["B"]), ("q=yw&add=B", ["B"]),
      ("q=ywBx&cut=1", ["B"]), ("q=zzz&word=东岗", ["A", "B"]), ("q=", ["A", "B"]),
      ("q=qqq", []),
    ])
  func search(query: String, lines: [String]) async throws {
    let test = try await TestSite()
    for path in ["/h/east/kiosk?step=search&\(query)", "/h/east/kiosk/found?\(query)"] {
      let text = try await test.ask(.get(path), as: .kiosk).text
      for line in ["A", "B"] {
        #expect(text.contains("id=\"line-\(line)\"") == lines.contains(line), "\(path) \(line)")
      }
      #expect(text.contains("没有找到") == lines.isEmpty)
    }
  }

  @Test(
    "an identity number is checked before a number is given",
    arguments: [
      ("119999190001010011", nil), ("１１９９９９190001010011", nil), ("119999190001010012", "从头核对"),
      ("119999190013010019", "出生日期"), ("999840190001010019", "地区"), ("12345", "格式"), ("", "请填写"),
    ] as [(String, String?)])
  func identity(number: String, fault: String?) async throws {
    let test = try await TestSite()
    try await test.ledger { ledger in
      var line = try ledger.facts.line(.named("A"))
      line.personCap = 1
      try await ledger.saveLine(line, by: .visitor)
    }
    let answer = try await test.ask(
      .form("/h/east/kiosk", [("line", "A"), ("key", "k.A"), ("idNumber", number)]), as: .kiosk)
    let location = answer.headers["location"] ?? ""
    #expect(answer.status == 303)
    #expect(!answer.everything.contains("1999") && !answer.everything.contains("12345"))
    guard let fault else {
      #expect(location.contains("/kiosk/ticket/"))
      return
    }
    #expect(location == "/h/east/kiosk?step=identity&line=A")
    let flash = answer.headers.all.first { $0.name == "Set-Cookie" }?.value.split(separator: ";").first
    let cookie = String(try #require(flash))
    let page = await test.send(.get(location, headers: [("Cookie", cookie)]))
    #expect(page.text.contains(fault), "\(page.text)")
    #expect(try await test.kinds().contains("ticket.issued") == false)
  }

  @Test("a mode is turned on and off, and the others stay")
  func modes() async throws {
    let test = try await TestSite()
    var cookie = ""
    for (toggle, marks) in [("large", "ml"), ("low", "mlw"), ("large", "mw"), ("nothing", "mw")] {
      let answer = await test.send(
        .form("/h/east/modes", [("toggle", toggle)], headers: [("Cookie", cookie)]))
      let set = try #require(answer.headers.all.first { $0.name == "Set-Cookie" }?.value)
      #expect(set.hasPrefix("yizhan_modes=\(marks);"))
      cookie = "yizhan_modes=\(marks)"
    }
  }

  @Test(
    "the next visitor finds the kiosk large or rich in contrast as it was, but neither low nor speaking",
    arguments: [("mlcws", "mlc"), ("mws", "m"), ("ml", nil), (nil, nil)] as [(String?, String?)])
  func nextVisitor(before: String?, after: String?) async throws {
    let test = try await TestSite()
    let cookies = before.map { [("Cookie", "yizhan_modes=\($0)")] } ?? []
    let journal = try await test.kinds()
    let answer = await test.send(.get("/h/east/kiosk?step=home", headers: cookies))
    #expect(answer.status == 303 && answer.headers["location"] == "/h/east/kiosk")
    let set = answer.headers.all.first { $0.name == "Set-Cookie" }?.value
    #expect(set?.split(separator: ";").first.map(String.init) == after.map { "yizhan_modes=\($0)" })
    #expect(try await test.kinds() == journal)
  }

  @Test("a kiosk that goes home by itself leads to the next visitor's start, with and without script")
  func goingHome() async throws {
    let test = try await TestSite()
    let ticket = try #require(try await test.takeTicket().string("id"))
    let home = "/h/east/kiosk?step=home"
    let taken = await test.send(.get("/h/east/kiosk/ticket/\(ticket)")).text
    #expect(taken.contains("data-done-home=\"\(home)\"") && taken.contains(";url=\(home)\">"))
    for step in ["priority", "return", "help", "search"] {
      let page = await test.send(.get("/h/east/kiosk?step=\(step)")).text
      #expect(page.contains("data-idle-home=\"\(home)\""), "\(step)")
    }
    for (modes, isHome) in [("mlc", false), ("mw", true), ("ms", true)] {
      let start = await test.send(.get("/h/east/kiosk", headers: [("Cookie", "yizhan_modes=\(modes)")]))
      #expect(start.text.contains("data-idle-home=\"\(home)\"") == isHome, "\(modes)")
    }
  }

  @Test("a ticket's page is gone after its business day, and its bar never goes back")
  func follow() async throws {
    let test = try await TestSite()
    _ = try await test.takeTicket()
    let ticket = try #require(try await test.takeTicket().string("id"))
    let page = await test.send(.get("/h/east/t/\(ticket)"))
    #expect(page.status == 200 && page.text.contains("value=\"72\""))
    let cookie = try #require(page.headers.all.first { $0.name == "Set-Cookie" }?.value)
    #expect(cookie.hasPrefix("yizhan_progress=72; Path=/h/east/t/\(ticket);"))
    let ahead = await test.send(
      .get("/h/east/t/\(ticket)/now", headers: [("Cookie", "yizhan_progress=85")]))
    #expect(ahead.text.contains("value=\"85\""))
    test.clock.advance(by: .hours(24))
    for path in ["", "/now", "/qr.svg", "/qr.png"] {
      #expect(await test.send(.get("/h/east/t/\(ticket)\(path)")).status == 410)
    }
  }
}
