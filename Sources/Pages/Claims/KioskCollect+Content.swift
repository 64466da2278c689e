internal import ServiceHall

extension KioskCollectPage {
  private struct Words: View {
    let here: String
    let number: FieldView
    let pin: FieldView
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      here: frame.collecting,
      number: FieldView(
        "number", in: frame, strings, label: "kiosk-collect.number", hint: "kiosk-collect.number-hint",
        kind: .digits, required: true, longest: 100),
      pin: FieldView(
        "pin", in: frame, strings, label: "kiosk-collect.pin", hint: "kiosk-collect.pin-hint",
        kind: .digits, longest: 12)
    ).content
  }
}

extension KioskCollectIdentityPage {
  private struct Words: View {
    let here: String
    let titles: [String]
    let holder: String
    /// Keeps its placeholder `{n}`; the script counts in it.
    let typed: String
    let fault: String?
    let label: String
  }

  public func content(_ strings: Strings) -> PageContent {
    let isCard = idType == "111"
    return Words(
      here: frame.collecting, titles: strings.shortened(titles),
      holder: strings.text("kiosk-collect.holder", ["name": holder]),
      typed: strings.text(isCard ? "identity.typed" : "kiosk-collect.typed"),
      fault: frame.fault("idNumber", strings),
      label: strings.text(isCard ? "fields.idNumber" : "kiosk-collect.other-number")
    ).content
  }
}

extension KioskCollectToldPage {
  private struct Words: View {
    let here: String
    let heading: String
    let text: String?
    let remedy: String?
    let titles: [String]
    /// A class of the style sheet.
    let tone: String
  }

  public func content(_ strings: Strings) -> PageContent {
    switch sentence {
    case .refused(let code, let values):
      let refusal = strings.refusal(code, values)
      return Words(
        here: frame.collecting, heading: refusal.title, text: refusal.detail, remedy: refusal.remedy,
        titles: [], tone: code == "already-collected" ? "calm" : "attention"
      ).content
    case .counter(let titles): return told("counter", titles, strings)
    case .agent(let titles): return told("agent", titles, strings)
    case .elsewhere(let titles, let kiosk):
      return told("elsewhere", titles, strings, ["kiosk": kiosk])
    }
  }

  private func told(
    _ key: String, _ titles: [String], _ strings: Strings, _ values: [String: String] = [:]
  ) -> PageContent {
    Words(
      here: frame.collecting, heading: strings.text("kiosk-collect.\(key)", values),
      text: strings.text("kiosk-collect.\(key)-text"), remedy: nil, titles: strings.shortened(titles),
      tone: "calm"
    ).content
  }
}

extension KioskCellPage {
  private struct Words: View {
    let here: String
    let cell: String
    let cellText: String
    let heading: String
    let text: String
    let receipt: String?
    /// A class of the style sheet.
    let tone: String
    let isMoving: Bool
    let stateAddress: String
    let lastEvent: Int64
  }

  public func content(_ strings: Strings) -> PageContent {
    let values = ["n": String(cell)]
    return Words(
      here: frame.collecting, cell: String(cell),
      cellText: strings.text("kiosk-cell.cell", values),
      heading: strings.text("kiosk-cell.\(state.rawValue)", values),
      text: strings.text("kiosk-cell.\(state.rawValue)-text", values),
      receipt: state == .taken
        ? receipt.map { strings.text("kiosk-cell.receipt", ["number": $0]) } : nil,
      tone: state == .taken ? "good" : state.isMoving ? "moving" : "attention",
      isMoving: state.isMoving, stateAddress: frame.collecting + "/cell", lastEvent: lastEvent
    ).content
  }
}

extension Frame {
  /// Where documents are collected at the hall's kiosk.
  var collecting: String { kiosk + "/collect" }
}

extension Strings {
  /// So many titles leave room for the pad on every screen; how many more there are is said.
  fileprivate func shortened(_ titles: [String]) -> [String] {
    let rest = titles.count - 2
    return titles.prefix(2) + (rest > 0 ? [text("kiosk-collect.rest", ["n": "\(rest)"])] : [])
  }
}
