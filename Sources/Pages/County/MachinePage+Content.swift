internal import ServiceHall

extension MachinePage {
  private struct HallView: View {
    let code: String
    let name: String
    let level: String
    let waiting: String
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
          waiting: hall.waiting == 0
            ? strings.text("wait.nobody-waiting")
            : strings.text("wait.waiting", ["n": String(hall.waiting)]))
      }
    ).content
  }
}
