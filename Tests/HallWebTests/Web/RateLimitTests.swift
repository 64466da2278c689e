import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Too many requests")
struct RateLimitTests {
  /// Guesses are counted by address; ten are let through in five minutes.
  static let guesses: [(name: String, ask: Ask, wrong: Int)] = [
    ("sign-in by JSON", .post("/api/v1/session", #"{"account":"nobody","password":"x"}"#), 401),
    ("sign-in by form", .form("/sign-in", [("account", "nobody"), ("password", "x")]), 401),
    ("pairing", .form("/pair", [("code", "000000")]), 422),
    ("a short code", .get("/h/east/find?code=ZZZZZZ"), 404),
  ]

  @Test("guesses from one address come to an end, and to a new beginning", arguments: guesses.indices)
  func limits(index: Int) async throws {
    let (name, ask, wrong) = Self.guesses[index]
    let test = try await TestSite()
    for _ in 0..<10 { #expect(await test.send(ask).status == wrong, "\(name)") }
    test.clock.advance(by: .seconds(60))
    let refused = await test.send(ask)
    #expect(refused.status == 429, "\(name)")
    #expect(refused.headers["retry-after"] == "240")
    if ask.target.hasPrefix("/api/") {
      #expect(refused.code == "too-many-requests")
      Call.checkProblem(refused)
    }
    var elsewhere = ask
    elsewhere.address = "192.0.2.99"
    #expect(await test.send(elsewhere).status == wrong, "another address is not held back")
    test.clock.advance(by: .seconds(241))
    #expect(await test.send(ask).status == wrong, "\(name)")
  }

  @Test("right passwords are not counted as guesses")
  func rightPasswords() async throws {
    let test = try await TestSite()
    let ask = Ask.post(
      "/api/v1/session", #"{"account":"clerk.east","password":"\#(TestSite.password)"}"#)
    for _ in 0..<15 { #expect(await test.send(ask).status == 200) }
  }

  @Test("a stuck key on a kiosk does not empty the roll; the next kiosk goes on")
  func kiosk() async throws {
    let test = try await TestSite(isUnlimited: false)
    for _ in 0..<60 { #expect(try await test.takeTicket().status == 201) }
    let refused = try await test.takeTicket()
    #expect(refused.status == 429)
    #expect(refused.headers["retry-after"] == "60")
    Call.checkProblem(refused)
    #expect(try await test.takeTicket("A", as: .clerk).status == 201)
    #expect(try await test.takeTicket("X", as: .device(.kiosk, Asker.west)).status == 201)
    test.clock.advance(by: .minutes(1))
    #expect(try await test.takeTicket().status == 201)
  }
}
