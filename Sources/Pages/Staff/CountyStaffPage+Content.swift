internal import ServiceHall

extension CountyStaffPage {
  private struct GrantView: View {
    let index: Int
    let roleLabel: String
    let hallLabel: String
    let roles: [OptionView]
    let halls: [OptionView]
  }

  private struct Words: View {
    let staffAddress: String
    let staff: [StaffView]
    let fields: [FieldView]
    let grants: [GrantView]
    let grantsFault: String?
    let key: String
  }

  private static let rows = 3

  public func content(_ strings: Strings) -> PageContent {
    Words(
      staffAddress: "/county/staff",
      staff: staff.map { StaffView($0, strings) }, fields: form.fields(in: frame, strings),
      grants: (0..<Self.rows).map { index in
        let grant = index < form.grants.count ? form.grants[index] : StaffForm.Grant()
        let number = ["n": String(index + 1)]
        return GrantView(
          index: index + 1, roleLabel: strings.text("staff-page.role-n", number),
          hallLabel: strings.text("staff-page.hall-n", number),
          roles: Role.allCases.map { role in
            OptionView(role.rawValue, strings.role(role), isChosen: role.rawValue == grant.role)
          },
          halls: OptionView.all(halls, chosen: grant.hall))
      },
      grantsFault: frame.fault("grants", strings), key: key
    ).content
  }
}
