internal import ServiceHall

extension MachinePage {
  private struct HallView: View {
    let code: String
    let name: String
    let level: String
    let waiting: String
    let isReadable: Bool
  }

  private struct Words: View {
    let heading: String
    let halls: [HallView]
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      heading: strings.text("machine.heading", ["county": countyName]),
      halls: halls.map { hall in
        HallView(
          code: hall.code, name: hall.name, level: strings.text("levels.\(hall.level.rawValue)"),
          waiting: hall.waiting.map(strings.waiting) ?? strings.text("wait.unreadable"),
          isReadable: hall.waiting != nil)
      }
    ).content
  }
}
