internal import ServiceHall

extension CalendarPage {
  private struct DayView: View {
    let number: String
    /// 休 on a weekday, 班 on a weekend: what a plain week does not tell.
    let mark: String?
    let isOff: Bool
    let isEmpty: Bool
    let spoken: String
  }

  private struct WeekView: View { let days: [DayView] }

  private struct MonthView: View {
    let name: String
    let weeks: [WeekView]
  }

  private struct YearView: View {
    let year: Int
    let isCurrent: Bool
  }

  private struct LocalDayView: View {
    let date: String
    let name: String
    let ask: String
  }

  private struct Words: View {
    let heading: String
    let years: [YearView]
    let source: String?
    let provisional: String?
    let changed: String?
    let weekdays: [String]
    let months: [MonthView]
    let fromField: FieldView
    let limitField: FieldView
    let isWorkingDays: Bool
    let answer: String?
    let isProvisional: Bool
    let mayEdit: Bool
    let yearField: FieldView
    let sourceField: FieldView
    let dateField: FieldView
    let nameField: FieldView
    let fileFault: String?
    let faultsInFile: [String]
    let localDays: [LocalDayView]
  }

  public func content(_ strings: Strings) -> PageContent {
    let name = String(year)
    return Words(
      heading: strings.text("calendar.heading", ["year": name]),
      years: years.map { YearView(year: $0, isCurrent: $0 == year) },
      source: source.map { strings.text("calendar.source", ["source": $0]) },
      provisional: source == nil ? strings.text("calendar.provisional", ["year": name]) : nil,
      changed: changed.map { sentence($0, strings) },
      weekdays: Weekday.allCases.map { strings.text("calendar.short.\($0.rawValue)") },
      months: months(strings),
      fromField: FieldView(
        "from", from, in: frame, strings, label: "calendar.from", hint: "calendar.date-hint",
        required: true, longest: 10),
      limitField: FieldView(
        "limit", limit, in: frame, strings, label: "calendar.limit", kind: .number, required: true,
        longest: 4),
      isWorkingDays: isWorkingDays, answer: answer.map { sentence($0, strings) },
      isProvisional: answer?.isProvisional ?? false, mayEdit: mayEdit,
      yearField: FieldView(
        "year", String(year), in: frame, strings, label: "calendar.year", kind: .number,
        required: true, longest: 4),
      sourceField: FieldView(
        "source", "", in: frame, strings, label: "calendar.source-field",
        hint: "calendar.source-hint", required: true, longest: 200),
      dateField: FieldView(
        "date", "", in: frame, strings, label: "calendar.local-date", hint: "calendar.date-hint",
        required: true, longest: 10),
      nameField: FieldView(
        "name", "", in: frame, strings, label: "calendar.local-name", required: true, longest: 30),
      fileFault: frame.fault("file", strings), faultsInFile: faultsInFile(strings),
      localDays: localDays.map {
        LocalDayView(
          date: $0.date.description, name: $0.name,
          ask: strings.text("calendar.ask-remove", ["date": $0.date.description]))
      }
    ).content
  }

  private func sentence(_ answer: Answer, _ strings: Strings) -> String {
    let key =
      (answer.isWorkingDays ? "calendar.due-working" : "calendar.due-natural")
      + (answer.isProvisional ? "-provisional" : "")
    return strings.text(
      key, ["from": answer.from, "n": String(answer.limit), "due": answer.due.description])
  }

  private func sentence(_ changed: [CivilDate], _ strings: Strings) -> String {
    if changed.isEmpty { return strings.text("calendar.changed-none") }
    let isWorking = Dictionary(days.map { ($0.date, $0.isWorking) }) { first, _ in first }
    let names = changed.map { day in
      strings.text(
        "calendar.changed-day",
        [
          "month": String(day.parts.month), "day": String(day.parts.day),
          "what": strings.text(isWorking[day] ?? false ? "calendar.work" : "calendar.off"),
        ])
    }
    return strings.text(
      "calendar.changed", ["n": String(changed.count), "days": names.joined(separator: "\u{3001}")])
  }

  /// Faults of an uploaded table name the row: `row 3 date`.
  private func faultsInFile(_ strings: Strings) -> [String] {
    guard case .faults(let faults) = frame.flash else { return [] }
    return faults.compactMap { fault in
      let parts = fault.field.split(separator: " ")
      guard parts.count == 3, parts[0] == "row" else { return nil }
      return strings.text(
        "calendar.row-fault",
        ["row": String(parts[1]), "what": strings.text("calendar.cell.\(parts[2])")])
    }
  }

  private func months(_ strings: Strings) -> [MonthView] {
    Dictionary(grouping: days) { $0.date.parts.month }.sorted { $0.key < $1.key }.map { month, days in
      MonthView(
        name: strings.text("calendar.month", ["n": String(month)]), weeks: weeks(of: days, strings))
    }
  }

  private func weeks(of days: [Day], _ strings: Strings) -> [WeekView] {
    let empty = DayView(number: "", mark: nil, isOff: false, isEmpty: true, spoken: "")
    let lead = days.first.flatMap { Weekday.allCases.firstIndex(of: $0.date.weekday) } ?? 0
    var cells = Array(repeating: empty, count: lead) + days.map { view($0, strings) }
    cells += Array(repeating: empty, count: (7 - cells.count % 7) % 7)
    return stride(from: 0, to: cells.count, by: 7).map { WeekView(days: Array(cells[$0..<$0 + 7])) }
  }

  private func view(_ day: Day, _ strings: Strings) -> DayView {
    let isOdd = day.isWorking == day.date.isWeekend
    let key = day.isWorking ? "calendar.work" : "calendar.off"
    return DayView(
      number: String(day.date.parts.day), mark: isOdd ? strings.text("\(key)-mark") : nil,
      isOff: !day.isWorking, isEmpty: false, spoken: strings.text(key))
  }
}
