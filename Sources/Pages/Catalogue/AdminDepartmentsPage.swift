public import ServiceHall

/// `/county/departments`: who answers for the items, and a form to add or change one. 部门
public struct AdminDepartmentsPage: Page {
  public static let template = "Catalogue/admin-departments"

  /// What was typed.
  public struct Form: Sendable {
    public var code: String = ""
    public var name: String = ""
    public var uscc: String = ""
    public var phone: String = ""
    public var supervisionPhone: String = ""
    public var isDemonstration: Bool = false

    public init() {}

    public init(_ department: Department) {
      code = department.id.rawValue
      name = department.name
      uscc = department.uscc ?? ""
      phone = department.phone ?? ""
      supervisionPhone = department.supervisionPhone ?? ""
      isDemonstration = department.isDemonstration
    }
  }

  public var frame: Frame
  public var departments: [Department]
  public var form: Form
  /// Whether the form changes a department that is there.
  public var isEdit: Bool

  public init(frame: Frame, departments: [Department], form: Form = Form(), isEdit: Bool = false) {
    self.frame = frame
    self.departments = departments
    self.form = form
    self.isEdit = isEdit
  }
}
