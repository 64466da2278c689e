import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Numbers on paper")
struct PaperCallTests {
  private static let blocks = "/api/v1/halls/east/paper-blocks"
  private static let aside = Call.post("/paper-blocks", #"{"line":"A","count":3}"#, as: .admin)

  private static func refuses(_ name: String, _ json: String, _ faults: String...) -> Call {
    Call(name, [], .admin, .post(blocks, json, key: "k"), 422, "invalid", faults: faults)
  }

  static let reserving: [Call] = [
    Call(
      "numbers are set aside", [Call.take()], .admin,
      .post(blocks, #"{"line":"A","count":3}"#, key: "k"), 201,
      contains: [
        #""line":"A""#, #""first":"A002""#, #""last":"A004""#, #""entered":[]"#,
        #""reservedAt":"2026-11-20T09:00:00+08:00""#,
      ]),
    Call("and listed", [aside], .admin, .get(blocks), 200, contains: [#""first":"A001""#]),
    Call(
      "the next number comes after them", [aside], .kiosk,
      .post("/api/v1/halls/east/tickets", #"{"line":"A"}"#, key: "k"), 201, contains: ["A004"]),
    Call("a clerk sets none aside", [], .clerk, .post(blocks, "{}"), 403, "not-allowed"),
    Call("a clerk does not list them", [], .clerk, .get(blocks), 403, "not-allowed"),
    Call(
      "an unknown line", [], .admin, .post(blocks, #"{"line":"X","count":3}"#, key: "k"), 404,
      "unknown-line"),
    refuses("none", #"{"line":"A","count":0}"#, "count out-of-range"),
    refuses("too many", #"{"line":"A","count":201}"#, "count out-of-range"),
    refuses("a count that is a text", #"{"line":"A","count":"3"}"#, "count wrong-type"),
    Call(
      "half a number", [], .admin, .post(blocks, #"{"line":"A","count":1.5}"#, key: "k"), 400,
      "malformed"),
    refuses("no count", #"{"line":"A"}"#, "count required"),
  ]

  @Test("setting numbers aside", arguments: reserving) func runReserving(_ call: Call) async throws {
    try await call.check()
  }

  /// What is entered into the block A001–A003, with or without a key.
  struct Entry: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let json: String
    var key: String? = "k"
    var block: String?
    let status: Int
    var code: String?
    var contains: [String] = []
  }

  static let entries: [Entry] = [
    Entry(
      testDescription: "a number that waits", json: #"{"number":"A002"}"#, status: 201,
      contains: [#""number":"A002""#, #""state":"waiting""#]),
    Entry(
      testDescription: "a number that was served on paper", json: #"{"number":"A002","served":true}"#,
      status: 201, contains: [#""state":"done""#]),
    Entry(
      testDescription: "with its priority",
      json: #"{"number":"A003","priority":{"reason":"pregnant"}}"#, status: 201,
      contains: [#""priority":"pregnant""#]),
    Entry(
      testDescription: "no key", json: #"{"number":"A002"}"#, key: nil, status: 428,
      code: "idempotency-key-missing"),
    Entry(
      testDescription: "a number that was not set aside", json: #"{"number":"A004"}"#, status: 409,
      code: "number-not-reserved"),
    Entry(
      testDescription: "a number of another line", json: #"{"number":"B001"}"#, status: 409,
      code: "number-not-reserved"),
    Entry(
      testDescription: "a number that was entered", json: #"{"number":"A001"}"#, status: 409,
      code: "number-taken"),
    Entry(
      testDescription: "what is no number", json: #"{"number":"A1"}"#, status: 422, code: "invalid"),
    Entry(
      testDescription: "a block that nobody reserved", json: #"{"number":"A002"}"#, block: "999",
      status: 404, code: "unknown-paper-block"),
    Entry(
      testDescription: "what is no block", json: #"{"number":"A002"}"#, block: "A", status: 404,
      code: "not-found"),
  ]

  @Test("entering a handwritten ticket", arguments: entries)
  func entering(_ entry: Entry) async throws {
    let test = try await TestSite()
    let reserved = try await Self.aside(test)
    let reservedBlock = try #require(reserved?.integer("id"))
    let block = entry.block ?? String(reservedBlock)
    let path = "\(Self.blocks)/\(block)/entries"
    let first = try await test.ask(
      .post("\(Self.blocks)/\(reservedBlock)/entries", #"{"number":"A001"}"#, key: "1"),
      as: .admin)
    #expect(first.status == 201)
    let answer = try await test.ask(.post(path, entry.json, key: entry.key), as: .admin)
    #expect(answer.status == entry.status, "\(answer.text)")
    #expect(answer.code == entry.code)
    for text in entry.contains { #expect(answer.text.contains(text)) }
    if entry.status >= 400 { Call.checkProblem(answer) }
  }

  @Test("yesterday's block takes no more numbers")
  func yesterday() async throws {
    let test = try await TestSite()
    let block = try #require(try await Self.aside(test)?.integer("id"))
    test.clock.advance(by: .hours(24))
    let digest = Gate.digest(try test.token(.admin), test.site.surroundings)
    _ = try await test.county.openSession(
      of: try #require(Asker.admin.account), token: digest, lasting: .hours(12))
    let answer = try await test.ask(
      .post("\(Self.blocks)/\(block)/entries", #"{"number":"A001"}"#, key: "k"), as: .admin)
    #expect(answer.code == "number-not-reserved")
  }
}
