internal import ServiceHall

extension AdminLinesPage {
  private struct RowView: View {
    let letter: String
    let name: String
    let place: String?
    let state: String
    let tone: String
    let isClosed: Bool
    let caps: String
    let editName: String
    let closeName: String
    let reopenName: String
  }

  private struct Words: View {
    let lines: [RowView]
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(lines: lines.map { row($0, strings) }).content
  }

  private func row(_ line: Row, _ strings: Strings) -> RowView {
    let state: String
    let tone: String
    if let reason = line.closedReason {
      state = strings.text("lines.closed", ["reason": reason])
      tone = "paused"
    } else {
      state = strings.text(line.isOpen ? "lines.open" : "lines.outside-hours")
      tone = line.isOpen ? "open" : "closed"
    }
    let caps = [
      line.dailyCap.map { strings.text("lines.daily", ["n": String($0)]) },
      line.personCap.map { strings.text("lines.person", ["n": String($0)]) },
    ].compactMap { $0 }
    let name = ["name": line.name]
    return RowView(
      letter: line.letter, name: line.name, place: line.place, state: state, tone: tone,
      isClosed: line.closedReason != nil,
      caps: caps.isEmpty ? strings.text("app.none") : strings.list(caps),
      editName: strings.text("lines.edit-name", name),
      closeName: strings.text("lines.close-name", name),
      reopenName: strings.text("lines.reopen-name", name))
  }
}

extension AdminLinePage {
  private struct Words: View {
    let isNew: Bool
    let title: String
    let heading: String
    let letter: FieldView?
    let letterValue: String
    let fields: [FieldView]
    /// What most lines never need.
    let more: [FieldView]
    let isMoreOpen: Bool
    let windows: [OptionView]
    let always: Bool
    let hours: [FieldView]
    let hoursFault: String?
    let removeAsk: String
    let removeConfirm: String
  }

  public func content(_ strings: Strings) -> PageContent {
    let title = strings.text(isNew ? "line.title-new" : "line.title-edit")
    let values = ["letter": form.letter, "name": form.name]
    return Words(
      isNew: isNew, title: title,
      heading: isNew ? title : strings.text("line.heading-edit", values),
      letter: isNew
        ? FieldView(
          "letter", form.letter, in: frame, strings, hint: "line.letter-hint", kind: .text,
          required: true, longest: 1) : nil,
      letterValue: form.letter, fields: fields(strings), more: more(strings),
      isMoreOpen: !form.dailyCap.isEmpty || !form.personCap.isEmpty
        || more(strings).contains { $0.fault != nil },
      windows: windows.map {
        OptionView($0.value, $0.name, isChosen: form.windows.contains($0.value))
      }, always: form.always,
      hours: Weekday.allCases.map { weekday in
        FieldView(
          "hours-\(weekday.rawValue)", form.hours[weekday] ?? "", in: frame, strings,
          label: "weekdays.\(weekday.rawValue)")
      },
      hoursFault: frame.fault("hours", strings),
      removeAsk: strings.text("line.remove-ask", values),
      removeConfirm: strings.text("line.remove-confirm", values)
    ).content
  }

  private func fields(_ strings: Strings) -> [FieldView] {
    [
      FieldView(
        "name", form.name, in: frame, strings, hint: "line.name-hint", required: true,
        longest: 20),
      FieldView("place", form.place, in: frame, strings, hint: "line.place-hint", longest: 40),
    ]
  }

  private func more(_ strings: Strings) -> [FieldView] {
    [
      FieldView(
        "overdueAfterMinutes", form.overdueAfterMinutes, in: frame, strings,
        hint: "line.overdue-hint", kind: .number, required: true),
      FieldView(
        "dailyCap", form.dailyCap, in: frame, strings, hint: "line.cap-hint", kind: .number),
      FieldView(
        "personCap", form.personCap, in: frame, strings, hint: "line.person-cap-hint",
        kind: .number),
    ]
  }
}
