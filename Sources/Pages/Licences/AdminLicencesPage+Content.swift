internal import ServiceHall

/// A licence's state in words and in colour.
struct LicenceStateView: View {
  let text: String
  let tone: String

  init(_ state: LicenceState, _ strings: Strings) {
    text = strings.text("licences.states.\(state.rawValue)")
    tone =
      switch state {
      case .valid: "open"
      case .expired: "paused"
      case .revoked: "closed"
      }
  }
}

extension Strings {
  /// The last day, or that there is none.
  func lasting(_ expiresOn: CivilDate?) -> String { expiresOn?.description ?? text("licences.endless") }
}

extension AdminLicencesPage {
  private struct RowView: View {
    let number: String
    let kind: String
    let holder: String
    let expiresOn: String
    let state: LicenceStateView
    let version: String
  }

  private struct Words: View {
    let words: String
    let states: [OptionView]
    let rows: [RowView]
    let empty: String
    let first: String?
    let next: String?
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      words: words,
      states: LicenceState.allCases.map {
        OptionView($0.rawValue, strings.text("licences.states.\($0.rawValue)"), isChosen: $0 == state)
      },
      rows: rows.map { row in
        RowView(
          number: row.number, kind: row.kind, holder: row.holder,
          expiresOn: strings.lasting(row.expiresOn), state: LicenceStateView(row.state, strings),
          version: strings.text("licences.version", ["n": String(row.version)]))
      },
      empty: strings.text(words.isEmpty && state == nil ? "licences.empty" : "licences.nothing-found"),
      first: isContinued ? address(after: nil) : nil, next: next.map { address(after: $0) }
    ).content
  }

  private func address(after seq: Int64?) -> String {
    let pairs = [
      ("words", words), ("state", state?.rawValue ?? ""), ("after", seq.map { String($0) } ?? ""),
    ]
    let query = pairs.filter { !$0.1.isEmpty }.map { "\($0.0)=\(Strings.queryValue($0.1))" }
    let path = (frame.hall.map { "/h/\($0.code)" } ?? "") + "/admin/licences"
    return path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }
}
