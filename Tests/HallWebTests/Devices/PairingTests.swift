import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Pairing a device")
struct PairingTests {
  private func offer(_ test: TestSite) async throws -> String {
    let answer = try await test.ask(
      .form("/h/east/admin/devices", [("kind", "kiosk"), ("name", "南门取号机")]), as: .admin)
    #expect(answer.status == 200)
    return try #require(answer.text.firstMatch(of: /[0-9]{3} ?[0-9]{3}(?=<)/)).output.filter(\.isNumber)
  }

  @Test("the code that an administrator reads out makes a kiosk, once")
  func code() async throws {
    let test = try await TestSite()
    let code = try await offer(test)
    let paired = await test.send(.form("/pair", [("code", code)]))
    #expect(paired.status == 303)
    #expect(paired.headers["location"] == "/h/east/kiosk")
    let token = try #require(paired.cookie("yizhan_device"))
    let taken = await test.send(
      .form(
        "/h/east/kiosk", [("line", "A"), ("key", "k"), ("csrf", TestSite.csrf(token))],
        headers: [("Cookie", "yizhan_device=\(token)")]))
    #expect(taken.status == 303)
    #expect(taken.headers["location"]?.hasPrefix("/h/east/kiosk/ticket/") ?? false)
    #expect(await test.send(.form("/pair", [("code", code)])).status == 422)
  }

  @Test("a code is good for ten minutes")
  func late() async throws {
    let test = try await TestSite()
    let code = try await offer(test)
    test.clock.advance(by: .minutes(10) + .seconds(1))
    #expect(await test.send(.form("/pair", [("code", code)])).status == 422)
  }

  @Test("a token in the address becomes a cookie and leaves the address")
  func address() async throws {
    let test = try await TestSite()
    let token = try test.token(.device(.board, Asker.west))
    let answer = await test.send(.get("/pair?token=\(token)"))
    #expect(answer.status == 303)
    #expect(answer.headers["location"] == "/h/west/board")
    #expect(answer.cookie("yizhan_device") == token)
    let wrong = await test.send(.get("/pair?token=wrong"))
    #expect(wrong.status == 422)
    #expect(wrong.cookie("yizhan_device") == nil)
  }

  @Test("a device that was unpaired is a stranger")
  func unpairing() async throws {
    let test = try await TestSite()
    #expect(try await test.takeTicket().status == 201)
    let answer = try await test.ask(
      .form("/h/east/admin/devices/kiosk-1/unpair"), as: .admin)
    #expect(answer.status == 303)
    #expect(try await test.takeTicket().status == 401)
    #expect(try await test.takeTicket("X", as: .device(.kiosk, Asker.west)).status == 201)
  }

  @Test("a kiosk on which an administrator is signed in still takes numbers")
  func administratorAtTheKiosk() async throws {
    let test = try await TestSite()
    let cookie = """
      yizhan_session=\(try test.token(.admin)); yizhan_device=\(try test.token(.kiosk))
      """
    let page = await test.send(.get("/h/east/kiosk", headers: [("Cookie", cookie)]))
    let csrf = try #require(page.hidden("csrf"))
    let answer = await test.send(
      .form(
        "/h/east/kiosk", [("line", "A"), ("key", "k"), ("csrf", csrf)], headers: [("Cookie", cookie)]))
    #expect(answer.status == 303)
    #expect(answer.headers["location"]?.hasPrefix("/h/east/kiosk/ticket/") ?? false)
  }
}
