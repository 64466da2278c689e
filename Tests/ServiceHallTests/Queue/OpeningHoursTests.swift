import Foundation
import ServiceHall
import Testing

@Suite("OpeningHours")
struct OpeningHoursTests {
  private let friday: CivilDate
  private let hours: OpeningHours

  init() throws {
    friday = try #require(CivilDate("2026-11-20"))
    hours = try OpeningHours([.friday: [try Self.span("14:00", "17:30"), try Self.span("09:00", "12:00")]])
  }

  private static func time(_ text: String) throws -> TimeOfDay { try #require(TimeOfDay(text)) }

  private static func span(_ from: String, _ to: String) throws -> OpeningHours.Span {
    try #require(OpeningHours.Span(from: time(from), to: time(to)))
  }

  @Test(
    "holds its first minute and not its last",
    arguments: [
      ("08:59", false), ("09:00", true), ("11:59", true), ("12:00", false), ("13:59", false),
      ("14:00", true), ("17:29", true), ("17:30", false), ("00:00", false), ("24:00", false),
    ])
  func edges(text: String, isOpen: Bool) throws {
    #expect(hours.isOpen(on: friday, at: try Self.time(text)) == isOpen)
    #expect(!hours.isOpen(on: friday.adding(days: 1), at: try Self.time(text)))
    #expect(OpeningHours.always.isOpen(on: friday, at: try Self.time(text)) == (text != "24:00"))
  }

  @Test("says when it opens next")
  func next() throws {
    #expect(hours.nextOpening(on: friday, after: try Self.time("08:00")) == (try Self.time("09:00")))
    #expect(hours.nextOpening(on: friday, after: try Self.time("09:00")) == (try Self.time("14:00")))
    #expect(hours.nextOpening(on: friday, after: try Self.time("15:00")) == nil)
  }

  @Test("spans of one day do not overlap; they may touch")
  func overlap() throws {
    #expect(throws: InputRefusal("hours.monday", .notCombinable)) {
      try OpeningHours([.monday: [try Self.span("09:00", "12:00"), try Self.span("11:59", "13:00")]])
    }
    _ = try OpeningHours([.monday: [try Self.span("09:00", "12:00"), try Self.span("12:00", "13:00")]])
    #expect(OpeningHours.Span(from: try Self.time("09:00"), to: try Self.time("09:00")) == nil)
  }

  @Test("is the same after JSON")
  func coding() throws {
    let json = try JSONEncoder().encode(hours)
    #expect(try JSONDecoder().decode(OpeningHours.self, from: json) == hours)
  }

  @Test(
    "a decoder does not let in what the initialiser refuses",
    arguments: [
      #"{"friday":[{"from":"12:00","to":"09:00"}]}"#, #"{"friday":[{"from":"09:00","to":"09:00"}]}"#,
      #"{"friday":[{"from":"09:00","to":"12:00"},{"from":"10:00","to":"11:00"}]}"#,
      #"{"friday":[{"from":"9:00","to":"12:00"}]}"#,
    ])
  func decodingIsChecked(json: String) {
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(OpeningHours.self, from: Data(json.utf8))
    }
  }
}
