internal import ServiceHall

extension AdminVoicePage {
  private struct RowView: View {
    let clip: String
    let text: String
    let file: String
    /// Empty when there is nothing to hear.
    let address: String?
    let playName: String
    let state: String
    /// A class of the style sheet.
    let tone: String
    let isRecorded: Bool
    let restoreName: String
  }

  private struct GroupView: View {
    let heading: String
    let hint: String?
    let rows: [RowView]
  }

  private struct Words: View {
    let groups: [GroupView]
    let summary: String
    let mixed: String?
    let lost: String?
    let exampleAddress: String?
    let exampleText: String?
    let voiceFaults: [String]
    let hasFaults: Bool
    let hasRecordings: Bool
  }

  public func content(_ strings: Strings) -> PageContent {
    let rows = groups.filter { $0.name != .windows }.flatMap(\.rows)
    let recorded = rows.filter { $0.state.isRecorded }.count
    let lost = groups.flatMap(\.rows).filter { $0.state == .lost }.count
    let missing = rows.count - recorded
    let isAny = groups.flatMap(\.rows).contains { $0.state.isRecorded || $0.state == .lost }
    return Words(
      groups: groups.filter { !$0.rows.isEmpty }.map { group in
        GroupView(
          heading: strings.text("voice-page.group-\(group.name.rawValue)"),
          hint: strings.optional("voice-page.hint-\(group.name.rawValue)"),
          rows: group.rows.map { view($0, strings) })
      },
      summary: recorded == 0
        ? strings.text("voice-page.all-built-in")
        : strings.text("voice-page.recorded-count", ["n": String(recorded)]),
      mixed: recorded > 0 && missing > 0
        ? strings.text("voice-page.missing", ["n": String(missing)]) : nil,
      lost: lost > 0 ? strings.text("voice-page.lost-count", ["n": String(lost)]) : nil,
      exampleAddress: example.map {
        "/api/v1/halls/\(frame.hall?.code ?? "")/say/\($0.number)/\($0.window).wav"
      },
      exampleText: example.map {
        strings.text("voice-page.example", ["number": $0.number, "window": $0.window])
      },
      voiceFaults: faults.map { fault in
        let reason = strings.text("voice-faults.\(fault.reason.key)")
        return fault.file.isEmpty
          ? reason : strings.text("app.field-fault", ["field": fault.file, "fault": reason])
      }, hasFaults: !faults.isEmpty, hasRecordings: isAny
    ).content
  }

  private func view(_ row: Row, _ strings: Strings) -> RowView {
    let state: (text: String, tone: String) =
      switch row.state {
      case .builtIn: (strings.text("voice-page.built-in"), "closed")
      case .recorded(let milliseconds):
        (strings.text("voice-page.recorded", ["n": Self.seconds(milliseconds)]), "open")
      case .lost: (strings.text("voice-page.lost"), "paused")
      case .absent: (strings.text("voice-page.absent"), "closed")
      }
    let version = row.digest.map { "?v=\($0.prefix(10))" } ?? ""
    return RowView(
      clip: row.clip.rawValue, text: row.text, file: "\(row.clip).wav",
      address: row.state == .absent
        ? nil : "/h/\(frame.hall?.code ?? "")/voice/\(row.clip).wav\(version)",
      playName: strings.text("voice-page.play-name", ["text": row.text]), state: state.text,
      tone: state.tone, isRecorded: row.state.isRecorded || row.state == .lost,
      restoreName: strings.text("voice-page.restore-name", ["text": row.text]))
  }

  /// `1.2`
  private static func seconds(_ milliseconds: Int) -> String {
    let tenths = (milliseconds + 50) / 100
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension AdminVoicePage.Row.State {
  fileprivate var isRecorded: Bool { if case .recorded = self { true } else { false } }
}
