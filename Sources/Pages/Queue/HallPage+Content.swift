extension HallPage {
  private struct Words: View {
    let lines: [LineView]
    let windows: String
    let notice: String?
    let closed: String?
    let find: FieldView
    let lastEvent: Int64
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      lines: lines.map { LineView($0, strings) },
      windows: openWindows == 0
        ? strings.text("hall.no-windows")
        : strings.text("hall.windows-open", ["n": String(openWindows)]),
      notice: notice, closed: closed.map(strings.closedHall),
      find: FieldView(
        "code", code, in: frame, strings, label: "hall.find-label", hint: "hall.find-hint",
        required: true, longest: 20),
      lastEvent: lastEvent
    ).content
  }
}
