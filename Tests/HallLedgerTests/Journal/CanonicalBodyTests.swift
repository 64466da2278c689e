import ServiceHall
import Testing

@testable import HallLedger

struct CanonicalBodyTests {
  @Test("the issue's body is what the general encoder makes of it", arguments: [true, false])
  func sameSpelling(isFull: Bool) throws {
    let line = try #require(Line.ID("A"))
    let day = try #require(CivilDate("2026-11-20"))
    let issued = QueueEvent.TicketIssued(
      number: TicketNumber(line: line, ordinal: 7), day: day, shortCode: "K7M2QX",
      priority: isFull ? .elderly : nil, then: isFull ? [line] : nil,
      person: isFull ? try Person(name: "张/\"三", idType: "111", idNumber: "11999920000229004X") : nil,
      phone: isFull ? "13800000000" : nil, paper: isFull ? 12 : nil)

    #expect(issued.canonical == (try CanonicalJSON.text(issued)))
  }
}
