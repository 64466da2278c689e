import HTTPServing
import HallLedger
import Pages
import ServiceHall

/// The days on which the whole hall gives out no numbers.
enum ClosureEndpoints {
  private static let administrator = Access.only(.hallAdmin, .countyAdmin)

  static let all: [Endpoint] = [
    .hall(.post, "/h/{hall}/admin/closures", administrator) { context in
      let posted = try context.form()
      let form = ClosureForm(
        from: posted["from"] ?? "", through: posted["through"] ?? "",
        reason: posted["reason"] ?? "")
      do {
        let days = try form.days()
        try await context.ledger.addClosure(
          from: days.from, through: days.through, reason: form.reason, by: context.machine.caller)
        return context.redirect(to: "/admin/settings", .done(.added))
      } catch let refusal as InputRefusal {
        var page = context.settingsPage(flash: .faults(refusal.faults))
        page.closureForm = form
        return context.page(page, status: .unprocessableContent)
      }
    },
    .hall(.post, "/h/{hall}/admin/closures/{closure}/remove", administrator) { context in
      let closure = try context.path(Path.closure)
      return try await context.adminForm("/admin/settings", .removed) { _ in
        try await context.ledger.removeClosure(closure, by: context.machine.caller)
      }
    },
  ]
}

extension ClosureForm {
  /// - Throws: `InputRefusal` with each day that is none.
  fileprivate func days() throws(InputRefusal) -> (from: CivilDate, through: CivilDate) {
    var faults: [FieldFault] = []
    func day(_ text: String, _ field: String) -> CivilDate? {
      let plain = text.filter { !$0.isWhitespace }
      if plain.isEmpty, field == "through" { return nil }
      guard let day = CivilDate(plain) else {
        faults.append(FieldFault(field, plain.isEmpty ? .required : .format))
        return nil
      }
      return day
    }
    let from = day(from, "from")
    let through = day(through, "through")
    guard let from, faults.isEmpty else { throw InputRefusal(faults) }
    return (from, through ?? from)
  }
}

extension HallContext {
  func settingsPage(_ form: SettingsForm? = nil, flash: Flash? = nil) -> AdminSettingsPage {
    let facts = ledger.facts
    let today = machine.offset.date(of: machine.now)
    var page = AdminSettingsPage(
      frame: frame(flash: flash), form: form ?? SettingsForm(facts.settings))
    page.closures = facts.closures.filter { $0.days.through >= today }
    return page
  }
}
