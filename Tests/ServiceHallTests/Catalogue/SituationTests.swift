import HallTesting
import ServiceHall
import Testing

@Suite("Answers choose materials")
struct SituationTests {
  private typealias Answers = [SituationQuestion.ID: SituationQuestion.ID]

  private static func item(_ name: String) throws -> ServiceItem {
    try #require(try CatalogueFixtures.demo().items.first { $0.value.item.name == name }).value.item
  }

  private static func names(_ item: ServiceItem, _ answers: Answers) -> [String] {
    item.checklist(for: answers).materials.map(\.material.name)
  }

  @Test("(1) a material comes with its situation and goes with it")
  func materials() throws {
    let item = try Self.item("居住证申领")
    let why = SituationQuestion.ID.named("why")
    #expect(!Self.names(item, [:]).contains("学生证"))
    #expect(Self.names(item, [why: .named("study")]).contains("学生证"))
    #expect(!Self.names(item, [why: .named("study")]).contains("劳动合同或者营业执照"))
    #expect(Self.names(item, [why: .named("work")]).contains("劳动合同或者营业执照"))
  }

  @Test("(2) a question is open until it has one of its answers")
  func open() throws {
    let item = try Self.item("居住证申领")
    let why = SituationQuestion.ID.named("why")
    #expect(item.checklist(for: [:]).openQuestions == [why])
    #expect(item.checklist(for: [why: .named("nonsense")]).openQuestions == [why])
    #expect(item.checklist(for: [why: .named("home")]).openQuestions == [])
  }

  @Test("(2, 3) a question that is not asked is not open, and its answer counts for nothing")
  func nested() {
    var item = CatalogueFixtures.entry().item
    func question(_ id: String, when: [SituationCondition] = []) -> SituationQuestion {
      SituationQuestion(
        id: .named(id), text: "问题",
        answers: [
          SituationQuestion.Answer(id: .named("yes"), text: "是"),
          SituationQuestion.Answer(id: .named("no"), text: "否"),
        ], when: when)
    }
    func yes(_ id: String) -> SituationCondition {
      SituationCondition(question: .named(id), answers: [.named("yes")])
    }
    item.questions = [question("a"), question("b", when: [yes("a")]), question("c", when: [yes("b")])]
    item.materials = [Material(name: "结婚证", when: [yes("c")])]
    let no: Answers = [.named("a"): .named("no"), .named("b"): .named("yes"), .named("c"): .named("yes")]
    #expect(item.checklist(for: no).materials.isEmpty)
    #expect(item.checklist(for: no).openQuestions == [])
    var all = no
    all[.named("a")] = .named("yes")
    #expect(item.checklist(for: all).materials.map(\.index) == [0])
    #expect(item.questions(after: [.named("a"): .named("yes")]).map(\.id.rawValue) == ["a", "b"])
  }

  @Test("(1, 4) every answering of every demonstration item gives the always needed, in the item's order")
  func everything() throws {
    var generator = SeededGenerator(seed: 7)
    for row in try CatalogueFixtures.demo().items {
      let item = row.value.item
      for _ in 0..<20 {
        var answers: Answers = [:]
        for question in item.questions {
          answers[question.id] = question.answers.randomElement(using: &generator)?.id
        }
        let list = item.checklist(for: answers)
        #expect(list.openQuestions.isEmpty)
        let places = list.materials.map(\.index)
        #expect(places == places.sorted())
        for (index, material) in item.materials.enumerated() {
          let isNeeded = material.when.allSatisfy { condition in
            answers[condition.question].map(condition.answers.contains) ?? false
          }
          #expect(places.contains(index) == isNeeded)
        }
      }
    }
  }
}
