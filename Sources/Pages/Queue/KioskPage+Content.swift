internal import ServiceHall

extension KioskPage {
  private struct Words: View {
    let heading: String
    let closed: String?
    let none: String
    let lines: [LineView]
    let priority: String?
    let priorityText: String?
    let here: String
    let linesAddress: String
    let ratio: String
    let printerNotice: String?
    let isMany: Bool
    let lastEvent: Int64
    /// Whether something of this visitor is to be put off when nobody is there any more.
    let goesHome: Bool
  }

  public func content(_ strings: Strings) -> PageContent {
    let suffix = priority.map { "priority=\($0.rawValue)" }
    return Words(
      heading: strings.text(headingKey), closed: closedSentence(strings),
      none: strings.text("kiosk.empty"),
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
      ratio: strings.ratio(ratio),
      printerNotice: printerFailure.map {
        strings.text("kiosk.printer-notice", ["reason": strings.printing($0)])
      }, isMany: lines.count > 6, lastEvent: lastEvent,
      goesHome: priority != nil || frame.modes != frame.modes.forNextVisitor
    ).content
  }

  private var isClosed: Bool { !lines.isEmpty && !lines.contains(where: \.isOpen) }

  private var headingKey: String {
    if closed != nil { return "kiosk.hall-closed" }
    if isClosed { return "kiosk.all-closed" }
    return priority == nil ? "kiosk.choose" : "kiosk.choose-priority"
  }

  /// When to come back, where no line gives out numbers: the first that opens decides.
  private func closedSentence(_ strings: Strings) -> String? {
    if let closed {
      return strings.text("kiosk.hall-closed-why", ["sentence": strings.closedHall(closed)])
    }
    guard isClosed else { return nil }
    let byHours = lines.filter { $0.closedReason == nil }
    if let today = byHours.filter({ $0.nextOpening != nil }).min(by: {
      ($0.nextOpening ?? "") < ($1.nextOpening ?? "")
    }) {
      return strings.nextOpening(of: today)
    }
    guard let later = byHours.first(where: { $0.laterOpening != nil }) else {
      return strings.text("kiosk.closed-by-hand")
    }
    let opening = strings.nextOpening(of: later) ?? ""
    return strings.text("kiosk.day-over", ["opening": opening])
  }
}
