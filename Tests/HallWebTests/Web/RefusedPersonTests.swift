import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("A person who is turned away")
struct RefusedPersonTests {
  @Test("finds the places that are theirs, and signs out from there")
  func links() async throws {
    let test = try await TestSite()
    let clerk = try await test.ask(.get("/h/east/admin/lines"), as: .clerk)
    #expect(clerk.status == 403)
    #expect(clerk.text.contains("href=\"/h/east/desk\""))
    #expect(clerk.hidden("csrf") == TestSite.csrf(try test.token(.clerk)))
    let stranger = try await test.ask(
      .get("/h/east/admin/lines"), as: .staff(.hallAdmin, Asker.west))
    #expect(stranger.status == 403)
    #expect(stranger.text.contains("href=\"/h/west/admin\""))
    #expect(!stranger.everything.contains("东岗"))
    let nobody = try await test.ask(.get("/h/east/t/4-ZZZZZZZZZZZZZZZZZZZZ"))
    #expect(!nobody.text.contains("/desk"))
  }

  @Test("whose session has ended is led to sign in again, and back")
  func signIn() async throws {
    let test = try await TestSite()
    let answer = await test.send(
      .form(
        "/h/east/desk/next", [("csrf", "old")],
        headers: [("Referer", "http://hall.test:8080/h/east/desk")]))
    #expect(answer.status == 401)
    #expect(answer.text.contains("href=\"/sign-in?next=/h/east/desk\""))
  }
}

@Suite("Setting up lines and windows")
struct SetupPageTests {
  @Test("a new line has a free letter and the usual hours, and is served where it is ticked (60)")
  func line() async throws {
    let test = try await TestSite()
    let page = try await test.ask(.get("/h/east/admin/lines/new"), as: .admin)
    #expect(page.text.contains("name=\"letter\" type=\"text\" value=\"C\""))
    #expect(page.text.contains("value=\"09:00-12:00,13:30-17:00\""))
    let fields = [("letter", "C"), ("name", "不动产"), ("always", "1"), ("windows", "1")]
    let unserved = try await test.ask(.form("/h/east/admin/lines", fields), as: .admin)
    #expect(unserved.status == 303)
    let overview = try await test.ask(.get("/h/east/admin"), as: .admin)
    #expect(overview.text.contains("没有窗口办理“不动产”"))
    _ = try await test.ask(.form("/h/east/admin/lines", fields + [("at-2", "1")]), as: .admin)
    let serving = try await test.ledger { $0.facts.serving }
    #expect(serving[.named("C")] == [.named("2")])
    #expect(serving[.named("A")]?.count == 2, "what the window served before stays")
    let edit = try await test.ask(.get("/h/east/admin/lines/C"), as: .admin)
    #expect(edit.text.contains("name=\"at-2\" value=\"1\" checked"))
    _ = try await test.ask(.form("/h/east/admin/lines", fields), as: .admin)
    #expect(try await test.ledger { $0.facts.serving[.named("C")] } == nil)
  }

  @Test("people who wait for a window that is not open are told of")
  func attention() async throws {
    let test = try await TestSite()
    let calm = try await test.ask(.get("/h/east/admin"), as: .admin)
    #expect(calm.text.contains("现在没有需要处理的事"))
    _ = try await test.takeTicket()
    #expect(try await test.ask(.get("/h/east/admin"), as: .admin).text.contains("有 1 人在等，没有窗口开放"))
    _ = try await test.act("open")
    #expect(try await test.ask(.get("/h/east/admin"), as: .admin).text.contains("现在没有需要处理的事"))
    _ = try await test.act("pause", #"{"reason":"去取材料"}"#)
    test.clock.advance(by: .minutes(21))
    #expect(try await test.ask(.get("/h/east/admin"), as: .admin).text.contains("已暂停 21 分钟"))
  }
}
