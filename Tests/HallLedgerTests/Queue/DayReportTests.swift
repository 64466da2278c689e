import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("The day's report")
struct DayReportTests {
  private static let friday = CivilDate("2026-11-20") ?? CivilDate(daysSinceEpoch: 0)

  @Test("waiting and service times, by line and by window, without the time aside")
  func durations() async throws {
    let hall = try await TestHall(windows: ["A", "B"])
    let first = try await hall.take("A")
    _ = try await hall.take("B")
    hall.clock.advance(by: .minutes(4))
    try await hall.call(1)
    hall.clock.advance(by: .seconds(30))
    try await hall.start(1)
    hall.clock.advance(by: .minutes(2))
    try await hall.hold(1)
    hall.clock.advance(by: .minutes(20))
    try await hall.resume(first.id, 1)
    hall.clock.advance(by: .minutes(1))
    try await hall.finish(1)
    try await hall.call(2)
    hall.clock.advance(by: .minutes(1))
    try await hall.finish(2, .left)
    let report = try await hall.ledger.report(of: Self.friday)
    #expect(report.total.taken == 2)
    #expect(report.total.served == 1)
    #expect(report.total.left == 1)
    #expect(report.lines[.named("A")]?.waiting.p50 == 240)
    #expect(report.lines[.named("A")]?.service.p50 == 180)
    #expect(report.windows[.named("1")]?.service.p90 == 180)
    #expect(report.windows[.named("2")]?.service.p50 == nil, "the person had gone")
    #expect(report.windows[.named("2")]?.waiting.p50 == 4 * 60 + 30 + 23 * 60)
    #expect(report.unrated == 1)
    #expect(report.satisfiedPercent == nil)
    #expect(report.hours.map(\.hour) == [9])
  }

  @Test("what was taken back does not count")
  func undone() async throws {
    let hall = try await TestHall()
    _ = try await hall.take()
    try await hall.call()
    try await hall.miss()
    try await hall.undo()
    try await hall.finish()
    try await hall.undo()
    let report = try await hall.ledger.report(of: Self.friday)
    #expect(report.total.missed == 0)
    #expect(report.total.served == 0)
    #expect(report.total.waiting.p50 == 0)
  }

  @Test("a day that is over leaves nobody waiting, and other days are their own")
  func days() async throws {
    let hall = try await TestHall()
    for _ in 0..<3 { _ = try await hall.take() }
    #expect(try await hall.ledger.report(of: Self.friday).stillWaiting == 3)
    hall.clock.advance(by: .hours(24))
    _ = try await hall.take("B")
    let friday = try await hall.ledger.report(of: Self.friday)
    #expect(friday.stillWaiting == 0)
    #expect(friday.total.void == 3)
    #expect(friday.lines[.named("B")] == nil)
    let saturday = try await hall.ledger.report(of: Self.friday.adding(days: 1))
    #expect(saturday.total.taken == 1)
    #expect(saturday.stillWaiting == 1)
    let sunday = try await hall.ledger.report(of: Self.friday.adding(days: 2))
    #expect(sunday.total.taken == 0)
    #expect(sunday.hours.isEmpty)
    #expect(try await hall.ledger.report(of: Self.friday.adding(days: -9)).total.taken == 0)
  }

  @Test("the figures are those of the tables that a replay rebuilds", arguments: [11, 12, 13, 14])
  func againstTables(seed: UInt64) async throws {
    let hall = try await TestHall(windows: ["AB", "AB", "B"])
    var random = SeededGenerator(seed: seed)
    var missed: [Ticket.ID] = []
    var aside: [Int: [Ticket.ID]] = [:]
    for _ in 0..<300 {
      hall.clock.advance(by: .seconds(Int.random(in: 1...40, using: &random)))
      let window = Int.random(in: 1...3, using: &random)
      // What the state forbids is refused, and the next step comes.
      switch Int.random(in: 0..<14, using: &random) {
      case 0...3:
        let goesOn = Int.random(in: 0...2, using: &random) == 0
        _ = try await hall.take(goesOn ? "B" : "A", then: goesOn ? ["A"] : [])
      case 4...6: _ = try? await hall.call(window)
      case 7: _ = try? await hall.start(window)
      case 8:
        if let ticket = try? await hall.miss(window) { missed.append(ticket.id) }
      case 9:
        if let ticket = try? await hall.hold(window) { aside[window, default: []].append(ticket.id) }
      case 10:
        if let ticket = aside[window]?.popLast() { _ = try? await hall.resume(ticket, window) }
        if let ticket = missed.popLast() { _ = try? await hall.putBack(ticket) }
      case 11: _ = try? await hall.transfer(window, to: .line(.named("B")), keepPlace: true)
      case 12: _ = try? await hall.undo(window)
      default:
        let outcome = Ticket.Outcome.allCases.randomElement(using: &random) ?? .served
        _ = try? await hall.finish(window, outcome)
      }
    }
    #expect(try hall.findings() == [], "seed \(seed)")
    let report = try await hall.ledger.report(of: Self.friday)
    let count = { (sql: String) in try await hall.count(sql) }
    #expect(report.total.taken == (try await count("SELECT sum(issued) FROM line_day")))
    #expect(report.total.missed == (try await count("SELECT sum(missed) FROM line_day")))
    #expect(report.total.void == (try await count("SELECT count(*) FROM ticket WHERE state = 'void'")))
    #expect(
      report.total.cancelled
        == (try await count("SELECT count(*) FROM ticket WHERE state = 'cancelled'")))
    #expect(
      report.stillWaiting
        == (try await count("SELECT count(*) FROM ticket WHERE state = 'waiting'")))
    let ended = """
      SELECT count(*) FROM journal f WHERE kind = 'ticket.finished' AND NOT EXISTS (
        SELECT 1 FROM journal u WHERE u.kind = 'act.undone' AND json_extract(u.body, '$.seq') = f.seq)
      """
    #expect(report.total.served + report.total.left == (try await count(ended)))
    #expect(
      report.total.left == (try await count(ended + " AND json_extract(body, '$.outcome') = 'left'")))
    #expect(report.total.taken > 40, "seed \(seed) did too little")
    let byLine = report.lines.values
    #expect(byLine.map(\.taken).reduce(0, +) == report.total.taken)
    #expect(byLine.map(\.served).reduce(0, +) == report.total.served)
    #expect(report.windows.values.map(\.served).reduce(0, +) == report.total.served)
    #expect(report.hours.map(\.served).reduce(0, +) == report.total.served)
  }
}
