import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Keys of repeated requests")
struct IdempotencyKeyTests {
  private static let path = "/api/v1/halls/east/tickets"

  @Test("the same key and body give the same answer, byte for byte, whatever happened since")
  func repetition() async throws {
    let test = try await TestSite()
    let ask = Ask.post(Self.path, #"{"line":"A"}"#, key: "one")
    let first = try await test.ask(ask, as: .kiosk)
    #expect(first.status == 201)
    _ = try await test.act("open")
    _ = try await test.act("next")
    test.clock.advance(by: .minutes(3))
    let second = try await test.ask(ask, as: .kiosk)
    #expect(second.bytes == first.bytes)
    #expect(second.status == 201)
    #expect(try await test.kinds().filter { $0 == "ticket.issued" }.count == 1)
  }

  @Test("twenty sendings at once give one number")
  func simultaneous() async throws {
    let test = try await TestSite()
    let ask = Ask.post(Self.path, #"{"line":"A"}"#, key: "one")
    let answers = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<20 { group.addTask { try await test.ask(ask, as: .kiosk).bytes } }
      return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
    }
    #expect(answers.count == 1)
    #expect(try await test.kinds().filter { $0 == "ticket.issued" }.count == 1)
  }

  @Test("the same key with another body is refused and gives no number")
  func reuse() async throws {
    let test = try await TestSite()
    _ = try await test.ask(.post(Self.path, #"{"line":"A"}"#, key: "one"), as: .kiosk)
    let answer = try await test.ask(.post(Self.path, #"{"line":"B"}"#, key: "one"), as: .kiosk)
    #expect(answer.status == 422)
    #expect(answer.code == "idempotency-key-reused")
    Call.checkProblem(answer)
    #expect(try await test.kinds().filter { $0 == "ticket.issued" }.count == 1)
  }

  @Test("a refusal is not kept: the same key may try again")
  func refusal() async throws {
    let test = try await TestSite()
    let close = Call.line { $0.closedReason = "设备检修" }
    let open = Call.line { $0.closedReason = nil }
    let ask = Ask.post(Self.path, #"{"line":"A"}"#, key: "one")
    _ = try await close(test)
    #expect(try await test.ask(ask, as: .kiosk).status == 409)
    _ = try await open(test)
    #expect(try await test.ask(ask, as: .kiosk).status == 201)
  }

  @Test("keys of different callers, halls and routes never meet")
  func callers() async throws {
    let test = try await TestSite()
    let asks: [(Asker, Ask)] = [
      (.kiosk, .post(Self.path, #"{"line":"A"}"#, key: "one")),
      (.clerk, .post(Self.path, #"{"line":"A"}"#, key: "one")),
      (.otherClerk, .post(Self.path, #"{"line":"B"}"#, key: "one")),
      (
        .device(.kiosk, Asker.west),
        .post("/api/v1/halls/west/tickets", #"{"line":"X"}"#, key: "one")
      ),
    ]
    var tickets: Set<String> = []
    for (asker, ask) in asks {
      let answer = try await test.ask(ask, as: asker)
      #expect(answer.status == 201)
      tickets.insert(answer.string("id").map { "\($0) \(answer.string("line") ?? "")" } ?? "")
    }
    #expect(tickets.count == asks.count)
  }

  @Test("a kiosk's form that is sent twice gives one number")
  func form() async throws {
    let test = try await TestSite()
    let page = try await test.ask(.get("/h/east/kiosk"), as: .kiosk)
    let key = try #require(page.hidden("key"))
    let form = Ask.form("/h/east/kiosk", [("line", "A"), ("key", key)])
    let first = try await test.ask(form, as: .kiosk)
    let second = try await test.ask(form, as: .kiosk)
    #expect(first.status == 303)
    #expect(first.headers["location"] == second.headers["location"])
    #expect(try await test.kinds().filter { $0 == "ticket.issued" }.count == 1)
    let other = try await test.ask(.form("/h/east/kiosk", [("line", "B"), ("key", key)]), as: .kiosk)
    #expect(other.status == 422)
    let none = try await test.ask(.form("/h/east/kiosk", [("line", "B")]), as: .kiosk)
    #expect(none.status == 428)
  }
}
