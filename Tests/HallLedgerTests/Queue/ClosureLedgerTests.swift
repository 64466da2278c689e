import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Days off")
struct ClosureLedgerTests {
  private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  private static func close(
    _ hall: TestHall, _ from: String, _ through: String, _ reason: String = "停电"
  ) async throws {
    try await hall.ledger.addClosure(
      from: try day(from), through: try day(through), reason: reason, by: TestHall.person)
  }

  @Test("a closed hall gives out no numbers, calls who waits, and opens by itself afterwards")
  func closed() async throws {
    let hall = try await TestHall()
    _ = try await hall.take()
    try await Self.close(hall, "2026-11-20", "2026-11-21")
    let opens = try Self.day("2026-11-22")
    await #expect(throws: QueueRefusal.hallClosed(reason: "停电", opens: opens)) {
      try await hall.take()
    }
    let board = try await hall.ledger.board(at: hall.clock.now)
    #expect(board.lines.allSatisfy { !$0.isOpen && $0.closedReason == "停电" && $0.nextOpening == nil })
    #expect(board.lines.map { $0.laterOpening?.daysAhead } == [2, 2])
    #expect(board.closed?.opening?.date == opens && board.closed?.days.reason == "停电")
    #expect(try await hall.call()?.number.description == "A001", "who waits is still called")
    hall.clock.advance(by: .hours(24))
    await #expect(throws: QueueRefusal.self) { try await hall.take() }
    hall.clock.advance(by: .hours(24))
    #expect(try await hall.take().number.description == "A001")
    #expect(try await hall.ledger.board(at: hall.clock.now).closed == nil)
    #expect(hall.ledger.facts.closures.isEmpty, "what is over is forgotten")
  }

  @Test("a closure that is taken back closes nothing, and the same days twice are one")
  func takenBack() async throws {
    let hall = try await TestHall()
    try await Self.close(hall, "2026-11-20", "2026-11-20")
    try await Self.close(hall, "2026-11-20", "2026-11-20")
    let id = try #require(hall.ledger.facts.closures.first?.id)
    #expect(hall.ledger.facts.closures.count == 1)
    try await hall.ledger.removeClosure(id, by: TestHall.person)
    _ = try await hall.take()
    await #expect(throws: QueueRefusal.unknownClosure) {
      try await hall.ledger.removeClosure(id, by: TestHall.person)
    }
    await #expect(throws: InputRefusal("through", .outOfRange)) {
      try await Self.close(hall, "2026-11-19", "2026-11-19")
    }
    #expect(hall.ledger.facts.closures.isEmpty)
  }

  @Test("a replay makes the same days off")
  func replay() async throws {
    let hall = try await TestHall()
    try await Self.close(hall, "2026-11-20", "2026-11-20")
    try await Self.close(hall, "2027-02-05", "2027-02-12", "春节")
    try await Self.close(hall, "2027-04-05", "2027-04-05", "清明")
    let spring = try #require(hall.ledger.facts.closures.first { $0.days.reason == "春节" })
    try await hall.ledger.removeClosure(spring.id, by: TestHall.person)
    hall.clock.advance(by: .hours(24))
    _ = try await hall.take()
    let reopened = try await hall.reopened()
    #expect(reopened.ledger.facts.closures.map(\.days.reason) == ["清明"])
    await reopened.ledger.close()
    #expect(try hall.findings() == [])
  }
}
