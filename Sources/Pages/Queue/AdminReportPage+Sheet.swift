internal import ServiceHall

extension AdminReportPage {
  /// The day as comma-separated values, with the mark at its beginning by which a Chinese Excel knows
  /// UTF-8. Durations are whole seconds.
  public func sheet(_ strings: Strings) -> String {
    let columns = [
      "group", "name", "taken", "served", "left", "missed", "cancelled", "void", "waiting50",
      "waiting90", "service50", "service90", "rated",
    ]
    var rows = [columns.map { strings.text("report-sheet.\($0)") }]
    func add(_ group: String, _ name: String, _ figures: DayReport.Figures) {
      let counts = [
        figures.taken, figures.served, figures.left, figures.missed, figures.cancelled,
        figures.void,
      ]
      let seconds = [
        figures.waiting.p50, figures.waiting.p90, figures.service.p50, figures.service.p90,
      ]
      rows.append(
        [strings.text("report-sheet.\(group)"), name] + counts.map(String.init)
          + seconds.map { $0.map(String.init) ?? "" } + [""])
    }
    add("hall", day.description, report.total)
    for line in lines { add("line", line.name, report.lines[figures: line.value]) }
    for window in windows { add("window", window.name, report.windows[figures: window.value]) }
    for hour in report.hours {
      rows.append(
        [
          strings.text("report-sheet.hour"), strings.hour(hour.hour), String(hour.taken),
          String(hour.served),
        ] + Array(repeating: "", count: 9))
    }
    let ratings =
      Satisfaction.allCases.map { (strings.satisfaction($0), report.ratings[$0] ?? 0) }
      + [(strings.text("report.unrated"), report.unrated)]
    for (name, count) in ratings {
      rows.append(
        [strings.text("report-sheet.rating"), name] + Array(repeating: "", count: 10)
          + [String(count)])
    }
    let lines = rows.map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }
    return "\u{FEFF}" + lines.joined()
  }

  /// RFC 4180; a text that a spreadsheet program would take for a formula begins with an apostrophe.
  private static func cell(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let safe = isFormula ? "'" + text : text
    guard safe.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
