import Foundation
import HallTesting
import ServiceHall
import Testing

@Suite("Identifier")
struct IdentifierTests {
  @Test(
    "takes what is well formed and nothing else",
    arguments: [
      (Line.ID.self as any Identifier.Type, ["A", "Z"], ["", "a", "AA", "1", "Ａ", "A\n", "É"]),
      (Window.ID.self, ["1", "12", "A1", "9999"], ["", "12345", "a1", "1 ", "1-2", "１"]),
      (Staff.ID.self, ["li", "wang.xia-2", "00"], ["a", "Li", "li li", "../x", "李", "li\u{0}"]),
      (Hall.ID.self, ["a", "cheng-guan", "0"], ["", "-a", "a.b", "A", "a/b", "..", "a\u{301}"]),
      (Hall.ShortCode.self, ["CG", "CG01", "ABC123"], ["C", "ABC1234", "cg", "C-1"]),
      (Device.ID.self, ["kiosk-1", "board-12"], ["k1", "Kiosk-1", "kiosk 1", "kiosk_1"]),
      (
        DivisionCode.self, ["119999100000", "650000000000"],
        ["019999100000", "11999910000", "1199991000000", "11999910000A", "１19999100000"]
      ),
    ])
  func wellFormed(type: any Identifier.Type, good: [String], bad: [String]) {
    for text in good { #expect(type.init(rawValue: text)?.description == text) }
    for text in bad { #expect(type.init(rawValue: text) == nil, "\(type) took \(text.debugDescription)") }
  }

  @Test("lengths end where they say")
  func lengths() {
    #expect(Staff.ID(String(repeating: "a", count: 32)) != nil)
    #expect(Staff.ID(String(repeating: "a", count: 33)) == nil)
    #expect(Hall.ID(String(repeating: "a", count: 40)) != nil)
    #expect(Hall.ID(String(repeating: "a", count: 41)) == nil)
    #expect(Device.ID(String(repeating: "a", count: 24)) != nil)
    #expect(Device.ID(String(repeating: "a", count: 25)) == nil)
  }

  @Test("a decoder lets nothing else in either")
  func decoding() throws {
    let decoder = JSONDecoder()
    #expect(try decoder.decode([Hall.ID].self, from: Data(#"["cheng-guan"]"#.utf8)) == [.named("cheng-guan")])
    #expect(throws: (any Error).self) {
      try decoder.decode([Hall.ID].self, from: Data(#"["../etc"]"#.utf8))
    }
  }

  @Test("a ticket's ID is a serial number and twenty characters")
  func tickets() throws {
    let secret = "23456789ABCDEFGHJKMN"
    let id = try #require(Ticket.ID("4821-\(secret)"))
    #expect(id.serial == 4821)
    #expect(id.secret == secret)
    #expect(id.description == "4821-\(secret)")
    for bad in [
      "4821", "4821-", "-\(secret)", "04821-\(secret)", "4821-\(secret)X", "4821-\(secret)-1",
      "4821-\(secret.lowercased())", "-1-\(secret)", "+1-\(secret)", "1234567890123456789-\(secret)",
    ] {
      #expect(Ticket.ID(bad) == nil, "took \(bad)")
    }
  }
}
