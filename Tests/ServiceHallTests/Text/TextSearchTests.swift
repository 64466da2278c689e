import Foundation
import ServiceHall
import Testing

@Suite("Search by words and initials")
struct TextSearchTests {
  /// As `Appliance/dev/initials` wrote it.
  private static let initials: PinyinInitials = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Templates/strings/initials.txt")
    return PinyinInitials((try? Data(contentsOf: file)).map { [UInt8]($0) } ?? [])
  }()

  private static let lines = [
    ["社会保障", "一楼东侧"], ["民政救助", "一楼西侧"], ["户籍婚育", "二楼"], ["不动产登记 (BDC)", "二楼"],
  ].map { $0.map { TextSearch.entry($0, initials) } }

  private func letters(_ sign: Unicode.Scalar) -> String {
    let bits = Self.initials.letters(of: sign)
    return String(
      String.UnicodeScalarView(
        (0..<26).compactMap { bits & (1 << $0) == 0 ? nil : Unicode.Scalar(65 + UInt8($0)) }))
  }

  @Test("every character of U+4E00–9FA5 but a few has its letters")
  func complete() {
    let lacking = (0x4E00...0x9FA5).compactMap { Unicode.Scalar($0) }.filter {
      Self.initials.letters(of: $0) == 0
    }
    #expect(lacking.count <= 12)
    #expect(letters("〇").contains("L"))
    #expect(letters("社") == "S")
    #expect(letters("障") == "Z")
    #expect(letters("。") == "")
    #expect(letters("q") == "Q")
  }

  @Test("a character with several readings is found by each")
  func polyphones() {
    #expect(letters("长") == "CZ")
    for letter in "CZ" { #expect(letters("重").contains(letter)) }
    #expect(letters("行").contains("H") && letters("行").contains("X"))
  }

  @Test(
    "words, parts of words, initials both together and abbreviations find",
    arguments: [
      ("社会保障", [0]), ("保障", [0]), ("shbz", [0]), ("SHBZ", [0]), ("ｓｈｂｚ", [0]), ("bz", [0]),
      ("社hb", [0]), ("hjhy", [2]), ("救助", [1]), ("二楼", [2, 3]), ("el", [2, 3]), ("bdc", [3]),
      ("二楼 婚育", [2]), ("yl，mz", [1]), ("", [0, 1, 2, 3]), ("  ", [0, 1, 2, 3]), ("养老", []),
      ("社会保障局", []), ("zz", [1]), ("社会x", []), ("社保", [0]), ("sb", [0]), ("保社", []),
    ])
  func finds(query: String, found: [Int]) {
    #expect(TextSearch(query).matches(Self.lines) == found, "\(query)")
  }

  @Test("a literal find comes before one by initials, the name before the place")
  func order() {
    let texts = [["登记", "户籍"], ["婚姻登记", ""], ["HJ", ""], ["户籍", ""]].map {
      $0.map { TextSearch.entry($0, Self.initials) }
    }
    #expect(TextSearch("hj").matches(texts) == [2, 3, 1, 0])
    #expect(TextSearch("登记").matches(texts) == [0, 1])
    #expect(TextSearch("户籍").matches(texts) == [3, 0])
  }

  @Test("a table that is cut or empty is no table, and nothing fails")
  func damaged() {
    for bytes in [[], Array("A".utf8), Array("A \u{FF}".utf8), [0xE7, 0xA4], Array("1 社\n\n".utf8)] {
      let table = PinyinInitials(bytes)
      #expect(table.letters(of: "社") == 0)
      #expect(TextSearch("社").matches([[TextSearch.entry("社会", table)]]) == [0])
    }
  }

  @Test("a long query is cut, not refused")
  func long() {
    #expect(TextSearch(String(repeating: "社", count: 9000)).matches(Self.lines) == [])
  }
}
