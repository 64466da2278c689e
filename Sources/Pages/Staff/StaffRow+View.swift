internal import ServiceHall

struct StaffView: View {
  let account: String
  let name: String
  let roles: String
  let isLocked: Bool
  let isSelf: Bool
  let lockName: String
  let unlockName: String

  init(_ row: StaffRow, _ strings: Strings) {
    account = row.account
    name = row.name
    roles = strings.list(
      row.grants.map { grant in
        let role = strings.role(grant.role)
        guard let hall = grant.hallName else { return role }
        return strings.text("staff-page.role-in-hall", ["role": role, "hall": hall])
      })
    isLocked = row.isLocked
    isSelf = row.isSelf
    lockName = strings.text("staff-page.lock-name", ["name": row.name])
    unlockName = strings.text("staff-page.unlock-name", ["name": row.name])
  }
}

extension StaffForm {
  func fields(in frame: Frame, _ strings: Strings) -> [FieldView] {
    [
      FieldView(
        "account", account, in: frame, strings, hint: "staff-page.account-hint", required: true,
        longest: 32),
      FieldView(
        "name", name, in: frame, strings, label: "fields.personName",
        hint: "staff-page.name-hint", required: true, longest: 20),
      FieldView(
        "password", in: frame, strings, hint: "staff-page.password-hint", kind: .newPassword,
        required: true, longest: 200),
    ]
  }
}
