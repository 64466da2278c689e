internal import ServiceHall

extension DutyListPage {
  private struct LinkView: View {
    let code: String
    let name: String
  }

  private struct DutyView: View {
    let name: String
    let department: String
    let content: String
    let accountability: String
    let words: String?
    let isVerified: Bool
    let boundary: String?
    let items: [LinkView]
    let isDemonstration: Bool
  }

  private struct Words: View {
    let query: String
    let departmentOptions: [OptionView]
    let rows: [DutyView]
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      query: words,
      departmentOptions: departments.map {
        OptionView($0.id.rawValue, $0.name, isChosen: $0.id == department)
      },
      rows: duties.map { duty in
        DutyView(
          name: duty.name,
          department: departments.first { $0.id == duty.department }?.name ?? duty.department.rawValue,
          content: duty.content,
          accountability: [duty.accountability.law, duty.accountability.article].compactMap(\.self)
            .joined(separator: " "),
          words: duty.accountability.text, isVerified: duty.accountability.isVerified,
          boundary: duty.boundary,
          items: duty.items.compactMap { id in names[id].map { LinkView(code: id.rawValue, name: $0) } },
          isDemonstration: duty.isDemonstration)
      }
    ).content
  }
}
