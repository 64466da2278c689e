import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Forms that another site sends")
struct ForeignFormTests {
  private static let evil = ("Origin", "http://evil.test")
  private static let own = ("Origin", "http://hall.test:8080")

  struct Sending: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var asker = Asker.clerk
    var isCookie = true
    let ask: Ask
    /// 403 with the code `csrf`, or what the form leads to.
    let status: Int
  }

  static let sendings: [Sending] = [
    Sending(
      testDescription: "a form without the token",
      ask: .form("/h/east/desk/open", [("window", "1"), ("csrf", "")]),
      status: 403),
    Sending(
      testDescription: "a form with a wrong token",
      ask: .form("/h/east/desk/open", [("window", "1"), ("csrf", String(repeating: "a", count: 32))]),
      status: 403),
    Sending(
      testDescription: "a form with its token", ask: .form("/h/east/desk/open", [("window", "1")]),
      status: 303),
    Sending(
      testDescription: "JSON of this site",
      ask: .post("/api/v1/halls/east/windows/1/open", "{}", headers: [own]), status: 200),
    Sending(
      testDescription: "JSON of another site",
      ask: .post("/api/v1/halls/east/windows/1/open", "{}", headers: [evil]), status: 403),
    Sending(
      testDescription: "an empty body of another site",
      ask: .post("/api/v1/halls/east/windows/1/open", headers: [evil]), status: 403),
    Sending(
      testDescription: "JSON of a page that hides where it came from",
      ask: .post("/api/v1/halls/east/windows/1/open", "{}", headers: [("Origin", "null")]),
      status: 403),
    Sending(
      testDescription: "JSON of a site whose name ends like ours",
      ask: .post(
        "/api/v1/halls/east/windows/1/open", "{}", headers: [("Origin", "http://evil.hall.test:8080")]),
      status: 403),
    Sending(
      testDescription: "a form to the programming interface",
      ask: .form("/api/v1/halls/east/windows/1/open", [("csrf", "")]), status: 403),
    Sending(
      testDescription: "a program with its bearer token has no forms", isCookie: false,
      ask: .post("/api/v1/halls/east/windows/1/open", "{}", headers: [evil]), status: 200),
    Sending(
      testDescription: "a kiosk's form without the token", asker: .kiosk,
      ask: .form("/h/east/kiosk", [("line", "A"), ("key", "k"), ("csrf", "")]), status: 403),
    Sending(
      testDescription: "a visitor's form of another site", asker: .visitor,
      ask: .form("/h/east/modes", [("large", "1")], headers: [evil]), status: 403),
    Sending(
      testDescription: "a visitor's form of this site", asker: .visitor,
      ask: .form("/h/east/modes", [("large", "1")], headers: [own]), status: 303),
    Sending(
      testDescription: "signing in from another site", asker: .visitor,
      ask: .form(
        "/sign-in", [("account", "clerk.east"), ("password", TestSite.password)], headers: [evil]),
      status: 403),
  ]

  @Test("a form is taken only from a page of this site", arguments: sendings)
  func forms(_ sending: Sending) async throws {
    let test = try await TestSite()
    let before = test.positions()
    var ask = sending.ask
    if sending.isCookie, sending.asker != .visitor {
      let token = try test.token(sending.asker)
      let name = sending.asker == .kiosk ? "yizhan_device" : "yizhan_session"
      ask.headers.append(("Cookie", "\(name)=\(token)"))
      if ask.form?.contains(where: { $0.0 == "csrf" }) == false {
        ask.form?.append(("csrf", TestSite.csrf(token)))
      }
    } else if sending.asker != .visitor {
      ask.headers.append(("Authorization", "Bearer \(try test.token(sending.asker))"))
    }
    let answer = await test.send(ask)
    #expect(answer.status == sending.status, "\(answer.text)")
    if sending.status == 403 { #expect(test.positions() == before) }
  }

  @Test("a token of one session is of no use beside the cookie of another")
  func exchanged() async throws {
    let test = try await TestSite()
    let answer = await test.send(
      .form(
        "/h/east/desk/open",
        [("window", "1"), ("csrf", TestSite.csrf(try test.token(.otherClerk)))],
        headers: [("Cookie", "yizhan_session=\(try test.token(.clerk))")]))
    #expect(answer.status == 403)
  }

  @Test(
    "a body that is no form is refused, and the fault is the sender's",
    arguments: [
      ("text/plain", "csrf=x", 415), ("application/x-www-form-urlencoded", "csrf=%zz", 400),
      ("multipart/form-data", "x", 400), ("multipart/form-data; boundary=b", "--b", 400),
    ])
  func broken(type: String, body: String, status: Int) async throws {
    let test = try await TestSite()
    let answer = await test.send(
      Ask(
        method: .post, target: "/h/east/desk/open", raw: Array(body.utf8),
        headers: [
          ("Content-Type", type), ("Cookie", "yizhan_session=\(try test.token(.clerk))"),
        ]))
    #expect(answer.status == status)
    #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
  }

  @Test("every answer forbids foreign frames, scripts and guesses at its type")
  func headers() async throws {
    let test = try await TestSite()
    for target in ["/", "/h/east/board", "/api/v1/halls/east/board", "/nothing", "/h/east/desk"] {
      let answer = await test.send(.get(target))
      #expect(answer.headers["content-security-policy"]?.contains("default-src 'self'") ?? false)
      #expect(answer.headers["x-content-type-options"] == "nosniff")
      #expect(answer.headers["referrer-policy"] == "same-origin")
    }
  }
}
