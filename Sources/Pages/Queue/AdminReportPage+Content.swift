internal import ServiceHall

extension AdminReportPage {
  private struct Words: View {
    let title: String
    let day: FieldView
    let previous: String
    let next: String?
    let sheet: String
    let isEmpty: Bool
    let total: RowView
    let stillWaiting: String?
    let hours: [HourView]
    let hourChart: ChartView
    let lines: [RowView]
    let lineChart: ChartView
    let windows: [RowView]
    let windowChart: ChartView
    let ratings: [RatingView]
    let ratingChart: ChartView
    let satisfied: String?
  }

  private struct RowView: View {
    let letter: String?
    let name: String
    let taken: Int
    let served: Int
    let left: Int
    let missed: Int
    let cancelled: Int
    let void: Int
    let waiting50: String?
    let waiting90: String?
    let service50: String?
    let service90: String?
  }

  private struct HourView: View {
    let hour: String
    let taken: Int
    let served: Int
  }

  private struct RatingView: View {
    let name: String
    let count: Int
  }

  public func content(_ strings: Strings) -> PageContent {
    let address = "\(frame.hall.map { "/h/\($0.code)" } ?? "")/admin/report"
    let ratings =
      Satisfaction.allCases.map { level in
        RatingView(name: strings.satisfaction(level), count: report.ratings[level] ?? 0)
      } + [RatingView(name: strings.text("report.unrated"), count: report.unrated)]
    let next = day.adding(days: 1)
    return Words(
      title: strings.text("report.heading", ["day": day.description]),
      day: FieldView("day", day.description, in: frame, strings, longest: 10),
      previous: "\(address)?day=\(day.adding(days: -1))",
      next: next <= today ? "\(address)?day=\(next)" : nil,
      sheet: "\(address).csv?day=\(day)", isEmpty: report.total == DayReport.Figures(),
      total: row(nil, strings.text("report.total"), report.total, strings),
      stillWaiting: report.stillWaiting == 0
        ? nil : strings.text("report.still-waiting", ["n": String(report.stillWaiting)]),
      hours: report.hours.map {
        HourView(hour: strings.hour($0.hour), taken: $0.taken, served: $0.served)
      },
      hourChart: .columns(
        report.hours.map { (strings.hour($0.hour), [$0.taken, $0.served]) },
        title: strings.text("report.hours")),
      lines: lines.map { row($0.value, $0.name, report.lines[figures: $0.value], strings) },
      lineChart: chart(
        lines.map { ($0.name, report.lines[figures: $0.value].waiting) },
        strings.text("report.waiting-chart"), strings),
      windows: windows.map { row(nil, $0.name, report.windows[figures: $0.value], strings) },
      windowChart: chart(
        windows.map { ($0.name, report.windows[figures: $0.value].service) },
        strings.text("report.service-chart"), strings),
      ratings: ratings,
      ratingChart: .bars(
        ratings.map { ($0.name, [($0.count, String($0.count))]) },
        title: strings.text("report.ratings")),
      satisfied: report.satisfiedPercent.map {
        strings.text("report.satisfied", ["n": String($0), "m": String(report.rated)])
      }
    ).content
  }

  private func row(
    _ letter: String?, _ name: String, _ figures: DayReport.Figures, _ strings: Strings
  ) -> RowView {
    RowView(
      letter: letter, name: name, taken: figures.taken, served: figures.served,
      left: figures.left, missed: figures.missed, cancelled: figures.cancelled,
      void: figures.void, waiting50: strings.length(figures.waiting.p50),
      waiting90: strings.length(figures.waiting.p90),
      service50: strings.length(figures.service.p50),
      service90: strings.length(figures.service.p90))
  }

  private func chart(
    _ rows: [(String, DayReport.Spread)], _ title: String, _ strings: Strings
  ) -> ChartView {
    .bars(
      rows.map { name, spread in
        let values = [spread.p50, spread.p90].compactMap { $0 }
        return (name, values.map { ($0, strings.length($0) ?? "") })
      }, title: title)
  }
}

extension [Line.ID: DayReport.Figures] {
  subscript(figures letter: String) -> DayReport.Figures {
    Line.ID(letter).flatMap { self[$0] } ?? DayReport.Figures()
  }
}

extension [Window.ID: DayReport.Figures] {
  subscript(figures number: String) -> DayReport.Figures {
    Window.ID(number).flatMap { self[$0] } ?? DayReport.Figures()
  }
}

extension Strings {
  /// 4 分 30 秒; nil for no duration.
  func length(_ seconds: Int?) -> String? {
    seconds.map { text("overview.mean-minutes", ["n": String($0 / 60), "s": String($0 % 60)]) }
  }

  /// `09:00`
  func hour(_ hour: Int) -> String { hour < 10 ? "0\(hour):00" : "\(hour):00" }
}
