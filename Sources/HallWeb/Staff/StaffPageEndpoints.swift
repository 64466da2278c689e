import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let administrator = Access.only(.hallAdmin, .countyAdmin)
  private static let county = Access.only(.countyAdmin)

  static let staffPageEndpoints: [Endpoint] = [
    .hall(.get, "/h/{hall}/admin/staff", administrator) { context in
      context.page(context.staffPage(StaffForm()))
    },
    .hall(.post, "/h/{hall}/admin/staff", administrator) { context in
      let posted = try context.form()
      var form = StaffForm(posted: posted)
      form.grants = posted.values(of: "role").map {
        StaffForm.Grant(role: $0, hall: context.hall.id.rawValue)
      }
      do {
        // An administrator of one hall appoints for that hall alone.
        guard form.grants.allSatisfy({ Role(rawValue: $0.role)?.needsHall ?? false }) else {
          throw InputRefusal("grants", .unknown)
        }
        try await context.machine.addStaff(form, password: posted["password"] ?? "")
        return context.redirect(to: "/admin/staff", .done(.added))
      } catch let refusal as InputRefusal {
        return context.page(
          context.staffPage(form, flash: .faults(refusal.faults)), status: .unprocessableContent)
      } catch StaffRefusal.accountTaken {
        return context.page(
          context.staffPage(form, flash: .refused(code: StaffRefusal.accountTaken.code)),
          status: .conflict)
      }
    },
    .hall(.post, "/h/{hall}/admin/staff/{account}/lock", administrator) { context in
      try await context.setLocked(true)
    },
    .hall(.post, "/h/{hall}/admin/staff/{account}/unlock", administrator) { context in
      try await context.setLocked(false)
    },
    .machine(.get, "/county/staff", county) { context in
      context.page(context.countyStaffPage(StaffForm()))
    },
    .machine(.post, "/county/staff", county) { context in
      let posted = try context.form()
      var form = StaffForm(posted: posted)
      form.grants = (1...3).compactMap { row in
        guard let role = posted["role-\(row)"], !role.isEmpty else { return nil }
        return StaffForm.Grant(role: role, hall: posted["hall-\(row)"] ?? "")
      }
      do {
        try await context.addStaff(form, password: posted["password"] ?? "")
        return context.redirect(to: "/county/staff", .done(.added))
      } catch let refusal as InputRefusal {
        return context.page(
          context.countyStaffPage(form, flash: .faults(refusal.faults)),
          status: .unprocessableContent)
      } catch StaffRefusal.accountTaken {
        return context.page(
          context.countyStaffPage(form, flash: .refused(code: StaffRefusal.accountTaken.code)),
          status: .conflict)
      }
    },
    .machine(.post, "/county/staff/{account}/lock", county) { context in
      try await context.setLocked(true)
    },
    .machine(.post, "/county/staff/{account}/unlock", county) { context in
      try await context.setLocked(false)
    },
  ]
}

extension StaffForm {
  fileprivate init(posted form: Form) {
    self.init()
    account = form["account"] ?? ""
    name = form["name"] ?? ""
  }
}

extension MachineContext {
  fileprivate func addStaff(_ form: StaffForm, password: String) async throws {
    guard let id = Staff.ID(form.account) else {
      throw InputRefusal("account", form.account.isEmpty ? .required : .format)
    }
    let grants = try form.grants.map { given in
      let hall = given.hall.isEmpty ? nil : Hall.ID(given.hall)
      guard let role = Role(rawValue: given.role),
        let grant = Grant(role: role, hall: role.needsHall ? hall : nil)
      else { throw InputRefusal("grants", .unknown) }
      return grant
    }
    let staff = try Staff(id: id, name: form.name, grants: grants).checked()
    try PasswordRule.check(password, account: id)
    let hash = try await site.surroundings.hashPassword(password)
    try await site.surroundings.county.addStaff(staff, password: hash, by: caller)
  }

  fileprivate func countyStaffPage(_ form: StaffForm, flash: Flash? = nil) -> CountyStaffPage {
    CountyStaffPage(
      frame: frame(hall: nil, flash: flash), staff: county.staff(of: nil).map(row),
      halls: county.orderedHalls.map { Choice(value: $0.id.rawValue, name: $0.name) }, form: form,
      key: site.surroundings.randomText(24))
  }

  fileprivate func row(_ staff: Staff) -> StaffRow {
    let own: Staff.ID? = if case .staff(let person) = caller { person.id } else { nil }
    return StaffRow(
      account: staff.id.rawValue, name: staff.name,
      grants: staff.grants.map { grant in
        StaffRow.Granted(
          role: grant.role, hallName: grant.hall.map { county.halls[$0]?.name ?? $0.rawValue })
      }, isLocked: staff.isLocked, isSelf: staff.id == own)
  }

  fileprivate func setLocked(_ isLocked: Bool) async throws -> Response {
    do {
      let account = try path(Path.account)
      try await site.surroundings.county.setStaffLocked(account, isLocked, by: caller)
      return redirect(to: "/county/staff", .done(isLocked ? .locked : .unlocked))
    } catch StaffRefusal.lastAdministrator {
      return redirect(
        to: "/county/staff", .refused(code: StaffRefusal.lastAdministrator.code))
    }
  }
}

extension HallContext {
  fileprivate func staffPage(_ form: StaffForm, flash: Flash? = nil) -> AdminStaffPage {
    AdminStaffPage(
      frame: frame(flash: flash), staff: machine.county.staff(of: hall.id).map(machine.row),
      form: form, key: newKey)
  }

  /// A hall's administrator locks whoever works in this hall and in no other.
  fileprivate func setLocked(_ isLocked: Bool) async throws -> Response {
    let account = try path(Path.account)
    let grants = machine.county.staff[account]?.grants ?? []
    guard grants.contains(where: { $0.hall == hall.id }) else {
      throw StaffRefusal.unknownAccount
    }
    guard grants.allSatisfy({ $0.hall == hall.id }) || isCountyAdministrator else {
      throw WebRefusal.notAllowed
    }
    return try await adminForm("/admin/staff", isLocked ? .locked : .unlocked) { _ in
      try await machine.site.surroundings.county.setStaffLocked(
        account, isLocked, by: machine.caller)
    }
  }

  private var isCountyAdministrator: Bool {
    machine.caller.roles(in: hall.id).contains(.countyAdmin)
  }
}
