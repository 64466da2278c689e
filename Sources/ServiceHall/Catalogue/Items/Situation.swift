/// A question whose answer decides which materials a person needs. 情形
public struct SituationQuestion: Sendable, Equatable, Codable {
  /// Short names within one item: `Q1`, `A`.
  public struct ID: Identifier {
    public let rawValue: String
    public init?(rawValue: String) {
      guard
        rawValue.isMade(of: { $0.isLower || $0.isUpper || $0.isDigit || $0 == 45 }, lengths: 1...20)
      else { return nil }
      self.rawValue = rawValue
    }
  }

  public struct Answer: Sendable, Equatable, Codable {
    public var id: ID
    public var text: String
    public init(id: ID, text: String) {
      self.id = id
      self.text = text
    }
  }

  public var id: ID
  public var text: String
  public var answers: [Answer]
  /// Asked only when all of these hold; none means always.
  public var when: [SituationCondition]

  public init(id: ID, text: String, answers: [Answer], when: [SituationCondition] = []) {
    self.id = id
    self.text = text
    self.answers = answers
    self.when = when
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try values.decode(ID.self, forKey: .id), text: try values.decode(String.self, forKey: .text),
      answers: try values.list(.answers), when: try values.list(.when))
  }
}

/// Holds when the question was answered by one of these.
public struct SituationCondition: Sendable, Equatable, Codable {
  public var question: SituationQuestion.ID
  public var answers: [SituationQuestion.ID]

  public init(question: SituationQuestion.ID, answers: [SituationQuestion.ID]) {
    self.question = question
    self.answers = answers
  }
}

/// What a person was asked and needs. 材料清单
///
/// Invariants, cited by number in `SituationTests`:
/// 1. A material without conditions is always needed; one with conditions only when all of them hold.
/// 2. A question is open when it is asked in this situation and was not answered by one of its answers.
/// 3. With no question open, another answer to a question that is not asked changes nothing.
/// 4. Materials keep the item's order.
public struct SituationChecklist: Sendable, Equatable {
  /// The materials, by their place in the item, so that a form can name them.
  public let materials: [(index: Int, material: Material)]
  public let openQuestions: [SituationQuestion.ID]

  public static func == (left: Self, right: Self) -> Bool {
    left.openQuestions == right.openQuestions && left.materials.map(\.index) == right.materials.map(\.index)
  }
}

extension ServiceItem {
  /// The questions that are asked once these answers are known, in order.
  public func questions(
    after answers: [SituationQuestion.ID: SituationQuestion.ID]
  ) -> [SituationQuestion] {
    var asked: [SituationQuestion] = []
    let given = valid(answers)
    for question in questions {
      // A condition on a question that is not asked does not hold.
      let isAsked = question.when.allSatisfy { condition in
        asked.contains { $0.id == condition.question } && holds(condition, given)
      }
      if isAsked { asked.append(question) }
    }
    return asked
  }

  /// Exactly what this person needs.
  public func checklist(
    for answers: [SituationQuestion.ID: SituationQuestion.ID]
  ) -> SituationChecklist {
    let asked = questions(after: answers)
    let given = valid(answers).filter { answer in asked.contains { $0.id == answer.key } }
    return SituationChecklist(
      materials: materials.enumerated().filter { _, material in
        material.when.allSatisfy { holds($0, given) }
      }.map { ($0.offset, $0.element) },
      openQuestions: asked.map(\.id).filter { given[$0] == nil })
  }

  private func holds(
    _ condition: SituationCondition, _ answers: [SituationQuestion.ID: SituationQuestion.ID]
  ) -> Bool {
    answers[condition.question].map { condition.answers.contains($0) } ?? false
  }

  private func valid(
    _ answers: [SituationQuestion.ID: SituationQuestion.ID]
  ) -> [SituationQuestion.ID: SituationQuestion.ID] {
    answers.filter { question, answer in
      questions.contains { $0.id == question && $0.answers.contains { $0.id == answer } }
    }
  }
}
