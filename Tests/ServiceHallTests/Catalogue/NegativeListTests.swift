import HallTesting
import ServiceHall
import Testing

@Suite("Negative lists")
struct NegativeListTests {
  private static func list(_ clauses: [NegativeList.Clause]) -> NegativeList {
    NegativeList(
      id: .named("TEST"), name: "示例清单", edition: "2026", effectiveOn: CivilDate(daysSinceEpoch: 20_000),
      source: "示例", clauses: clauses)
  }

  private static let clauses = [
    NegativeList.Clause(number: "1", field: "畜牧业", text: "在禁养区内建设养殖场", measure: .forbidden),
    NegativeList.Clause(number: "2", field: "采矿业", text: "在河道内新建采砂场", measure: .restricted),
    NegativeList.Clause(number: "3", field: "畜牧业", text: "散养生猪", measure: .restricted),
  ]

  @Test("(1) numbers stand once, texts are there")
  func numbers() {
    #expect(throws: InputRefusal("clauses.1.number", .duplicate)) {
      try Self.list([Self.clauses[0], Self.clauses[0]]).checked()
    }
    #expect(throws: InputRefusal("clauses", .required)) { try Self.list([]).checked() }
  }

  @Test(
    "(2, 3) what holds most of the words comes first; what none holds is not listed",
    arguments: [
      ("养殖场", NegativeList.Verdict.forbidden, ["1"]), ("畜牧业，养殖场", .forbidden, ["1", "3"]),
      ("采砂", .restricted, ["2"]), ("生猪", .restricted, ["3"]), ("书店", .unlisted, []), ("  ", .unlisted, []),
    ])
  func comparison(words: String, verdict: NegativeList.Verdict, numbers: [String]) {
    let found = Self.list(Self.clauses).compare(words)
    #expect(found.verdict == verdict)
    #expect(found.clauses.map(\.number) == numbers)
  }
}

@Suite("Duties")
struct DutyTests {
  private static func faults(_ change: (inout Duty) -> Void) -> [FieldFault] {
    var duty = Duty(
      id: .named("D-1"), department: .named("MZ"), name: "审核责任", content: "受理申请。",
      items: [.named("TEST-1")], accountability: LegalBasis(law: "示例办法"))
    change(&duty)
    do {
      _ = try duty.checked()
      return []
    } catch { return error.faults }
  }

  @Test("(1) a duty says on what ground its department answers for it")
  func accountability() {
    #expect(Self.faults { _ in } == [])
    #expect(Self.faults { $0.accountability.law = "" } == [FieldFault("accountability.law", .required)])
    #expect(
      Self.faults { $0.accountability.isVerified = true }
        == [
          FieldFault("accountability.article", .required), FieldFault("accountability.source", .required),
        ])
  }

  @Test("(2) it belongs to a power, and to each once")
  func items() {
    #expect(Self.faults { $0.items = [] } == [FieldFault("items", .required)])
    #expect(Self.faults { $0.items += $0.items } == [FieldFault("items", .duplicate)])
  }
}

@Suite("Text as it is searched")
struct SearchTextTests {
  @Test("(1) full width and capitals make no difference")
  func width() {
    #expect(SearchText.normalised("ＡＢｃ１２　社保卡（新）") == "abc12 社保卡 新")
    #expect(SearchText.terms("社保卡，社保卡 Ｄ") == ["社保卡", "d"])
  }

  @Test("(2) every word of a text shares all its pairs with it")
  func pairs() {
    let text = Array("城乡居民基本养老保险参保登记")
    let grams = Set(SearchText.grams(String(text)))
    for start in text.indices {
      for end in (start + 2)..<max(text.count + 1, start + 3) where end <= text.count {
        #expect(Set(SearchText.grams(String(text[start..<end]))).isSubset(of: grams))
      }
    }
  }

  @Test("(3) letters and digits stay together; a character alone is kept")
  func runs() {
    #expect(SearchText.grams("办A4证 树") == ["办", "a4", "证", "树"])
    #expect(SearchText.grams("") == [])
    #expect(SearchText.isInitials("dbbl") && !SearchText.isInitials("d1") && !SearchText.isInitials("低保"))
  }
}
