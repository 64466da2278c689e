import Foundation
import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Sessions")
struct SessionTests {
  private static let path = "/api/v1/session"

  private static func credentials(_ account: String, _ password: String) -> Ask {
    .post(path, #"{"account":"\#(account)","password":"\#(password)"}"#)
  }

  static let calls: [Call] = [
    Call(
      "a clerk signs in", [], .visitor, credentials("clerk.east", TestSite.password), 200,
      contains: [
        #""role":"clerk""#, #""hall":"east""#, #""token":""#,
        #""expiresAt":"2026-11-20T21:00:00+08:00""#,
      ], lacks: [TestSite.password, "hash of"]),
    Call(
      "a role of the county has no hall", [], .visitor,
      credentials("operator", TestSite.password), 200, contains: [#"{"role":"operator"}"#]),
    Call(
      "a wrong password", [], .visitor, credentials("clerk.east", "wrong"), 401,
      "wrong-credentials"),
    Call(
      "an unknown account", [], .visitor, credentials("nobody", TestSite.password), 401,
      "wrong-credentials"),
    Call(
      "what cannot be an account", [], .visitor, credentials("No Body", "x"), 401,
      "wrong-credentials"),
    Call(
      "an account without end", [], .visitor,
      credentials(String(repeating: "a", count: 60_000), "x"), 401, "wrong-credentials"),
    Call(
      "a password without end", [], .visitor,
      credentials("clerk.east", String(repeating: "x", count: 60_000)), 401, "wrong-credentials"),
    Call(
      "no password", [], .visitor, .post(path, #"{"account":"clerk.east"}"#), 422, "invalid",
      faults: ["password required"]),
    Call(
      "a password that is a number", [], .visitor,
      .post(path, #"{"account":"clerk.east","password":1}"#), 422, "invalid",
      faults: ["password wrong-type"]),
    Call("not JSON", [], .visitor, .post(path, "account=clerk.east"), 400, "malformed"),
    Call("nobody signs out", [], .visitor, Ask(method: .delete, target: path), 401, "not-signed-in"),
    Call(
      "a device has no session", [], .kiosk, Ask(method: .delete, target: path), 403, "not-allowed"),
    Call("signing out", [], .clerk, Ask(method: .delete, target: path), 204),
  ]

  @Test("signing in and out", arguments: calls) func runCalls(_ call: Call) async throws {
    try await call.check()
  }

  @Test("a wrong password and an unknown account cannot be told apart")
  func indistinguishable() async throws {
    let test = try await TestSite()
    let wrong = await test.send(Self.credentials("clerk.east", "wrong"))
    let unknown = await test.send(Self.credentials("nobody", "wrong"))
    #expect(wrong.text == unknown.text)
    #expect(wrong.status == unknown.status)
  }

  @Test("the fifth wrong password locks the account and ends its sessions")
  func locking() async throws {
    let test = try await TestSite()
    let windows = Ask.get("/api/v1/halls/east/windows")
    #expect(try await test.ask(windows, as: .clerk).status == 200)
    var statuses: [Int] = []
    for _ in 0..<5 { statuses.append(await test.send(Self.credentials("clerk.east", "wrong")).status) }
    #expect(statuses == [401, 401, 401, 401, 423])
    let right = await test.send(Self.credentials("clerk.east", TestSite.password))
    #expect(right.status == 423)
    #expect(right.code == "locked")
    Call.checkProblem(right)
    #expect(try await test.ask(windows, as: .clerk).code == "not-signed-in")
    #expect(try await test.ask(windows, as: .otherClerk).status == 200)
  }

  @Test("a right password forgets the wrong ones before it")
  func forgiving() async throws {
    let test = try await TestSite()
    for _ in 0..<2 {
      for _ in 0..<3 { _ = await test.send(Self.credentials("clerk.east", "wrong")) }
      #expect(await test.send(Self.credentials("clerk.east", TestSite.password)).status == 200)
    }
  }

  @Test("an administrator's lock ends a session at once; unlocking does not bring it back")
  func revoking() async throws {
    let test = try await TestSite()
    let windows = Ask.get("/api/v1/halls/east/windows")
    for (act, status) in [("lock", 401), ("unlock", 401)] {
      let answer = try await test.ask(
        .form("/h/east/admin/staff/clerk.east/\(act)"), as: .admin)
      #expect(answer.status == 303)
      #expect(try await test.ask(windows, as: .clerk).status == status)
    }
    #expect(await test.send(Self.credentials("clerk.east", TestSite.password)).status == 200)
  }

  @Test("a session ends after twelve hours and with a sign-out, and no other does")
  func ending() async throws {
    let test = try await TestSite()
    let token = try #require(
      await test.send(Self.credentials("clerk.east", TestSite.password)).string("token"))
    func windows(_ token: String) -> Ask {
      .get("/api/v1/halls/east/windows", headers: [("Authorization", "Bearer \(token)")])
    }
    test.clock.advance(by: .hours(12) + .seconds(-1))
    #expect(await test.send(windows(token)).status == 200)
    test.clock.advance(by: .seconds(1))
    #expect(await test.send(windows(token)).status == 401)

    let again = try #require(
      await test.send(Self.credentials("clerk.east", TestSite.password)).string("token"))
    let kept = try #require(
      await test.send(Self.credentials("clerk.east", TestSite.password)).string("token"))
    let end = Ask(method: .delete, target: Self.path, headers: [("Authorization", "Bearer \(again)")])
    #expect(await test.send(end).status == 204)
    #expect(await test.send(windows(again)).status == 401)
    #expect(await test.send(windows(kept)).status == 200)
  }

  @Test("tokens are kept as digests; the token of the page's cookie is the one of the form")
  func tokens() async throws {
    let test = try await TestSite()
    let signedIn = await test.send(
      .form("/sign-in", [("account", "clerk.east"), ("password", TestSite.password)]))
    #expect(signedIn.status == 303)
    #expect(signedIn.headers["location"] == "/h/east/desk")
    let token = try #require(signedIn.cookie("yizhan_session"))
    let cookie = try #require(signedIn.headers["set-cookie"])
    #expect(cookie.contains("HttpOnly"))
    #expect(cookie.contains("SameSite=Strict"))
    #expect(test.county.facts.sessions[token] == nil)
    let desk = await test.send(
      .get("/h/east/desk", headers: [("Cookie", "yizhan_session=\(token)")]))
    #expect(desk.status == 200)
    #expect(desk.hidden("csrf") == TestSite.csrf(token))
    #expect(!desk.text.contains(token))
  }

  @Test(
    "after signing in one is led to a page of this site only",
    arguments: [
      ("/h/east/admin", "/h/east/admin"), ("//evil.test/", "/h/east/desk"),
      ("https://evil.test/", "/h/east/desk"), ("/\\evil.test", "/h/east/desk"),
      ("/\t/evil.test", "/h/east/desk"), ("", "/h/east/desk"),
      ("/h/east/desk\r\nSet-Cookie: a=b", "/h/east/desk"),
    ])
  func next(given: String, expected: String) async throws {
    let test = try await TestSite()
    let answer = await test.send(
      .form(
        "/sign-in", [("account", "clerk.east"), ("password", TestSite.password), ("next", given)]))
    #expect(answer.headers["location"] == expected)
    let modes = await test.send(.form("/h/east/modes", [("back", given)]))
    let back = try #require(modes.headers["location"])
    #expect(back == given || back == "/h/east")
    #expect(back.hasPrefix("/h/east"))
  }

  @Test("somebody who is not signed in is led to the sign-in page and back")
  func leading() async throws {
    let test = try await TestSite()
    let answer = await test.send(.get("/h/east/admin/lines"))
    #expect(answer.status == 303)
    #expect(answer.headers["location"] == "/sign-in?next=/h/east/admin/lines")
    let page = await test.send(.get("/sign-in?next=/h/east/admin/lines"))
    #expect(page.hidden("next") == "/h/east/admin/lines")
  }

  @Test(
    "only a bearer token that somebody was given opens anything",
    arguments: ["Bearer ", "Bearer x", "Basic YTpi", "", "bearer", "Bearer \u{0}"])
  func strangeAuthorization(value: String) async throws {
    let test = try await TestSite()
    let answer = await test.send(
      .get("/api/v1/halls/east/windows", headers: [("Authorization", value)]))
    #expect(answer.status == 401)
    #expect(answer.headers["www-authenticate"] == "Bearer")
  }
}
