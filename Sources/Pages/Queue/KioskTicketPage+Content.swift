extension KioskTicketPage {
  private struct Words: View {
    let here: String
    let ticket: String
    let number: String
    let shortCode: String
    let lineName: String
    let windows: String
    let place: String?
    let ahead: String?
    let estimate: String?
    let priority: String?
    let ratio: String
    let then: String?
    let date: String
    let printing: String
    let isUnavailable: Bool
    let printsHere: Bool
    let qrText: String
    let doneSeconds: Int
  }

  /// How long the number stands before the kiosk goes back by itself: long enough to copy it by hand
  /// when nothing is printed.
  private var doneSeconds: Int { printing == .unavailable ? 60 : 20 }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      here: "\(frame.kiosk)/ticket/\(ticket)", ticket: ticket, number: number, shortCode: shortCode,
      lineName: lineName,
      windows: windows.isEmpty
        ? strings.text("ticket.no-windows")
        : strings.text("ticket.windows", ["windows": strings.list(windows)]),
      place: linePlace.map { strings.text("ticket.place", ["place": $0]) },
      ahead: aheadSentence(strings), estimate: estimatedSeconds.map { strings.estimate($0) },
      priority: strings.priorityMark(priority), ratio: strings.ratio(ratio),
      then: then.isEmpty ? nil : strings.text("ticket.then", ["lines": strings.list(then)]),
      date: strings.text("ticket.slip-date", ["day": day, "time": issuedAt]),
      printing: strings.text("ticket.printing-\(printing.rawValue)"),
      isUnavailable: printing == .unavailable, printsHere: printing == .browser,
      qrText: strings.text("ticket.qr-alt", ["number": number]), doneSeconds: doneSeconds
    ).content
  }

  /// Nobody ahead is good news only where a window is open.
  private func aheadSentence(_ strings: Strings) -> String? {
    if ahead > 0 { return strings.text("ticket.ahead", ["n": String(ahead)]) }
    return estimatedSeconds == nil ? nil : strings.text("ticket.ahead-none")
  }
}
