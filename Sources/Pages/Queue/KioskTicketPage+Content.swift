internal import ServiceHall

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
    let printingAddress: String
    let lastEvent: Int64
    let printsHere: Bool
    let qrText: String
    let doneSeconds: Int
  }

  /// How long the number stands before the kiosk goes back by itself: long enough to copy it by hand
  /// when nothing is printed.
  private var doneSeconds: Int { isUnavailable ? 60 : 20 }

  private var isUnavailable: Bool {
    switch printing {
    case .unavailable, .failed: true
    default: false
    }
  }

  private func printingSentence(_ strings: Strings) -> String {
    switch printing {
    case .browser, .sent: strings.text("ticket.printing-sent")
    case .printed: strings.text("ticket.printing-printed")
    case .failed(.notNeeded), .unavailable: strings.text("ticket.printing-unavailable")
    case .failed(let reason):
      strings.text("ticket.printing-failed", ["reason": strings.printing(reason)])
    }
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      here: "\(frame.kiosk)/ticket/\(ticket)", ticket: ticket, number: number, shortCode: shortCode,
      lineName: lineName,
      windows: windows.isEmpty
        ? strings.text("ticket.no-windows")
        : strings.text("ticket.windows", ["windows": strings.list(windows)]),
      place: linePlace.map { strings.text("ticket.place", ["place": $0]) },
      ahead: strings.standing(ahead: ahead, isServed: estimatedSeconds != nil),
      estimate: estimatedSeconds.map { strings.estimate($0) },
      priority: strings.priorityMark(priority), ratio: strings.ratio(ratio),
      then: then.isEmpty ? nil : strings.text("ticket.then", ["lines": strings.list(then)]),
      date: strings.text("ticket.slip-date", ["day": day, "time": issuedAt]),
      printing: printingSentence(strings), isUnavailable: isUnavailable,
      printingAddress: "\(frame.kiosk)/ticket/\(ticket)/printing\(printing == .browser ? "?print=1" : "")",
      lastEvent: lastEvent,
      printsHere: printing == .browser,
      qrText: strings.text("ticket.qr-alt", ["number": number]), doneSeconds: doneSeconds
    ).content
  }
}
