import HTTPServing
import HallLedger
import HallTesting
import ServiceHall
import Testing

@testable import HallWeb

@Suite("The county's calendar page")
struct CalendarPageTests {
  private static let editor = Asker.staff(.countyAdmin, nil)

  private static let table = """
    日期,安排
    2027-01-01,放假
    2027-01-03,上班
    2027/2/5,放假
    2027/2/6,放假
    2027/2/7,放假
    2027/2/8,放假
    2027/2/9,放假
    2027-04-05,放假
    2027-05-01,放假
    2027-05-02,放假
    2027-06-09,放假
    2027-09-15,放假
    2027-10-01,放假
    2027-10-02,放假
    2027-10-03,放假

    """

  private static func upload(_ test: TestSite, _ table: [UInt8]) async throws -> Answer {
    let csrf = TestSite.csrf(try test.token(editor))
    var body: [UInt8] = []
    for (name, value) in [("csrf", csrf), ("year", "2027"), ("source", "示例通知")] {
      body += Array("--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    body += Array(
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"2027.csv\"\r\n\r\n".utf8)
    body += table + Array("\r\n--b--\r\n".utf8)
    var ask = Ask.form("/county/calendar")
    ask.raw = body
    ask.headers = [("Content-Type", "multipart/form-data; boundary=b")]
    return try await test.ask(ask, as: editor)
  }

  @Test("after a notice is loaded the page tells which days it changed, and its administrator alone")
  func changes() async throws {
    let test = try await TestSite()
    let saved = try await Self.upload(test, Array(Self.table.utf8))
    #expect(saved.status == 303)
    let target = try #require(saved.headers["location"])
    let page = try await test.ask(.get(target), as: Self.editor)
    #expect(page.text.contains("有 2 天和先前的说法不同：1 月 3 日上班、2 月 9 日放假。"))
    for asker in [Asker.visitor, .clerk] {
      let other = try await test.ask(.get(target), as: asker)
      #expect(other.status == 200)
      #expect(!other.text.contains("先前的说法"))
    }
    #expect(try await !test.ask(.get("/calendar?year=2027"), as: Self.editor).text.contains("先前的说法"))
    let again = try await Self.upload(test, Array(Self.table.utf8))
    let same = try await test.ask(.get(try #require(again.headers["location"])), as: Self.editor)
    #expect(same.text.contains("没有哪一天和先前的说法不同。"))
  }

  @Test("a table in GB18030 is read; bytes of no known encoding are refused")
  func encoding() async throws {
    let test = try await TestSite()
    let table = Array(Self.table.utf8)
    #expect(try await Self.upload(test, [0x80] + table).status == 303)
    #expect(test.county.facts.calendar.years[2027]?.source == "示例通知")
    let refused = try await Self.upload(test, [0xFF, 0xFE] + table)
    #expect(refused.status == 422)
    #expect(refused.text.contains("文字编码看不懂"))
  }

  @Test("what stands in the address and is no day of the year is not shown")
  func invented() async throws {
    let test = try await TestSite()
    let page = try await test.ask(
      .get("/calendar?year=2026&changed=2027-01-03,x,2026-13-01"), as: Self.editor)
    #expect(page.status == 200)
    #expect(page.text.contains("没有哪一天和先前的说法不同。"))
  }
}
