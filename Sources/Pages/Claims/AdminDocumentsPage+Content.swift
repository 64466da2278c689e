internal import ServiceHall

extension AdminDocumentsPage {
  private struct StateLink: View {
    let value: String
    let name: String
    let isCurrent: Bool
  }

  private struct Words: View {
    let states: [StateLink]
    let chosenState: String
    let query: String
    let isSearch: Bool
    let rows: [DocumentRowView]
    let hasFree: Bool
    let empty: String
    let next: String?
    let tasks: String?
  }

  public func content(_ strings: Strings) -> PageContent {
    let all = StateLink(
      value: "", name: strings.text("documents-page.all"), isCurrent: state == nil && query.isEmpty)
    let views = rows.map { DocumentRowView($0, strings) }
    return Words(
      states: [all]
        + FinishedDocument.State.allCases.map {
          StateLink(
            value: "?state=\($0.rawValue)", name: strings.text("document-states.\($0.rawValue)"),
            isCurrent: state == $0 && query.isEmpty)
        },
      chosenState: state?.rawValue ?? "", query: query, isSearch: !query.isEmpty, rows: views,
      hasFree: views.contains(where: \.isFree),
      empty: strings.text(query.isEmpty ? "documents-page.empty" : "documents-page.not-found"),
      next: next,
      tasks: tasks == 0 ? nil : strings.text("documents-page.tasks", ["n": String(tasks)])
    ).content
  }
}
