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

  private struct AttentionView: View {
    let text: String
    let address: String
    let name: String
  }

  private struct Words: View {
    let day: String
    let attention: [AttentionView]
    let lines: [LineView]
    let windows: [WindowView]
    let total: TotalView
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      day: day, attention: attention.map { view(of: $0, strings) },
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

  private func view(of attention: Attention, _ strings: Strings) -> AttentionView {
    let base = "\(frame.hall.map { "/h/\($0.code)" } ?? "")/admin"
    switch attention {
    case .waitingForNobody(let line, let waiting):
      return AttentionView(
        text: strings.text(
          "overview.waiting-for-nobody", ["name": line, "n": String(waiting)]),
        address: "\(base)/windows", name: strings.text("overview.see-windows"))
    case .unserved(let line, let letter):
      return AttentionView(
        text: strings.text("overview.unserved", ["name": line]),
        address: "\(base)/lines/\(letter)", name: strings.text("overview.choose-windows"))
    case .longPause(let window, let minutes):
      return AttentionView(
        text: strings.text("overview.long-pause", ["name": window, "n": String(minutes)]),
        address: "\(base)/windows", name: strings.text("overview.see-windows"))
    case .silentDevice(let device, let name, let minutes):
      let text =
        minutes.map {
          strings.text("overview.silent-device", ["name": name, "n": String($0)])
        } ?? strings.text("overview.absent-device", ["name": name])
      return see(device, text)
    case .mutedBoard(let device, let name):
      return see(device, strings.text("overview.muted-board", ["name": name]))
    case .printer(let device, let name, let condition):
      return see(
        device,
        strings.text(
          "overview.printer", ["name": name, "condition": strings.printer(condition)]))
    case .upstream(let condition, let seconds):
      let age = seconds.map(strings.age)
      return AttentionView(
        text: strings.text(
          age == nil ? "overview.upstream-silent" : "overview.upstream",
          ["condition": strings.channel(condition), "age": age ?? ""]),
        address: "\(base)/channel", name: strings.text("overview.see-channel"))
    case .returned(let count):
      return AttentionView(
        text: strings.text("overview.returned", ["n": String(count)]),
        address: "\(base)/channel", name: strings.text("overview.see-channel"))
    case .claimTasks(let count):
      return AttentionView(
        text: strings.text("overview.claim-tasks", ["n": String(count)]),
        address: "\(base)/claim-tasks", name: strings.text("overview.see-claim-tasks"))
    }

    func see(_ device: String, _ text: String) -> AttentionView {
      AttentionView(
        text: text, address: "\(base)/devices/\(device)",
        name: strings.text("overview.see-device"))
    }
  }
}
