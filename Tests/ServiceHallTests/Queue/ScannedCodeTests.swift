import ServiceHall
import Testing

@Suite("Scanned codes")
struct ScannedCodeTests {
  private static let id = Ticket.ID(serial: 4821, secret: "K7M2P9Q4R6T8W3X5Y2Z7")

  @Test(
    "the follow page's address, however the scanner or an input method writes it",
    arguments: [
      "http://192.0.2.7:8080/h/chengguan/t/4821-K7M2P9Q4R6T8W3X5Y2Z7",
      "HTTP://192.0.2.7:8080/H/CHENGGUAN/T/4821-K7M2P9Q4R6T8W3X5Y2Z7",
      "https://hall.test/h/chengguan/t/4821-k7m2p9q4r6t8w3x5y2z7?from=slip",
      "http：、、192。0。2。7：8080、h、chengguan、t、4821-k7m2p9q4r6t8w3x5y2z7",
      "ｈｔｔｐ：／／192．0．2．7／ｈ／ｃｈｅｎｇｇｕａｎ／ｔ／４８２１－Ｋ７Ｍ２Ｐ９Ｑ４Ｒ６Ｔ８Ｗ３Ｘ５Ｙ２Ｚ７",
    ])
  func address(text: String) throws {
    let hall = try #require(Hall.ID("chengguan"))
    #expect(ScannedCode(text) == .ticket(Self.id, hall: hall))
  }

  @Test("a ticket's name alone")
  func name() {
    #expect(ScannedCode("4821-k7m2p9q4r6t8w3x5y2z7") == .ticket(Self.id, hall: nil))
  }

  @Test("numbers as people type them", arguments: ["A007", "a7", " ａ００７ ", "A 007", "a0007"])
  func number(text: String) throws {
    let line = try #require(Line.ID("A"))
    #expect(ScannedCode(text) == .number(TicketNumber(line: line, ordinal: 7)))
  }

  @Test("short codes", arguments: ["K7M2P9", "k7m2p9", "Ｋ７Ｍ２Ｐ９", "k7m 2p9"])
  func shortCode(text: String) { #expect(ScannedCode(text) == .shortCode("K7M2P9")) }

  @Test(
    "anything else is none of ours",
    arguments: [
      "", "  ", "A", "A000", "007", "你好", "可7们2评9", "http://example.test/", "AB12",
      "http://192.0.2.7/h/chengguan/t/", "h/t/4821", "4821-K7M2", "A12345678",
    ])
  func unreadable(text: String) { #expect(ScannedCode(text) == nil) }
}
