import Foundation
import ServiceHall
import Testing

@Suite("CivilDate")
struct CivilDateTests {
  /// Counts days one by one, by the calendar's own rule.
  private struct Almanac {
    var year = 1900
    var month = 1
    var day = 1
    /// 1900-01-01 was a Monday, 25,567 days before 1970-01-01.
    var sinceEpoch = -25_567
    var weekday = 0

    private var monthLength: Int {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    mutating func turnPage() {
      day += 1
      sinceEpoch += 1
      weekday = (weekday + 1) % 7
      if day > monthLength { (day, month) = (1, month + 1) }
      if month > 12 { (month, year) = (1, year + 1) }
    }
  }

  @Test("agrees with an almanac from 1900 to 2100, day by day")
  func everyDay() throws {
    var almanac = Almanac()
    var days = 0
    while almanac.year <= 2100 {
      let date = CivilDate(daysSinceEpoch: almanac.sinceEpoch)
      let parts = date.parts
      let agrees =
        parts == (almanac.year, almanac.month, almanac.day)
        && date.weekday == Weekday.allCases[almanac.weekday]
        && CivilDate(year: almanac.year, month: almanac.month, day: almanac.day) == date
        && CivilDate(date.description) == date
      try #require(agrees, "\(almanac)")
      almanac.turnPage()
      days += 1
    }
    #expect(days == 73_414)
    #expect(almanac.sinceEpoch == CivilDate(year: 2101, month: 1, day: 1)?.daysSinceEpoch)
  }

  @Test(
    "there are no such days",
    arguments: [
      "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10",
      "2026-01-00", "2026-1-01", "26-01-01", "2026-01-01 ", "2026/01/01", "-026-01-01", "2026-01-+1",
      "２０２６-01-01", "",
    ])
  func refused(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test("leap days exist every four years but in three centuries of four")
  func leapDays() {
    #expect(CivilDate("2024-02-29")?.description == "2024-02-29")
    #expect(CivilDate("2000-02-29")?.weekday == .tuesday)
    #expect(CivilDate("2026-11-20")?.weekday == .friday)
  }

  @Test("order and arithmetic are those of days")
  func arithmetic() throws {
    let day = try #require(CivilDate("2026-12-31"))
    #expect(day.adding(days: 1).description == "2027-01-01")
    #expect(day.adding(days: -365).description == "2025-12-31")
    #expect(day < day.adding(days: 1))
  }

  @Test("JSON holds the text, and only a date")
  func coding() throws {
    let day = try #require(CivilDate("2026-11-20"))
    #expect(String(decoding: try JSONEncoder().encode([day]), as: UTF8.self) == #"["2026-11-20"]"#)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([CivilDate].self, from: Data(#"["2026-02-30"]"#.utf8))
    }
  }
}
