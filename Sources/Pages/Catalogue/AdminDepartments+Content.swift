internal import ServiceHall

extension AdminDepartmentsPage {
  private struct RowView: View {
    let code: String
    let name: String
    let uscc: String?
    let phone: String?
    let supervisionPhone: String?
    let isDemonstration: Bool
    let editName: String
  }

  private struct Words: View {
    let departments: [RowView]
    let formHeading: String
    let isEdit: Bool
    let code: String
    let codeField: FieldView?
    let fields: [FieldView]
    let isDemonstration: Bool
  }

  public func content(_ strings: Strings) -> PageContent {
    func field(
      _ key: String, _ value: String, hint: String? = nil, required: Bool = false, longest: Int
    ) -> FieldView {
      FieldView(
        key, value, in: frame, strings, label: "catalogue.columns.departments.\(key)", hint: hint,
        required: required, longest: longest)
    }
    return Words(
      departments: departments.map { department in
        RowView(
          code: department.id.rawValue, name: department.name, uscc: department.uscc,
          phone: department.phone, supervisionPhone: department.supervisionPhone,
          isDemonstration: department.isDemonstration,
          editName: strings.text("catalogue-admin.edit-department", ["name": department.name]))
      },
      formHeading: isEdit
        ? strings.text("catalogue-admin.edit-department", ["name": form.name])
        : strings.text("catalogue-admin.add-department"),
      isEdit: isEdit, code: form.code,
      codeField: isEdit
        ? nil
        : field(
          "id", form.code, hint: "catalogue-admin.department-code-hint", required: true, longest: 32),
      fields: [
        field("name", form.name, required: true, longest: 60),
        field("uscc", form.uscc, hint: "catalogue-admin.uscc-hint", longest: 18),
        field("phone", form.phone, longest: 40),
        field("supervisionPhone", form.supervisionPhone, longest: 40),
      ], isDemonstration: form.isDemonstration
    ).content
  }
}
