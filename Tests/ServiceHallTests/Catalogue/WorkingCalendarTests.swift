import Foundation
import HallTesting
import Testing

@testable import ServiceHall

@Suite("WorkingCalendar")
struct WorkingCalendarTests {
  private static func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(daysSinceEpoch: 0) }

  private static func days(_ ranges: [(String, String)]) -> [CivilDate] {
    ranges.flatMap { first, last in
      (day(first).daysSinceEpoch...day(last).daysSinceEpoch).map(CivilDate.init(daysSinceEpoch:))
    }
  }

  static let loaded = [
    CalendarYear(
      year: 2024,
      daysOff: days([
        ("2024-01-01", "2024-01-01"), ("2024-02-10", "2024-02-17"), ("2024-04-04", "2024-04-06"),
        ("2024-05-01", "2024-05-05"), ("2024-06-10", "2024-06-10"), ("2024-09-15", "2024-09-17"),
        ("2024-10-01", "2024-10-07"),
      ]),
      workingWeekends: [
        "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29",
        "2024-10-12",
      ].map(day), source: "notice"),
    CalendarYear(
      year: 2025,
      daysOff: days([
        ("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"),
        ("2025-05-01", "2025-05-05"), ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08"),
      ]),
      workingWeekends: ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"].map(day),
      source: "notice"),
    CalendarYear(
      year: 2026,
      daysOff: days([
        ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"),
        ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"),
        ("2026-10-01", "2026-10-07"),
      ]),
      workingWeekends: [
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
      ].map(day), source: "notice"),
  ]
  private static let calendar = WorkingCalendar(years: loaded)

  @Test(
    "(1, 2) the N-th working day after the start",
    arguments: [
      // New Year's Eve of 2024 was worked.
      ("2024-02-08", 1, "2024-02-09"), ("2024-02-08", 5, "2024-02-21"),
      ("2025-01-24", 5, "2025-02-07"), ("2025-09-26", 5, "2025-10-10"), ("2025-12-31", 1, "2026-01-04"),
      ("2026-02-12", 20, "2026-03-18"), ("2026-05-08", 1, "2026-05-09"), ("2026-08-31", 20, "2026-09-28"),
      ("2026-09-18", 5, "2026-09-24"), ("2026-09-30", 10, "2026-10-20"), ("2026-01-15", 60, "2026-04-16"),
      ("2026-02-16", 0, "2026-02-16"),
    ])
  func due(_ start: String, _ limit: Int, _ expected: String) throws {
    let due = try Self.calendar.due(after: Self.day(start), workingDays: limit)
    #expect(due == WorkingCalendar.DueDate(date: Self.day(expected), isProvisional: false))
  }

  @Test("(2) a limit in natural days that ends on a day off moves on")
  func natural() throws {
    let due = try Self.calendar.due(after: Self.day("2026-09-01"), naturalDays: 30)
    #expect(due.date == Self.day("2026-10-08"))
    #expect(
      try Self.calendar.due(after: Self.day("2026-09-01"), naturalDays: 7).date == Self.day("2026-09-08"))
  }

  @Test("(3) suspended days do not count, and overlapping suspensions count once")
  func suspended() throws {
    let hearing = try #require(
      WorkingCalendar.Suspension(from: Self.day("2026-03-10"), to: Self.day("2026-03-24")))
    let within = try #require(
      WorkingCalendar.Suspension(from: Self.day("2026-03-12"), to: Self.day("2026-03-20")))
    let start = Self.day("2026-03-02")
    #expect(try Self.calendar.due(after: start, workingDays: 20).date == Self.day("2026-03-30"))
    for suspensions in [[hearing], [hearing, within], [within, hearing, hearing]] {
      #expect(
        try Self.calendar.due(after: start, workingDays: 20, suspended: suspensions).date
          == Self.day("2026-04-14"))
    }
    #expect(try Self.calendar.workingDays(from: hearing.from, to: hearing.to) == 10)
    #expect(WorkingCalendar.Suspension(from: start, to: start.adding(days: -1)) == nil)
  }

  @Test("(1) a notice that must be given in five days, and a decision in twenty from the same day")
  func deemedAcceptance() throws {
    let received = Self.day("2026-09-28")
    #expect(try Self.calendar.due(after: received, workingDays: 5).date == Self.day("2026-10-10"))
    #expect(try Self.calendar.due(after: received, workingDays: 20).date == Self.day("2026-10-30"))
  }

  @Test("the notices that come with the program are those", arguments: loaded)
  func shipped(_ notice: CalendarYear) throws {
    struct Days: Decodable {
      let daysOff: [CivilDate]
      let workingWeekends: [CivilDate]
    }
    let file = try JSONDecoder().decode(
      Days.self, from: CatalogueFixtures.template("calendar/\(notice.year).json"))
    #expect(file.daysOff == notice.daysOff)
    #expect(file.workingWeekends == notice.workingWeekends)
    let working = try Self.calendar.workingDays(
      from: Self.day("\(notice.year)-01-01").adding(days: -1), to: Self.day("\(notice.year)-12-31"))
    #expect(working == [2024: 251, 2025: 248, 2026: 248][notice.year])
  }

  @Test("(3) a suspension never makes a limit end earlier", arguments: 0..<300 as Range<UInt64>)
  func laterOnly(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let start = Self.day("2025-01-01").adding(days: Int.random(in: 0...400, using: &random))
    let limit = Int.random(in: 1...40, using: &random)
    let plain = try Self.calendar.due(after: start, workingDays: limit).date
    let suspensions = (0..<Int.random(in: 0...4, using: &random)).compactMap { _ in
      let from = start.adding(days: Int.random(in: -10...60, using: &random))
      return WorkingCalendar.Suspension(
        from: from, to: from.adding(days: Int.random(in: 0...20, using: &random)))
    }
    let due = try Self.calendar.due(after: start, workingDays: limit, suspended: suspensions).date
    #expect(due >= plain, "seed \(seed)")
    #expect(try Self.calendar.isWorkingDay(due), "seed \(seed)")
    #expect(!suspensions.contains { $0.covers(due) }, "seed \(seed)")
  }

  @Test("(4) an answer that rests on a year without its notice is provisional")
  func provisional() throws {
    #expect(try !Self.calendar.due(after: Self.day("2026-12-30"), workingDays: 1).isProvisional)
    let due = try Self.calendar.due(after: Self.day("2026-12-31"), workingDays: 1)
    // New Year's Day is off by law; the notice may take more.
    #expect(due == WorkingCalendar.DueDate(date: Self.day("2027-01-04"), isProvisional: true))
    #expect(try Self.calendar.due(after: Self.day("2026-12-20"), naturalDays: 9).isProvisional == false)
    #expect(try Self.calendar.due(after: Self.day("2026-12-20"), naturalDays: 12).isProvisional)
    #expect(throws: WorkingCalendar.Refusal.yearNotLoaded(2051)) {
      try Self.calendar.due(after: Self.day("2050-12-30"), workingDays: 5)
    }
    #expect(throws: WorkingCalendar.Refusal.limitOutOfRange) {
      try Self.calendar.due(after: Self.day("2026-01-01"), workingDays: -1)
    }
  }

  @Test("days off by law are off in every notice that is known", arguments: [2025, 2026])
  func festivals(_ year: Int) throws {
    let notice = try #require(Self.loaded.first { $0.year == year })
    let festivals = try #require(Festivals.all(in: year))
    #expect(festivals.count == 13)
    #expect(Set(festivals).isSubset(of: Set(notice.daysOff)))
    #expect(try notice.checked() == notice)
  }

  @Test("a further day off of the place is off, also when the notice works on it")
  func local() throws {
    let place = WorkingCalendar(years: Self.loaded, localDaysOff: [Self.day("2026-02-28"): "节日"])
    #expect(try !place.isWorkingDay(Self.day("2026-02-28")))
    #expect(place.changes(since: Self.calendar, in: 2026) == [Self.day("2026-02-28")])
  }

  @Test("a notice that leaves out a day off by law, or works on a weekday, is refused")
  func faults() throws {
    let notice = Self.loaded[2]
    func refusal(_ off: [CivilDate], _ work: [CivilDate]) -> [FieldFault] {
      do {
        _ = try CalendarYear(year: 2026, daysOff: off, workingWeekends: work, source: "notice").checked()
        return []
      } catch {
        return error.faults
      }
    }
    #expect(
      refusal(notice.daysOff.filter { $0 != Self.day("2026-05-02") }, []) == [
        FieldFault("daysOff", .required)
      ])
    #expect(
      refusal(notice.daysOff, [Self.day("2026-03-03")]) == [FieldFault("workingWeekends.0", .notCombinable)])
    #expect(
      refusal(notice.daysOff, [Self.day("2026-01-03")]) == [FieldFault("workingWeekends.0", .notCombinable)])
    #expect(
      refusal(notice.daysOff, [Self.day("2027-01-02")]) == [FieldFault("workingWeekends.0", .outOfRange)])
  }

  @Test("working days left are those that due dates count")
  func left() throws {
    let start = Self.day("2026-02-12")
    let due = try Self.calendar.due(after: start, workingDays: 20).date
    #expect(try Self.calendar.workingDays(from: start, to: due) == 20)
    #expect(try Self.calendar.workingDays(from: due, to: start) == -20)
  }

  @Test("a day is over at midnight or at the end of office hours")
  func dayEnd() throws {
    let day = Self.day("2026-03-30")
    let five = try #require(TimeOfDay("17:00"))
    #expect(
      UTCOffset.beijing.timestamp(DayEnd.midnight.deadline(on: day, offset: .beijing))
        == "2026-03-31T00:00:00+08:00")
    #expect(
      UTCOffset.beijing.timestamp(DayEnd.officeHours(five).deadline(on: day, offset: .beijing))
        == "2026-03-30T17:00:00+08:00")
  }
}
