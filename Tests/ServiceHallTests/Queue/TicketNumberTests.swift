import Foundation
import HallTesting
import ServiceHall
import Testing

@Suite("TicketNumber")
struct TicketNumberTests {
  @Test(
    "has three digits and grows when they are used up",
    arguments: [(1, "A001"), (42, "A042"), (999, "A999"), (1000, "A1000"), (12_345, "A12345")])
  func writing(ordinal: Int, text: String) {
    let number = TicketNumber(line: .named("A"), ordinal: ordinal)
    #expect(number.description == text)
    #expect(TicketNumber(text) == number)
  }

  @Test(
    "has one spelling",
    arguments: [
      "A000", "A01", "A1", "A0999", "A01000", "a001", "001", "AA01", "A+01", "A-01", "A00１", "A", "",
    ])
  func refused(text: String) {
    #expect(TicketNumber(text) == nil)
  }

  @Test("JSON holds the text")
  func coding() throws {
    let json = Data(#"["B007"]"#.utf8)
    let numbers = try JSONDecoder().decode([TicketNumber].self, from: json)
    #expect(numbers == [TicketNumber(line: .named("B"), ordinal: 7)])
    #expect(try JSONEncoder().encode(numbers) == json)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([TicketNumber].self, from: Data(#"["B7"]"#.utf8))
    }
  }
}
