import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Idempotency keys")
struct IdempotencyTests {
  private static func take(
    _ hall: TestHall, key: String, request: [UInt8] = [1], line: String = "A"
  ) async throws -> [UInt8] {
    try await hall.ledger.issueTicket(
      try TicketRequest(line: .named(line)), by: .visitor,
      key: IdempotencyKey(key: key, request: request), answer: TestHall.answer)
  }

  @Test("(5) the same key and request give the first answer, byte for byte, and no second ticket")
  func same() async throws {
    let hall = try await TestHall()
    let first = try await Self.take(hall, key: "kiosk-1:k")
    let called = try #require(try await hall.call())
    let ticket = try TestHall.ticket(first)
    #expect(called.id == ticket.id)
    #expect(try await Self.take(hall, key: "kiosk-1:k") == first)
    #expect(try await hall.count("SELECT count(*) FROM ticket") == 1)
    #expect(try await Self.take(hall, key: "kiosk-2:k") != first)
  }

  @Test("(5) also after the ledger was closed, and after a crash")
  func later() async throws {
    let hall = try await TestHall()
    let first = try await Self.take(hall, key: "k")
    let survivor = try hall.crashed()
    #expect(try await Self.take(survivor, key: "k") == first)
    let again = try await hall.reopened()
    #expect(try await Self.take(again, key: "k") == first)
    #expect(try await again.count("SELECT count(*) FROM ticket") == 1)
    await #expect(throws: RequestRefusal.idempotencyKeyReused) {
      try await Self.take(again, key: "k", request: [2])
    }
  }

  @Test("(5) the same key with another request is refused")
  func reused() async throws {
    let hall = try await TestHall()
    _ = try await Self.take(hall, key: "k")
    await #expect(throws: RequestRefusal.idempotencyKeyReused) {
      try await Self.take(hall, key: "k", request: [2], line: "B")
    }
    #expect(try await hall.count("SELECT count(*) FROM ticket") == 1)
  }

  @Test("(5) many that arrive at once get one ticket, and the others' requests are refused")
  func atOnce() async throws {
    let hall = try await TestHall()
    let answers: [Result<[UInt8], any Error>] = await withTaskGroup(of: Result<[UInt8], any Error>.self) {
      group in
      for number in 0..<200 {
        group.addTask {
          do {
            return .success(
              try await Self.take(hall, key: "k\(number % 4)", request: [UInt8(number % 20 == 19 ? 9 : 1)]))
          } catch { return .failure(error) }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    var bytes: Set<[UInt8]> = []
    var refused = 0
    for answer in answers {
      switch answer {
      case .success(let answer): bytes.insert(answer)
      case .failure(let error):
        #expect(error as? RequestRefusal == .idempotencyKeyReused)
        refused += 1
      }
    }
    // Of the fourth key either request may have come first.
    #expect(bytes.count == 4)
    #expect(refused == 10 || refused == 40)
    #expect(try await hall.count("SELECT count(*) FROM ticket") == 4)
  }

  @Test("an answer is kept for three days, through closing and new business days, and then forgotten")
  func forgotten() async throws {
    let hall = try await TestHall()
    let first = try await Self.take(hall, key: "k")
    for _ in 0..<3 {
      hall.clock.advance(by: .hours(24))
      _ = try await hall.take()
      #expect(try await Self.take(hall, key: "k") == first)
    }
    hall.clock.advance(by: .hours(24))
    _ = try await hall.take()
    #expect(try await Self.take(hall, key: "k") != first)
    #expect(try hall.findings() == [])
  }

  @Test("a refusal is not kept: the same key may succeed later")
  func refusalIsNotKept() async throws {
    let hall = try await TestHall()
    try await hall.ledger.setLineClosed(.named("A"), reason: "维护", by: TestHall.person)
    await #expect(throws: QueueRefusal.lineClosed(reason: "维护")) { try await Self.take(hall, key: "k") }
    try await hall.ledger.setLineClosed(.named("A"), reason: nil, by: TestHall.person)
    #expect(try TestHall.ticket(try await Self.take(hall, key: "k")).number.description == "A001")
  }
}
