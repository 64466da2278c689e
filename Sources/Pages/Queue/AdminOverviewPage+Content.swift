internal import ServiceHall

extension AdminOverviewPage {
  private struct LineView: View {
    let letter: String
    let name: String
    let issued: Int
    let waiting: Int
    let served: Int
    let missed: Int
    let mean: String?
  }

  private struct WindowView: View {
    let name: String
    let state: String
    let tone: String
    let clerk: String?
    let served: Int
    let busy: String
    let arrival: String?
    let paused: String
    let reason: String?
  }

  private struct TotalView: View {
    let issued: Int
    let waiting: Int
    let served: Int
    let missed: Int
  }

  private struct Words: View {
    let day: String
    let lines: [LineView]
    let windows: [WindowView]
    let total: TotalView
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      day: day,
      lines: lines.map { line in
        LineView(
          letter: line.letter, name: line.name, issued: line.issued, waiting: line.waiting,
          served: line.served, missed: line.missed,
          mean: line.meanServiceSeconds.map { seconds in
            strings.text(
              "overview.mean-minutes", ["n": String(seconds / 60), "s": String(seconds % 60)])
          })
      },
      windows: windows.map { window in
        WindowView(
          name: window.name, state: strings.text("window-states.\(window.state.rawValue)"),
          tone: window.state.rawValue, clerk: window.clerk, served: window.served,
          busy: strings.text("overview.minutes", ["n": String(window.busyMinutes)]),
          arrival: window.arrivalSeconds.map {
            strings.text("overview.seconds", ["n": String($0)])
          },
          paused: strings.text("overview.minutes", ["n": String(window.pausedMinutes)]),
          reason: window.pauseReason)
      },
      total: TotalView(
        issued: lines.map(\.issued).reduce(0, +), waiting: lines.map(\.waiting).reduce(0, +),
        served: lines.map(\.served).reduce(0, +), missed: lines.map(\.missed).reduce(0, +))
    ).content
  }
}
