internal import ServiceHall

extension NegativeListPage {
  private struct ClauseView: View {
    let number: String
    let field: String
    let text: String
    let measure: String
    let isForbidden: Bool
  }

  private struct Words: View {
    let options: [OptionView]
    let words: String
    let list: String?
    let about: String?
    let isDemonstration: Bool
    let verdict: String?
    let tone: String
    let compared: String?
    let heading: String
    let clauses: [ClauseView]
  }

  public func content(_ strings: Strings) -> PageContent {
    let fixed = strings.catalogueWords
    let answer = list.flatMap { words.isEmpty ? nil : $0.compare(words) }
    return Words(
      options: editions.map { edition in
        OptionView(
          "\(edition.id) \(edition.edition)",
          strings.text("negative.edition", ["name": edition.name, "edition": edition.edition]),
          isChosen: edition.id == list?.id && edition.edition == list?.edition)
      },
      words: words, list: list?.name,
      about: list.map {
        strings.text(
          "negative.about",
          ["edition": $0.edition, "day": $0.effectiveOn.description, "source": $0.source])
      },
      isDemonstration: list?.isDemonstration ?? false,
      verdict: answer.map { fixed.word("verdict", $0.verdict.rawValue) },
      tone: answer?.verdict == .forbidden ? "stop" : answer?.verdict == .restricted ? "careful" : "free",
      compared: answer.map { _ in
        strings.text("negative.compared", ["words": words, "at": comparedAt])
      },
      heading: strings.text(answer == nil ? "negative.clauses" : "negative.hits"),
      clauses: (answer?.clauses ?? list?.clauses ?? []).map {
        ClauseView(
          number: $0.number, field: $0.field, text: $0.text,
          measure: fixed.word("measure", $0.measure.rawValue), isForbidden: $0.measure == .forbidden)
      }
    ).content
  }
}
