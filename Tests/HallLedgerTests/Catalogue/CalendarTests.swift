import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("The county's calendar")
struct CalendarTests {
  static let words = CalendarFile.Words(dayOff: "放假", workingDay: "上班")

  private static let table = """
    日期,安排
    2027-01-01,放假
    2027/2/5,放假
    2027/2/6,放假
    2027/2/7,放假
    2027/2/8,放假
    2027-04-05,放假
    2027-05-01,放假
    2027-05-02,放假
    2027-06-09,放假
    2027-09-15,放假
    2027年10月1日,放假
    2027-10-02,放假
    2027-10-03,放假
    2027-01-03,"上班"

    """

  static func notice() throws -> CalendarYear {
    try CalendarFile.read(Array(table.utf8), year: 2027, source: "示例通知", words: words)
  }

  @Test("a loaded year tells which days changed, and is there after a restart")
  func load() async throws {
    let county = try await TestCounty()
    let changed = try await county.ledger.saveCalendar(Self.notice(), by: .system)
    #expect(changed == [CivilDate("2027-01-03")].compactMap { $0 })
    #expect(try await county.ledger.saveCalendar(Self.notice(), by: .system).isEmpty)
    try await county.ledger.saveLocalDay(
      #require(CivilDate("2027-03-03")), name: " 示例节日 ", by: .system)
    #expect(try county.findings().isEmpty)
    let again = try await county.reopened()
    let calendar = again.facts.calendar
    #expect(calendar.years[2027]?.source == "示例通知")
    #expect(Array(calendar.localDaysOff.values) == ["示例节日"])
    #expect(try !calendar.due(after: #require(CivilDate("2027-02-26")), workingDays: 5).isProvisional)
    try await again.removeLocalDay(#require(CivilDate("2027-03-03")), by: .system)
    #expect(again.facts.calendar.localDaysOff.isEmpty)
    await again.close()
  }

  @Test("a table with faults is refused with the row of each")
  func faults() {
    func refusal(_ text: String) -> [FieldFault] {
      do {
        _ = try CalendarFile.read(Array(text.utf8), year: 2027, source: "示例通知", words: Self.words)
        return []
      } catch {
        return error.faults
      }
    }
    #expect(
      refusal(Self.table.replacing("2027-04-05,放假", with: "2027-13-05,放假")) == [
        FieldFault("row 7 date", .format)
      ])
    #expect(
      refusal(Self.table.replacing("2027-05-02,放假", with: "2027-05-02,休息"))
        == [FieldFault("row 9 kind", .unknown)])
    #expect(refusal(Self.table.replacing("2027-10-03,放假\n", with: "")) == [FieldFault("daysOff", .required)])
    #expect(refusal("{\"year\":2026") == [FieldFault("file", .format)])
    #expect(
      refusal(#"{"year":2026,"daysOff":[],"workingWeekends":[],"source":"x"}"#)
        == [FieldFault("year", .notCombinable)])
    #expect(
      refusal(Self.table.replacing("\"上班\"", with: "\"上班"))
        == [FieldFault("file", .unclosed)])
    for first in ["2027-12-32,放假", "27/12/31,放假", "01/01/2027,放假"] {
      #expect(refusal(Self.table.replacing("日期,安排", with: first)) == [FieldFault("row 1 date", .format)])
    }
    // A line break inside a cell belongs to its row, as a spreadsheet counts.
    #expect(
      refusal(Self.table.replacing("2027-01-01,放假", with: "2027-01-01,放假,\"a\nb\"\n\n2027-13-01,放假")) == [
        FieldFault("row 4 date", .format)
      ])
  }

  @Test("the file's encoding is found out, or refused as such")
  func encoding() throws {
    func read(_ bytes: [UInt8], _ decode: ([UInt8]) -> [UInt8]?) throws(InputRefusal) -> CalendarYear {
      try CalendarFile.read(bytes, year: 2027, source: "示例通知", words: Self.words, decodeGB18030: decode)
    }
    let text = Array(Self.table.utf8)
    let refusal = InputRefusal("file", .encoding)
    #expect(try read([0xB7, 0xC5]) { _ in text } == Self.notice())
    #expect(throws: refusal) { try read([0xFF, 0xFE, 0x41, 0x00]) { _ in text } }
    #expect(throws: refusal) { try read([0xB7]) { _ in nil } }
    // Half a character at the end, and what a wrong decoder makes of it.
    #expect(throws: refusal) { try read(text.dropLast(3)) { _ in Array("2027-01-01,鏀惧亣\n".utf8) } }
  }

  @Test("a table typed by hand needs no last line end, and may have full-width marks")
  func typed() throws {
    for table in [
      String(Self.table.dropLast()), Self.table.replacing("\"", with: "").replacing(",", with: "，"),
      Self.table + ",\n\n",
    ] {
      let notice = try CalendarFile.read(
        Array(table.utf8), year: 2027, source: "示例通知", words: Self.words)
      #expect(try notice == Self.notice())
    }
  }

  @Test("a date that was provisional is firm once the year is loaded")
  func firm() async throws {
    let county = try await TestCounty()
    let start = try #require(CivilDate("2027-01-01"))
    let before = try county.ledger.facts.calendar.due(after: start, workingDays: 5)
    #expect(before.isProvisional)
    #expect(before.date == CivilDate("2027-01-08"))
    let changed = try await county.ledger.saveCalendar(Self.notice(), by: .system)
    #expect(changed == [CivilDate("2027-01-03")])
    let after = try county.ledger.facts.calendar.due(after: start, workingDays: 5)
    #expect(!after.isProvisional)
    #expect(after.date == CivilDate("2027-01-07"), "Sunday the third is worked")
    // A later notice for the same year takes it back.
    let other = try CalendarFile.read(
      Array(Self.table.replacing("2027-01-03,\"上班\"\n", with: "").utf8), year: 2027, source: "示例更正",
      words: Self.words)
    #expect(try await county.ledger.saveCalendar(other, by: .system) == changed)
    #expect(
      try county.ledger.facts.calendar.due(after: start, workingDays: 5)
        == WorkingCalendar.DueDate(date: before.date, isProvisional: false))
  }

  @Test("a table may begin with a byte order mark and be separated by semicolons")
  func spellings() throws {
    let text = "\u{FEFF}" + Self.table.replacing(",", with: ";")
    let notice = try CalendarFile.read(
      Array(text.utf8), year: 2027, source: "示例通知", words: Self.words)
    #expect(try notice == Self.notice())
  }
}
