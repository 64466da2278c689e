import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Methods and conditions")
struct MethodTests {
  static let wrong: [(HTTPMethod, String, String)] = [
    (.delete, "/api/v1/halls/east/board", "GET, HEAD"),
    (.put, "/api/v1/halls/east/tickets", "POST"), (.get, "/api/v1/session", "POST, DELETE"),
    (.get, "/api/v1/halls/east/windows/1/next", "POST"), (.post, "/healthz", "GET, HEAD"),
    (.delete, "/h/east/kiosk", "GET, HEAD, POST"), (.options, "/api/v1/halls", "GET, HEAD"),
    (.patch, "/h/east/desk/next", "POST"), (.put, "/api/v1/calendar/due", "GET, HEAD"),
  ]

  @Test("another method is refused with those that there are", arguments: wrong)
  func methods(method: HTTPMethod, path: String, allowed: String) async throws {
    let test = try await TestSite()
    let answer = await test.send(Ask(method: method, target: path))
    #expect(answer.status == 405)
    let names = answer.headers["allow"]?.split(separator: ",").map { $0.filter { $0 != " " } } ?? []
    #expect(Set(names) == Set(allowed.split(separator: ",").map { $0.filter { $0 != " " } }))
    if path.hasPrefix("/api/") { Call.checkProblem(answer) }
  }

  @Test("HEAD is answered as GET is")
  func head() async throws {
    let test = try await TestSite()
    for path in ["/", "/h/east/board", "/api/v1/halls/east/lines", "/healthz"] {
      let get = await test.send(.get(path))
      let head = await test.send(Ask(method: .head, target: path))
      #expect(head.status == get.status)
      #expect(head.headers["content-type"] == get.headers["content-type"])
    }
    #expect(await test.send(Ask(method: .head, target: "/api/v1/nothing")).status == 404)
  }

  @Test("a style sheet that a browser has is not sent again, and no page is kept")
  func conditions() async throws {
    let test = try await TestSite()
    let page = await test.send(.get("/"))
    #expect(page.headers["cache-control"] == "no-store")
    let match = try #require(page.text.firstMatch(of: #/"(/static/[^"]+\.css)"/#))
    let address = String(match.output.1)
    let sheet = await test.send(.get(address))
    #expect(sheet.status == 200)
    #expect(sheet.headers["cache-control"]?.contains("immutable") ?? false)
    let tag = try #require(sheet.headers["etag"])
    let again = await test.send(.get(address, headers: [("If-None-Match", tag)]))
    #expect(again.status == 304)
    #expect(again.bytes.isEmpty)
    let other = await test.send(.get(address, headers: [("If-None-Match", "\"other\"")]))
    #expect(other.status == 200)
  }

  @Test("what is remembered of a board is right again as soon as something happens")
  func remembered() async throws {
    let test = try await TestSite()
    let path = "/api/v1/halls/east/board"
    let request = Request(
      path: path, headers: HeaderFields([("Host", "hall.test")]), remoteAddress: "192.0.2.1")
    let first = await test.send(.get(path))
    let remembered = try #require(test.site.immediate(request))
    #expect(Answer(remembered).bytes == first.bytes)
    #expect(remembered.headers["content-security-policy"] != nil)
    _ = try await test.takeTicket()
    #expect(test.site.immediate(request) == nil)
    _ = await test.send(.get(path))
    #expect(test.site.immediate(request) != nil)
    test.clock.advance(by: .seconds(1))
    #expect(test.site.immediate(request) == nil)
    #expect(await test.send(.get(path)).text.contains(#""count":1"#))
  }

  @Test("what is made for one person is never remembered for the next")
  func notRemembered() async throws {
    let test = try await TestSite()
    let path = "/h/east/kiosk"
    let own = try await test.ask(.get(path), as: .kiosk)
    let key = try #require(own.hidden("csrf"))
    #expect(key.count == 32)
    let visitors = await test.send(.get(path))
    #expect(!visitors.text.contains(key))
    let again = await test.send(.get(path))
    #expect(!again.text.contains(key))
  }
}
