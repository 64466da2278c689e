import Foundation
import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("What the public sees")
struct PublicCallTests {
  static let calls: [Call] = [
    Call(
      "the lines", [Call.take(), Call.take(), Call.act("open")], .visitor,
      .get("/api/v1/halls/east/lines"), 200,
      contains: [
        #""line":"A""#, #""name":"东岗业务A""#, #""open":true"#, #""waiting":2"#,
        #""estimatedWaitSeconds":"#,
      ]),
    Call(
      "a line that is closed, with the reason", [Call.line { $0.closedReason = "设备检修" }],
      .visitor, .get("/api/v1/halls/east/lines"), 200,
      contains: [#""open":false"#, #""closedReason":"设备检修""#]),
    Call(
      "the board", [Call.take(), Call.act("open"), Call.act("next"), Call.take()], .visitor,
      .get("/api/v1/halls/east/board"), 200,
      contains: [
        #""hall":"east""#, #""serverTime":"2026-11-20T09:00:00+08:00""#, #""lastEvent":"#,
        #""calls":[{"#, #""number":"A001""#, #""window":"1""#, #""waiting":[{"#, #""count":1"#,
        #""notice":"东岗告示""#,
      ]),
    Call("an unknown hall", [], .visitor, .get("/api/v1/halls/nowhere/board"), 404, "not-found"),
    Call("what is no hall", [], .visitor, .get("/api/v1/halls/No%20Hall/board"), 404, "not-found"),
    Call(
      "a list in parts", [], .visitor, .get("/api/v1/halls/east/lines?limit=1"), 200,
      contains: [#""line":"A""#, #""next":"1""#], lacks: [#""line":"B""#]),
    Call(
      "and its end", [], .visitor, .get("/api/v1/halls/east/lines?limit=1&after=1"), 200,
      contains: [#""line":"B""#], lacks: [#""line":"A""#, "next"]),
    Call(
      "beyond the end is nothing", [], .visitor, .get("/api/v1/halls/east/lines?after=99"), 200,
      contains: [#""items":[]"#], lacks: ["next"]),
    Call(
      "no part at all", [], .visitor, .get("/api/v1/halls/east/lines?limit=0"), 422, "invalid",
      faults: ["limit out-of-range"]),
    Call(
      "too large a part", [], .visitor, .get("/api/v1/halls?limit=201"), 422, "invalid",
      faults: ["limit out-of-range"]),
    Call(
      "a part that is no number", [], .visitor, .get("/api/v1/halls?limit=all"), 422, "invalid",
      faults: ["limit wrong-type"]),
    Call(
      "a position that is none", [], .visitor, .get("/api/v1/halls?after=-1"), 422, "invalid",
      faults: ["after out-of-range"]),
    Call("no such path", [], .visitor, .get("/api/v1/nothing"), 404, "not-found"),
    Call(
      "health", [], .visitor, .get("/healthz"), 200, contains: [#"{"status":"ok"}"#]),
    Call("readiness", [], .visitor, .get("/readyz"), 200, contains: [#"{"status":"ok"}"#]),
    Call("figures are not for all", [], .visitor, .get("/metrics"), 401, "not-signed-in"),
    Call(
      "the operator reads them", [Call.take()], .staff(.operator, nil), .get("/metrics"), 200,
      contains: ["yizhan_halls 2", "# TYPE"], lacks: ["A001"]),
  ]

  @Test("calls that need no account", arguments: calls) func runCalls(_ call: Call) async throws {
    try await call.check()
  }

  @Test("figures are given to programs on this machine")
  func localMetrics() async throws {
    let test = try await TestSite()
    for (address, status) in [("127.0.0.1", 200), ("::1", 200), ("192.0.2.1", 401)] {
      var ask = Ask.get("/metrics")
      ask.address = address
      #expect(await test.send(ask).status == status)
    }
  }

  @Test("a ticket for a named person leaves no trace of the person on any public page")
  func nothingPersonal() async throws {
    let test = try await TestSite()
    let person = test.east.person
    let more = """
      ,"person":{"name":"\(person.name)","idNumber":"\(person.idNumber)"},"phone":"\(person.phone)"
      """
    let taken = try await test.takeTicket("A", more)
    let ticket = try #require(taken.string("id"))
    let code = try #require(taken.string("shortCode"))
    _ = try await test.act("open")
    _ = try await test.act("next")
    let hall = "/h/east"
    let api = "/api/v1/halls/east"
    let targets = [
      "/", hall, "\(hall)/lines", "\(hall)/find?code=\(code)", "\(hall)/board", "\(hall)/kiosk",
      "\(hall)/kiosk/lines", "\(hall)/kiosk?step=help", "\(hall)/kiosk?step=return",
      "\(hall)/kiosk?step=identity&line=A", "\(hall)/kiosk/ticket/\(ticket)?print=1",
      "\(hall)/t/\(ticket)", "\(hall)/t/\(ticket)/now", "\(hall)/t/\(ticket)/qr.svg",
      "\(api)/lines", "\(api)/board", "\(api)/tickets/\(ticket)", "/api/v1/halls",
    ]
    for target in targets {
      let answer = await test.send(.get(target))
      #expect([200, 303].contains(answer.status), "\(target)")
      // Not even masked: on these pages nobody needs it.
      for text in [person.name, person.idNumber, person.phone, "欧**君", "119***", "139***"] {
        #expect(!answer.everything.contains(text), "\(target) shows \(text)")
      }
    }
  }

  @Test("what a hall wrote is text on every page, never markup")
  func markup() async throws {
    let test = try await TestSite()
    let script = "<script>x</script>"
    try await test.ledger { ledger in
      for line in [Line.ID.named("A")] {
        try await ledger.saveLine(
          Line(id: line, name: script, place: script, closedReason: script), by: .visitor)
      }
      try await ledger.saveSettings(QueueSettings(notice: script), by: .visitor)
    }
    for target in ["/h/east", "/h/east/board", "/h/east/kiosk", "/h/east/lines"] {
      let answer = await test.send(.get(target))
      #expect(answer.text.contains("&lt;script&gt;"), "\(target)")
      #expect(!answer.text.contains(script), "\(target)")
    }
  }

  @Test("the board and the lines count what was taken, called and cancelled")
  func counts() async throws {
    let test = try await TestSite()
    func waiting() async -> [Int] {
      let answer = await test.send(.get("/api/v1/halls/east/lines"))
      return (answer.object["items"] as? [[String: Any]] ?? []).compactMap { $0["waiting"] as? Int }
    }
    #expect(await waiting() == [0, 0])
    let ticket = try #require(try await test.takeTicket("B").string("id"))
    _ = try await test.takeTicket()
    #expect(await waiting() == [1, 1])
    _ = try await test.ask(.post("/api/v1/halls/east/tickets/\(ticket)/cancel"), as: .kiosk)
    #expect(await waiting() == [1, 0])
    _ = try await test.act("open")
    _ = try await test.act("next")
    #expect(await waiting() == [0, 0])
  }
}
