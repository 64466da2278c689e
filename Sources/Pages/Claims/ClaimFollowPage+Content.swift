internal import ServiceHall

extension ClaimFollowPage {
  private struct Words: View {
    let sentence: String
    let hint: String
    /// A class of the style sheet.
    let tone: String
    let titles: [String]
    let holder: String
    let place: String?
    let until: String?
    /// The code in fours, and where its QR code is; nil once it opens nothing.
    let shown: CodeView?
    let bring: [String]
  }

  private struct CodeView: View {
    let address: String
    let text: String
  }

  public func content(_ strings: Strings) -> PageContent {
    let isWaiting = state == .waiting
    let hint = strings.text(
      "claim-follow.\(state.rawValue)-hint",
      ["time": collected ?? "", "day": until.description, "hall": frame.hall?.name ?? ""])
    return Words(
      sentence: strings.text("claim-follow.\(state.rawValue)"), hint: hint, tone: tone,
      titles: titles, holder: holder,
      place: isWaiting ? place(strings) : nil,
      until: isWaiting ? strings.text("claim-follow.until-day", ["day": until.description]) : nil,
      shown: isWaiting
        ? CodeView(
          address: "\(frame.hall.map { "/h/\($0.code)" } ?? "")/c/\(code)/qr.svg",
          text: Strings.inFours(code)) : nil,
      bring: isWaiting ? strings.bring(isBody: isBody) : []
    ).content
  }

  private func place(_ strings: Strings) -> String {
    let hall = frame.hall?.name ?? ""
    guard let locker else { return strings.text("claim-follow.at-window", ["hall": hall]) }
    return strings.text("claim-follow.at-locker", ["hall": hall, "kiosk": locker])
  }

  /// Colour goes with the sentence, never instead of it.
  private var tone: String {
    switch state {
    case .waiting, .collected: "good"
    case .underWay, .notReady: "attention"
    case .expired, .revoked: "over"
    }
  }
}

extension Strings {
  /// What the holder, or who comes instead, has to bring.
  func bring(isBody: Bool) -> [String] {
    (isBody ? ["agent"] : ["self", "proxy"]).map { text("claim-slip.bring-\($0)") }
  }

  /// A code as people read long numbers: in fours.
  static func inFours(_ code: String) -> String {
    let signs = Array(code)
    return stride(from: 0, to: signs.count, by: 4)
      .map { String(signs[$0..<min($0 + 4, signs.count)]) }.joined(separator: " ")
  }
}
