internal import ServiceHall

extension AdminStaffPage {
  private struct Words: View {
    let staffAddress: String
    let staff: [StaffView]
    let fields: [FieldView]
    let roles: [OptionView]
    let rolesFault: String?
    let key: String
  }

  public func content(_ strings: Strings) -> PageContent {
    let chosen = Set(form.grants.map(\.role))
    return Words(
      staffAddress: frame.hall.map { "/h/\($0.code)/admin/staff" } ?? "",
      staff: staff.map { StaffView($0, strings) }, fields: form.fields(in: frame, strings),
      roles: Role.allCases.filter(\.needsHall).map { role in
        OptionView(role.rawValue, strings.role(role), isChosen: chosen.contains(role.rawValue))
      },
      rolesFault: frame.fault("grants", strings) ?? frame.fault("role", strings), key: key
    ).content
  }
}
