import ServiceHall
import Testing

@Suite("PlainText")
struct PlainTextTests {
  private func checked(_ text: String?, longest: Int = 10) throws(InputRefusal) -> String {
    try PlainText.required(text, field: "name", longest: longest)
  }

  @Test("is trimmed of every kind of space", arguments: [" 张三 ", "\u{3000}张三\t", "\n张三\r\n", "\u{A0}张三"])
  func trimming(text: String) throws {
    #expect(try checked(text) == "张三")
  }

  @Test("blank is missing", arguments: [nil, "", "  ", "\u{3000}", "\n\t"])
  func blank(text: String?) throws {
    #expect(throws: InputRefusal("name", .required)) { try checked(text) }
    #expect(try PlainText.optional(text, field: "name", longest: 10) == nil)
  }

  @Test(
    "refuses what could make a screen say something else",
    arguments: [
      "a\u{0}b", "a\nb", "a\tb", "a\u{1B}[2Jb", "a\u{7F}b", "a\u{85}b", "a\u{2028}b", "a\u{2029}b",
      "a\u{200B}b", "a\u{200E}b", "a\u{200F}b", "a\u{202A}b", "a\u{202E}b", "a\u{2066}b",
      "a\u{2069}b", "a\u{FEFF}b", "a\u{AD}b", "a\u{E0041}b",
    ])
  func control(text: String) {
    #expect(throws: InputRefusal("name", .controlCharacter)) { try checked(text) }
  }

  @Test(
    "keeps what people's names are written with",
    arguments: ["欧阳娜娜", "阿凡提·买买提", "𠮷田", "नि\u{200D}", "Zoë", "👩\u{200D}👧"])
  func names(text: String) throws {
    #expect(try checked(text) == text)
  }

  @Test("counts Unicode scalars, after trimming")
  func length() throws {
    #expect(try checked("  " + String(repeating: "王", count: 10) + "  ").unicodeScalars.count == 10)
    #expect(throws: InputRefusal("name", .tooLong)) {
      try checked(String(repeating: "王", count: 11))
    }
    #expect(throws: InputRefusal("name", .tooLong)) {
      try checked("e" + String(repeating: "\u{301}", count: 10))
    }
  }
}
