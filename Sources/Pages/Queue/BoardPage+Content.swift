extension BoardPage {
  private struct CallView: View {
    let event: Int64
    let number: String
    let windowName: String
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
  }

  /// How many earlier calls stand below the latest.
  private static let recentCalls = 5

  public func content(_ strings: Strings) -> PageContent {
    let views = calls.map { call in
      CallView(
        event: call.event, number: call.number, windowName: call.windowName,
        maskedName: call.maskedName, at: call.at)
    }
    return Words(
      current: views.first, recent: Array(views.dropFirst().prefix(Self.recentCalls)),
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
      isMany: waiting.count > 8
    ).content
  }
}
