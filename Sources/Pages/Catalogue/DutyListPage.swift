public import ServiceHall

/// `/duties`: what each department must do, and on what ground it answers for it. 责任清单
public struct DutyListPage: Page {
  public static let template = "Catalogue/duties"

  public var frame: Frame
  public var duties: [Duty]
  public var words: String
  public var department: Department.ID?
  public var departments: [Department]
  /// The names of the items that the duties are linked to, as far as they are public.
  public var names: [ServiceItem.ID: String]

  public init(
    frame: Frame, duties: [Duty], words: String = "", department: Department.ID? = nil,
    departments: [Department], names: [ServiceItem.ID: String] = [:]
  ) {
    self.frame = frame
    self.duties = duties
    self.words = words
    self.department = department
    self.departments = departments
    self.names = names
  }
}

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
