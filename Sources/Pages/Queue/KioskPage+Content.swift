internal import ServiceHall

extension KioskPage {
  private struct Words: View {
    let heading: String
    let lines: [LineView]
    let priority: String?
    let priorityText: String?
    let here: String
    let linesAddress: String
    let ratio: String
    let isPaperOut: Bool
    let isMany: Bool
    let lastEvent: Int64
  }

  public func content(_ strings: Strings) -> PageContent {
    let suffix = priority.map { "priority=\($0.rawValue)" }
    return Words(
      heading: strings.text(priority == nil ? "kiosk.choose" : "kiosk.choose-priority"),
      lines: lines.map { line in
        let query = ["step=identity", "line=\(line.letter)"] + (suffix.map { [$0] } ?? [])
        return LineView(
          line, strings, address: "\(frame.kiosk)?\(query.joined(separator: "&"))", key: key)
      },
      priority: priority?.rawValue,
      priorityText: priority.map {
        strings.text("kiosk.priority-chosen", ["reason": strings.reason($0)])
      },
      here: suffix.map { "\(frame.kiosk)?\($0)" } ?? frame.kiosk,
      linesAddress: suffix.map { "\(frame.kiosk)/lines?\($0)" } ?? "\(frame.kiosk)/lines",
      ratio: strings.ratio(ratio), isPaperOut: isPaperOut, isMany: lines.count > 6,
      lastEvent: lastEvent
    ).content
  }
}
