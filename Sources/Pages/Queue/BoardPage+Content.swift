internal import ServiceHall

extension BoardPage {
  private struct CallView: View {
    let event: Int64
    let number: String
    let windowName: String
    let isLong: Bool
    let maskedName: String?
    let at: String
  }

  private struct WaitingView: View {
    let line: String
    let name: String
    let count: String
    let isOpen: Bool
  }

  private struct Words: View {
    let current: CallView?
    let recent: [CallView]
    let waiting: [WaitingView]
    let pauses: [String]
    /// The same sentence with `%w` and `%r` in its places, for the script.
    let pausePattern: String
    let notice: String?
    let serverTime: String
    let ratio: String
    let lastEvent: Int64
    let isMany: Bool
    let size: String
    let shownLines: String
    let isVoiced: Bool
    let isDevice: Bool
    let phase: String
    /// With `%t` in place of the time, for the script.
    let openingPattern: String
  }

  /// How many earlier calls stand below the latest.
  private static let recentCalls = 12
  /// A window's name with more signs is written smaller.
  private static let longName = 5

  public func content(_ strings: Strings) -> PageContent {
    let views = calls.map { call in
      CallView(
        event: call.event, number: call.number, windowName: call.windowName,
        isLong: call.windowName.utf16.count > Self.longName,
        maskedName: call.maskedName, at: call.at)
    }
    // A number that is done does not stand over the night.
    let stands = !(phase.isOver && calls.first?.isCurrent == false)
    return Words(
      current: stands ? views.first : nil,
      recent: Array(views.dropFirst(stands ? 1 : 0).prefix(Self.recentCalls)),
      waiting: waiting.map { line in
        WaitingView(
          line: line.line, name: line.name,
          count: line.isOpen ? String(line.count) : strings.text("board.line-closed"),
          isOpen: line.isOpen)
      },
      pauses: pauses.map { pause in
        strings.text("board.paused", ["window": pause.windowName, "reason": pause.reason])
      },
      pausePattern: strings.text("board.paused", ["window": "%w", "reason": "%r"]), notice: notice,
      serverTime: serverTime, ratio: strings.ratio(ratio), lastEvent: lastEvent,
      isMany: waiting.count > 8, size: String(size), shownLines: lines, isVoiced: isVoiced,
      isDevice: isDevice, phase: sentence(strings),
      openingPattern: strings.text("board.phase-opening", ["time": "%t"])
    ).content
  }

  private func sentence(_ strings: Strings) -> String {
    switch phase {
    case .open: strings.text("board.none")
    case .paused: strings.text("board.phase-paused")
    case .closing: strings.text("board.phase-closing")
    case .opening(let time): strings.text("board.phase-opening", ["time": time.description])
    case .ended: strings.text("board.phase-ended")
    case .hallClosed: closed.map(strings.closedHall) ?? strings.text("board.phase-ended")
    }
  }
}
