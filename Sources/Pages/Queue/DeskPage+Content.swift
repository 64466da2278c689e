internal import ServiceHall

extension DeskPage {
  private struct Words: View {
    let choices: [ChoiceView]
    let isChoosing: Bool
    let work: WorkView?
    let found: FoundView?
    let channel: String?
    let account: String
    let key: String
    let lastEvent: Int64
  }

  private struct ChoiceView: View {
    let window: String
    let name: String
    let lines: String
    let heldBy: String?
  }

  public func content(_ strings: Strings) -> PageContent {
    let found = found.map { FoundView($0, strings) }
    let channel = channel.map { strings.text("channel.desk.\($0.rawValue)") }
    switch stage {
    case .choosing(let windows):
      let choices = windows.map { choice in
        ChoiceView(
          window: choice.window, name: choice.name, lines: strings.list(choice.lines),
          heldBy: choice.clerk.map {
            strings.text("desk.held-by", ["clerk": $0, "since": choice.since ?? ""])
          })
      }
      return Words(
        choices: choices, isChoosing: true, work: nil, found: found, channel: channel,
        account: account, key: key, lastEvent: lastEvent
      ).content
    case .working(let work):
      return Words(
        choices: [], isChoosing: false, work: WorkView(work, strings), found: found,
        channel: channel, account: account, key: key, lastEvent: lastEvent
      ).content
    }
  }
}
