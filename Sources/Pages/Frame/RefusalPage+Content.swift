extension RefusalPage {
  private struct Words: View {
    let title: String
    let detail: String?
    let remedy: String?
    let incident: String?
    let back: String
    let isFirst: Bool
  }

  public func content(_ strings: Strings) -> PageContent {
    let text = strings.refusal(code, values)
    let home = frame.hall.map { "/h/\($0.code)" } ?? "/"
    return Words(
      title: text.title, detail: text.detail, remedy: text.remedy,
      incident: incident.map { strings.text("refusal-page.incident", ["incident": $0]) },
      back: back ?? home, isFirst: back == nil
    ).content
  }
}

extension HelpPage {
  public func content(_ strings: Strings) -> PageContent { .empty }
}
