import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Business day")
struct BusinessDayTests {
  /// A hall a minute before midnight.
  private static func lateHall() async throws -> TestHall {
    try await TestHall(clock: FixedClock(at: .fridayMorning + .hours(15) - .minutes(1)))
  }

  @Test("numbers begin anew; what waited, missed or was held yesterday is void")
  func midnight() async throws {
    let hall = try await Self.lateHall()
    for _ in 0..<5 { _ = try await hall.take() }
    _ = try await hall.take("A", priority: .elderly)
    _ = try await hall.take("B")
    for act in [hall.hold, hall.miss, hall.start] {
      try await hall.call()
      _ = try await act(1)
    }
    try await hall.call(2)
    try await hall.transfer(2, to: .window(TestHall.window(1)))
    #expect(try await hall.count("SELECT count(DISTINCT state) FROM ticket") == 4)
    hall.clock.advance(by: .minutes(2))
    let first = try await hall.take()
    #expect(first.number.description == "A001")
    #expect(first.day.description == "2026-11-21")
    let yesterday = "day = '2026-11-20' AND"
    #expect(
      try await hall.count(
        "SELECT count(*) FROM ticket WHERE \(yesterday) state IN ('waiting', 'held', 'missed', 'called')")
        == 0)
    #expect(try await hall.count("SELECT count(*) FROM ticket WHERE \(yesterday) state = 'serving'") == 1)
    #expect(
      try await hall.count(
        "SELECT sum(waiting_priority + waiting_normal) FROM line_day WHERE day = '2026-11-20'") == 0)
    #expect(try await hall.finish(1).outcome == .served, "who is being served stays")
    #expect(try await hall.journal().filter { $0.kind == "day.opened" }.count == 2)
    #expect(try hall.findings() == [])
  }

  @Test("the first call of a day finds nobody of yesterday")
  func firstCall() async throws {
    let hall = try await Self.lateHall()
    let waiting = try await hall.take()
    hall.clock.advance(by: .minutes(2))
    #expect(try await hall.call() == nil)
    _ = try await hall.take("B")
    #expect(try await hall.now(waiting).state == .void)
    #expect(try await hall.call()?.number.description == "B001")
    #expect(try hall.findings() == [])
  }

  @Test("nobody comes back from yesterday: not missed, not held, not waiting")
  func noReturn() async throws {
    let hall = try await Self.lateHall()
    let missed = try await hall.take()
    try await hall.call()
    try await hall.miss()
    let held = try await hall.take()
    try await hall.call()
    try await hall.hold()
    let waiting = try await hall.take()
    hall.clock.advance(by: .minutes(2))
    await #expect(throws: QueueRefusal.ticketState(.void)) { try await hall.putBack(missed.id) }
    await #expect(throws: QueueRefusal.ticketState(.void)) { try await hall.resume(held.id) }
    await #expect(throws: QueueRefusal.ticketState(.void)) {
      try await hall.ledger.cancelTicket(waiting.id, by: .visitor)
    }
  }

  @Test("refusals and repetitions alone do not open a day")
  func refusalsDoNotOpen() async throws {
    let hall = try await Self.lateHall()
    hall.clock.advance(by: .minutes(2))
    let before = hall.ledger.position
    await #expect(throws: QueueRefusal.unknownLine) { try await hall.take("Z") }
    #expect(try await hall.call() == nil)
    #expect(hall.ledger.position == before)
    #expect(hall.ledger.facts.day?.description == "2026-11-20")
    _ = try await hall.take()
    #expect(hall.ledger.position == before + 2)
    #expect(hall.ledger.facts.day?.description == "2026-11-21")
    #expect(try hall.findings() == [])
  }

  @Test("a ticket that was served past midnight and put back is void at the next one")
  func secondMidnight() async throws {
    let hall = try await Self.lateHall()
    _ = try await hall.take()
    try await hall.call()
    try await hall.start()
    hall.clock.advance(by: .minutes(2))
    _ = try await hall.take()
    let late = try await hall.transfer(1, to: .line(.named("B")))
    #expect(try await hall.now(late).stateName == .waiting)
    hall.clock.advance(by: .hours(24))
    _ = try await hall.take()
    #expect(try await hall.now(late).state == .void)
    #expect(try hall.findings() == [])
  }

  @Test("a clock that jumps back does not mix days", arguments: [3_600, 86_400 * 3, 1_700_000_000])
  func back(seconds: Int) async throws {
    let hall = try await Self.lateHall()
    _ = try await hall.take()
    hall.clock.advance(by: .minutes(2))
    _ = try await hall.take()
    hall.clock.jump(to: hall.clock.now - .seconds(seconds))
    let next = try await hall.take()
    #expect(next.number.description == "A002")
    #expect(next.day.description == "2026-11-21")
    #expect(hall.ledger.clockSuspicion == .behind)
    let again = try await hall.reopened()
    #expect(try await again.take().number.description == "A003")
    #expect(try again.findings() == [])
  }
}
