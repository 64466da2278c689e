import Foundation
import HallTesting
import ServiceHall
import Testing

@Suite("Line")
struct LineTests {
  private static let friday = CivilDate(daysSinceEpoch: 20_777)

  private func admit(_ line: Line, issued: Int = 0, taken: Int = 0) throws {
    let noon = try #require(TimeOfDay("12:00"))
    try line.admit(
      try TicketRequest(line: line.id), issued: issued, taken: taken, on: Self.friday, at: noon)
  }

  @Test("fields are trimmed and have their ranges")
  func ranges() throws {
    let line = try Line(id: .named("A"), name: " 社保 ", place: " ", closedReason: "").checked()
    #expect(line == Line(id: .named("A"), name: "社保"))
    var wrong = line
    wrong.dailyCap = 0
    wrong.personCap = 100
    wrong.overdueAfterMinutes = 601
    #expect(
      throws: InputRefusal([
        FieldFault("dailyCap", .outOfRange), FieldFault("personCap", .outOfRange),
        FieldFault("overdueAfterMinutes", .outOfRange),
      ])
    ) { try wrong.checked() }
    var named = line
    named.name = String(repeating: "长", count: 21)
    #expect(throws: InputRefusal("name", .tooLong)) { try named.checked() }
  }

  @Test("gives out numbers up to its caps")
  func caps() throws {
    let line = Line(id: .named("A"), name: "社保", dailyCap: 2, personCap: 1)
    try admit(line, issued: 1)
    #expect(throws: QueueRefusal.dailyLimit(2)) { try admit(line, issued: 2) }
    #expect(throws: QueueRefusal.personLimit(1)) { try admit(line, issued: 1, taken: 1) }
  }

  @Test("a closed line says why; outside its hours it says nothing")
  func closed() throws {
    let line = Line(id: .named("A"), name: "社保", closedReason: "维护")
    #expect(throws: QueueRefusal.lineClosed(reason: "维护")) { try admit(line) }
    let never = Line(id: .named("A"), name: "社保", hours: try OpeningHours([:]))
    #expect(throws: QueueRefusal.lineClosed(reason: nil)) { try admit(never) }
  }

  @Test("a request visits at most five more lines, none twice in a row")
  func requests() throws {
    let letters = ["A", "B", "C", "D", "E", "F", "G"].map(Line.ID.named)
    _ = try TicketRequest(line: letters[0], then: Array(letters[1...5]))
    #expect(throws: InputRefusal("then", .tooMany)) {
      try TicketRequest(line: letters[0], then: Array(letters[1...6]))
    }
    #expect(throws: InputRefusal("then", .notCombinable)) {
      try TicketRequest(line: letters[0], then: [letters[0]])
    }
    #expect(throws: InputRefusal("then", .notCombinable)) {
      try TicketRequest(line: letters[0], then: [letters[1], letters[1]])
    }
    _ = try TicketRequest(line: letters[0], then: [letters[1], letters[0]])
  }

  @Test("settings have their ranges")
  func settings() throws {
    _ = try QueueSettings(returnAfter: 0, voidAtMiss: 1).checked()
    _ = try QueueSettings(returnAfter: 20, voidAtMiss: 9).checked()
    #expect(throws: InputRefusal("returnAfter", .outOfRange)) { try QueueSettings(returnAfter: 21).checked() }
    #expect(throws: InputRefusal("voidAtMiss", .outOfRange)) { try QueueSettings(voidAtMiss: 0).checked() }
    #expect(throws: InputRefusal("notice", .tooLong)) {
      try QueueSettings(notice: String(repeating: "告", count: 61)).checked()
    }
  }
}
