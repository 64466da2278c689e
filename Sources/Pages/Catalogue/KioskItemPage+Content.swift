internal import ServiceHall

extension KioskItemPage {
  private struct AnswerView: View {
    let address: String
    let text: String
  }

  private struct MaterialView: View {
    let name: String
    let count: String
  }

  private struct Words: View {
    let name: String
    let facts: String
    let question: String?
    let answers: [AnswerView]
    let materials: [MaterialView]
    let line: LineView?
    let take: String
    let noLine: String?
    let priority: String?
    let here: String
    let back: String
    let code: String
    let lastEvent: Int64
  }

  public func content(_ strings: Strings) -> PageContent {
    let checklist = item.checklist(for: answers)
    let open = checklist.openQuestions.first.flatMap { id in item.questions.first { $0.id == id } }
    let suffix = priority.map { "&priority=\($0.rawValue)" } ?? ""
    let asked = "&q=\(Strings.queryValue(query))\(suffix)"
    let line = line.map {
      LineView($0, strings, address: "\(frame.kiosk)?step=identity&line=\($0.letter)\(suffix)", key: key)
    }
    return Words(
      name: item.name,
      facts: strings.list(
        [
          strings.catalogueWords.word("processing", item.processing.rawValue),
          item.limit.map { strings.limit($0) }, item.fees.isEmpty ? strings.text("guide.free") : nil,
        ].compactMap(\.self)),
      question: open?.text,
      answers: (open?.answers ?? []).map { answer in
        AnswerView(
          address: address(answers.merging([open?.id ?? answer.id: answer.id]) { $1 }) + asked,
          text: answer.text)
      },
      materials: (open == nil ? checklist.materials : []).map { _, material in
        MaterialView(name: material.name, count: strings.count(of: material))
      },
      line: line?.isOpen == true ? line : nil,
      take: line.map { strings.text("kiosk-item.take", ["line": $0.letter, "name": $0.name]) } ?? "",
      noLine: line == nil ? strings.text("kiosk-item.no-line") : line?.isOpen == true ? nil : line?.closed,
      priority: priority?.rawValue, here: address(answers) + asked,
      back: "\(frame.kiosk)?step=search\(asked)", code: item.id?.rawValue ?? "", lastEvent: lastEvent
    ).content
  }

  private func address(_ answers: [SituationQuestion.ID: SituationQuestion.ID]) -> String {
    let given = item.questions.compactMap { question in
      answers[question.id].map { "&q-\(question.id)=\($0)" }
    }
    return "\(frame.kiosk)?step=item&item=\(item.id?.rawValue ?? "")" + given.joined()
  }
}
