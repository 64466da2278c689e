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
