import HallTesting
import ServiceHall
import Testing

@Suite("Closure")
struct ClosureTests {
  private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  private static func time(_ text: String) throws -> TimeOfDay { try #require(TimeOfDay(text)) }

  private static func days(
    _ from: String, _ through: String, _ reason: String? = "停电", today: String = "2026-11-20"
  ) throws -> Closure.Days {
    try Closure.Days(from: day(from), through: day(through), reason: reason, today: day(today))
  }

  private static func closure(_ id: Int64, _ from: String, _ through: String) throws -> Closure {
    Closure(id: id, days: try days(from, through, "放假 \(id)"))
  }

  @Test("(1) it ends on its first day or later, within a year, and not before today")
  func range() throws {
    _ = try Self.days("2026-11-20", "2026-11-20")
    _ = try Self.days("2026-11-18", "2026-11-20")
    _ = try Self.days("2026-12-01", "2027-12-02")
    for (from, through) in [
      ("2026-11-22", "2026-11-21"), ("2026-11-18", "2026-11-19"), ("2026-12-01", "2027-12-03"),
    ] {
      #expect(throws: InputRefusal("through", .outOfRange)) { try Self.days(from, through) }
    }
  }

  @Test("it has a reason of at most thirty characters")
  func reason() throws {
    #expect(try Self.days("2026-11-20", "2026-11-20", " 停电 ").reason == "停电")
    let wrong: [(String?, FieldFault.Code)] = [
      (nil, .required), (" ", .required), (String(repeating: "停", count: 31), .tooLong),
      ("停\u{202E}电", .controlCharacter),
    ]
    for (text, code) in wrong {
      #expect(throws: InputRefusal("reason", code)) {
        try Self.days("2026-11-20", "2026-11-20", text)
      }
    }
  }

  @Test("(2) it holds on its first and last day; the first that was made speaks")
  func holds() throws {
    let closures = [
      try Self.closure(9, "2026-11-24", "2026-11-26"), try Self.closure(12, "2026-11-20", "2026-11-24"),
    ]
    let held = try ["2026-11-19", "2026-11-20", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"]
      .map { closures.closure(on: try Self.day($0))?.id }
    #expect(held == [nil, 12, 9, 9, 9, nil])
  }

  @Test("a line opens next on a day of its hours that no closure holds")
  func nextOpening() throws {
    let span = try #require(
      try OpeningHours.Span(from: Self.time("09:00"), to: Self.time("12:00")))
    let hours = try OpeningHours([.monday: [span], .friday: [span]])
    let friday = try Self.day("2026-11-20")
    func next(_ closures: [Closure]) -> String? {
      hours.firstOpening(after: friday, closures: closures)?.date.description
    }
    #expect(next([]) == "2026-11-23")
    #expect(next([try Self.closure(1, "2026-11-20", "2026-11-23")]) == "2026-11-27")
    let month = [
      try Self.closure(1, "2026-11-20", "2026-12-18"), try Self.closure(2, "2026-12-19", "2026-12-21"),
    ]
    #expect(next(month) == "2026-12-25")
    #expect(try OpeningHours([:]).firstOpening(after: friday, closures: month) == nil)
  }

  @Test("a line refuses with the reason and the day on which it opens")
  func refuses() throws {
    let line = Line(id: .named("A"), name: "社保", closedReason: "维护")
    let closures = [try Self.closure(1, "2026-11-20", "2026-11-22")]
    let opens = try Self.day("2026-11-23")
    #expect(throws: QueueRefusal.hallClosed(reason: "放假 1", opens: opens)) {
      try line.admit(
        try TicketRequest(line: line.id), issued: 0, taken: 0, on: try Self.day("2026-11-21"),
        at: try Self.time("10:00"), closures: closures)
    }
    #expect(QueueRefusal.hallClosed(reason: "", opens: nil).code == "line-closed")
  }
}
