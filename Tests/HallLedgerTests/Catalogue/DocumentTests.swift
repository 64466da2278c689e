import Foundation
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("What comes down for the whole county")
struct DocumentTests {
  private static let hall: Hall.ID = .named("chengguan")

  private static func downlink(_ kind: Downlink.Kind, _ message: String, _ json: String) -> Downlink {
    Downlink(
      epoch: String(repeating: "b", count: 32), lane: 1, seq: 1, message: message, entity: "county",
      version: 1, kind: kind, json: json)
  }

  private static func calendar() throws -> String {
    let year = String(decoding: try JSONEncoder().encode(CalendarTests.notice()), as: UTF8.self)
    return #"{"calendar":\#(year),"kind":"calendar.year"}"#
  }

  @Test("a calendar is taken over once, and a local change after it stands")
  func calendarOnce() async throws {
    let test = try await TestCounty()
    let county = test.ledger
    let first = Self.downlink(.calendarYear, "message-1", try Self.calendar())
    #expect(try await county.takeDocument(first, of: Self.hall) == .applied)
    #expect(county.facts.calendar.years[2027]?.source == "示例通知")
    let notice = try CalendarTests.notice()
    let own = CalendarYear(
      year: notice.year, daysOff: notice.daysOff, workingWeekends: notice.workingWeekends,
      source: "this county's own")
    _ = try await county.saveCalendar(own, by: .system)
    #expect(try await county.takeDocument(first, of: Self.hall) == nil)
    #expect(county.facts.calendar.years[2027]?.source == "this county's own")
    #expect(try test.findings().isEmpty)
  }

  @Test("a catalogue is brought in as a file would be")
  func catalogue() async throws {
    let test = try await TestCounty()
    let county = test.ledger
    let department = String(decoding: try JSONEncoder().encode(CatalogueFixtures.department), as: UTF8.self)
    let json = #"{"catalogue":{"departments":[\#(department)]},"kind":"catalogue.delta"}"#
    let outcome = try await county.takeDocument(
      Self.downlink(.catalogueDelta, "message-2", json), of: Self.hall)
    #expect(outcome == .applied)
    #expect(Array(county.facts.departments.values) == [CatalogueFixtures.department])
  }

  @Test(
    "what does not fit is refused whole and noted, and a matter of the hall alone is left to it",
    arguments: [
      (Downlink.Kind.calendarYear, #"{"kind":"calendar.year"}"#),
      (.calendarYear, #"{"calendar":{"year":1},"kind":"calendar.year"}"#),
      (.catalogueSnapshot, #"{"catalogue":[],"kind":"catalogue.snapshot"}"#),
      (.catalogueDelta, #"{"catalogue":{"departments":[{"id":"?"}]},"kind":"catalogue.delta"}"#),
    ])
  func refused(kind: Downlink.Kind, json: String) async throws {
    let test = try await TestCounty()
    let county = test.ledger
    let document = Self.downlink(kind, "message-3", json)
    #expect(try await county.takeDocument(document, of: Self.hall) == .refused)
    #expect(try await county.takeDocument(document, of: Self.hall) == nil)
    let notice = Self.downlink(.notice, "message-4", "{}")
    #expect(try await county.takeDocument(notice, of: Self.hall) == nil)
    #expect(county.facts.calendar.years[1] == nil && county.facts.departments.isEmpty)
  }
}
