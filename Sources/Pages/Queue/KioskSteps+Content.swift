internal import ServiceHall

extension KioskPriorityPage {
  private struct Words: View {
    let here: String
    let reasons: [OptionView]
    let ratio: String
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      here: frame.kiosk + "?step=priority",
      reasons: PriorityReason.allCases.map { OptionView($0.rawValue, strings.reason($0)) },
      ratio: strings.ratio(ratio)
    ).content
  }
}

extension KioskIdentityPage {
  private struct Words: View {
    let line: String
    let priority: String?
    let key: String
    let why: String
    /// Keeps its placeholder `{n}`; the script counts in it.
    let typed: String
    let fault: String?
    let here: String
    let back: String
  }

  public func content(_ strings: Strings) -> PageContent {
    let suffix = priority.map { "priority=\($0.rawValue)" }
    return Words(
      line: line, priority: priority?.rawValue, key: "\(key).\(line)",
      why: strings.text("identity.why", ["line": lineName, "n": String(personCap)]),
      typed: strings.text("identity.typed"), fault: frame.fault("idNumber", strings),
      here: "\(frame.kiosk)?step=identity&line=\(line)" + (suffix.map { "&\($0)" } ?? ""),
      back: suffix.map { "\(frame.kiosk)?\($0)" } ?? frame.kiosk
    ).content
  }
}

extension KioskReturnPage {
  private struct Words: View {
    let here: String
    let explain: String
    let code: FieldView
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      here: frame.kiosk + "?step=return",
      explain: returnAfter == 0
        ? strings.text("return-page.explain-first")
        : strings.text("return-page.explain", ["n": String(returnAfter)]),
      code: FieldView(
        "code", in: frame, strings, label: "return-page.label", hint: "return-page.hint",
        required: true, longest: 20)
    ).content
  }
}

extension KioskHelpPage {
  private struct Words: View {
    let here: String
    let isQuiet: Bool
    let isAsked: Bool
    let isAttended: Bool
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      here: frame.kiosk + "?step=help", isQuiet: state == .quiet, isAsked: state == .asked,
      isAttended: state == .attended
    ).content
  }
}

extension KioskSearchPage {
  private struct ItemView: View {
    let code: String
    let address: String
    let letter: String
    let name: String
    let text: String
  }

  private struct Words: View {
    let query: String
    let items: [ItemView]
    let letters: [String]
    let words: [String]
    let lines: [LineView]
    let none: String
    let priority: String?
    let here: String
    let back: String
    let linesAddress: String
    let lastEvent: Int64
  }

  public func content(_ strings: Strings) -> PageContent {
    let priority = priority.map { "&priority=\($0.rawValue)" } ?? ""
    let asked = Strings.queryValue(query)
    return Words(
      query: query,
      items: items.map { item in
        ItemView(
          code: item.code,
          address: "\(frame.kiosk)?step=item&item=\(item.code)&q=\(asked)\(priority)", letter: item.line,
          name: item.name, text: strings.text("kiosk-item.leads", ["line": item.lineName]))
      }, letters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map { String($0) }, words: words,
      lines: lines.map { line in
        LineView(
          line, strings, address: "\(frame.kiosk)?step=identity&line=\(line.letter)\(priority)",
          key: key)
      },
      none: items.isEmpty ? strings.text("search-page.none") : "", priority: self.priority?.rawValue,
      here: "\(frame.kiosk)?step=search&q=\(asked)\(priority)",
      back: priority.isEmpty ? frame.kiosk : "\(frame.kiosk)?\(priority.dropFirst())",
      linesAddress: "\(frame.kiosk)/found?q=\(asked)\(priority)", lastEvent: lastEvent
    ).content
  }
}

extension Frame {
  /// Where the hall's kiosk starts.
  var kiosk: String { hall.map { "/h/\($0.code)/kiosk" } ?? "/" }
}
