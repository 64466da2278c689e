import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("The page that sets up a device")
struct DeviceSetupPageTests {
  private func save(
    _ test: TestSite, _ device: String, _ fields: [(String, String)]
  ) async throws -> Answer {
    try await test.ask(.form("/h/east/admin/devices/\(device)", fields), as: .admin)
  }

  private func device(_ test: TestSite, _ id: String) throws -> Device {
    try #require(
      test.county.facts.devices(of: Asker.east).first { $0.id.rawValue == id })
  }

  @Test("a kiosk's printer by network, by file and by the browser")
  func kiosk() async throws {
    let test = try await TestSite()
    let answer = try await save(
      test, "kiosk-1",
      [
        ("name", "东门取号机"), ("printing", "network"), ("host", " 192.0.2.60 "), ("port", ""),
        ("path", "ignored"), ("paper", "58"),
      ])
    #expect(answer.status == 303)
    #expect(answer.headers["location"] == "/h/east/admin/devices")
    let kiosk = try device(test, "kiosk-1")
    #expect(kiosk.name == "东门取号机")
    #expect(
      kiosk.printer
        == SlipPrinter(connection: .network(host: "192.0.2.60", port: 9100), paper: .narrow))
    let page = try await test.ask(.get("/h/east/admin/devices/kiosk-1"), as: .admin)
    #expect(page.text.contains("value=\"192.0.2.60\""))
    _ = try await save(
      test, "kiosk-1",
      [("name", "东门"), ("printing", "file"), ("path", "/dev/usb/lp0"), ("paper", "80")])
    #expect(try device(test, "kiosk-1").printer.connection == .file(path: "/dev/usb/lp0"))
    _ = try await save(
      test, "kiosk-1", [("name", "东门"), ("printing", "browser"), ("paper", "80")])
    #expect(try device(test, "kiosk-1").printer == .standard)
  }

  @Test(
    "a board's distance is typed in metres and kept in decimetres",
    arguments: [("6", 60), ("6.5", 65), ("12\u{FF0E}3", 123), (" 6 ", 60)])
  func board(typed: String, kept: Int) async throws {
    let test = try await TestSite()
    let answer = try await save(
      test, "board-1",
      [
        ("name", "东墙"), ("diagonalInches", "55"), ("distance", typed), ("shows-B", "1"),
        ("shows-Q", "1"),
      ])
    #expect(answer.status == 303)
    let screen = try device(test, "board-1").screen
    #expect(
      screen
        == BoardScreen(
          lines: [.named("B")], diagonalInches: 55, distanceDecimetres: kept, isVoiced: false))
  }

  @Test(
    "what is wrong stands at its input, and what was typed stays",
    arguments: [
      ("board-1", [("diagonalInches", "55"), ("distance", "60")], "f-distance"),
      ("board-1", [("diagonalInches", "55"), ("distance", "6.55")], "f-distance"),
      ("board-1", [("diagonalInches", "5"), ("distance", "6")], "f-diagonalInches"),
      ("kiosk-1", [("printing", "network"), ("host", "a b|c"), ("paper", "80")], "f-host"),
      ("kiosk-1", [("printing", "network"), ("host", "h"), ("port", "x"), ("paper", "80")], "f-port"),
      ("kiosk-1", [("printing", "file"), ("path", "/etc/passwd"), ("paper", "80")], "f-path"),
      ("evaluator-1", [("window", "99")], "f-window"),
    ])
  func faults(id: String, fields: [(String, String)], input: String) async throws {
    let test = try await TestSite()
    let before = test.positions()
    let answer = try await save(test, id, [("name", "门口的那台")] + fields)
    #expect(answer.status == 422)
    #expect(answer.text.contains("href=\"#\(input)\""))
    #expect(answer.text.contains("value=\"门口的那台\""))
    #expect(test.positions() == before)
  }

  @Test("an evaluator is given its window, and none again")
  func evaluator() async throws {
    let test = try await TestSite()
    #expect(try await save(test, "evaluator-1", [("name", "窗口"), ("window", "2")]).status == 303)
    #expect(try device(test, "evaluator-1").evaluatedWindow == .named("2"))
    #expect(try await save(test, "evaluator-1", [("name", "窗口"), ("window", "")]).status == 303)
    #expect(try device(test, "evaluator-1").evaluatedWindow == nil)
  }

  @Test(
    "the engine is read from what the browser calls itself",
    arguments: [
      (
        "Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 QtWebEngine/5.7.1 Chrome/49.0.2623.111 Safari/537.36",
        "Chromium 49"
      ),
      (
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0",
        "Chromium 120"
      ),
      ("Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0", "Firefox 115"),
      (
        "Mozilla/5.0 (X11; Linux) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Safari/605.1.15",
        "WebKit 605"
      ),
    ])
  func engines(agent: String, engine: String) {
    #expect(BrowserEngine.name(of: agent) == engine)
    #expect(BrowserEngine.name(of: "curl/8.0") == nil)
  }

  @Test("the list says which engine a device runs") func list() async throws {
    let test = try await TestSite()
    let cookie = "\(Gate.deviceCookie)=\(try test.token(.kiosk))"
    // Any page that only devices and staff may see notes the device.
    _ = await test.send(
      .form(
        "/h/east/kiosk", [],
        headers: [("Cookie", cookie), ("User-Agent", "AppleWebKit/1 Chrome/49.0.1 Safari")]))
    let page = try await test.ask(.get("/h/east/admin/devices"), as: .admin)
    #expect(page.text.contains("Chromium 49") == false, "a form without its token is nobody's")
    _ = await test.send(
      .get(
        "/h/east/kiosk",
        headers: [("Cookie", cookie), ("User-Agent", "AppleWebKit/1 Chrome/49.0.1 Safari")]))
    let again = try await test.ask(.get("/h/east/admin/devices"), as: .admin)
    #expect(again.text.contains("Chromium 49"))
    #expect(again.text.contains("href=\"/h/east/admin/devices/kiosk-1\""))
  }
}
