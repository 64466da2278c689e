internal import ServiceHall

extension CountyPage {
  private struct RowView: View {
    let code: String
    let name: String
    let level: String
    let division: String
    let waiting: Int
    let openWindows: Int
    let issued: Int
    let served: Int
    let lag: String
    let isLate: Bool
    let isReadable: Bool
  }

  private struct Words: View {
    let heading: String
    let halls: [RowView]
    let mayAdd: Bool
    let showsReceiver: Bool
    let fields: [FieldView]
    let levels: [OptionView]
    let parents: [OptionView]
    let key: String
  }

  /// Beyond this, figures are marked as late.
  private static let lateAfterSeconds = 60

  public func content(_ strings: Strings) -> PageContent {
    Words(
      heading: strings.text("county.heading", ["county": countyName]),
      halls: halls.map { row($0, strings) }, mayAdd: mayAdd, showsReceiver: showsReceiver,
      fields: [
        FieldView(
          "name", form.name, in: frame, strings, hint: "county.name-hint", required: true,
          longest: 40),
        FieldView(
          "code", form.code, in: frame, strings, hint: "county.code-hint", required: true,
          longest: 40),
        FieldView(
          "division", form.division, in: frame, strings, hint: "county.division-hint",
          kind: .digits, required: true, longest: 12),
        FieldView(
          "shortCode", form.shortCode, in: frame, strings, hint: "county.short-hint",
          required: true, longest: 6),
      ],
      levels: Hall.Level.allCases.map { level in
        OptionView(
          level.rawValue, strings.text("levels.\(level.rawValue)"), isChosen: level == form.level)
      },
      parents: halls.map { OptionView($0.code, $0.name, isChosen: $0.code == form.parent) },
      key: key
    ).content
  }

  private func row(_ hall: Row, _ strings: Strings) -> RowView {
    let lag: String
    switch hall.lagSeconds {
    case ...1: lag = strings.text("county.lag-none")
    case ..<120: lag = strings.text("county.lag-seconds", ["n": String(hall.lagSeconds)])
    default: lag = strings.text("county.lag-minutes", ["n": String(hall.lagSeconds / 60)])
    }
    return RowView(
      code: hall.code, name: hall.name, level: strings.text("levels.\(hall.level.rawValue)"),
      division: hall.division, waiting: hall.waiting, openWindows: hall.openWindows,
      issued: hall.issued, served: hall.served, lag: lag,
      isLate: hall.lagSeconds > Self.lateAfterSeconds, isReadable: hall.isReadable)
  }
}
