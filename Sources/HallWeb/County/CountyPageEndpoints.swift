import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  static let countyPageEndpoints: [Endpoint] = [
    .machine(.get, "/county", .only(.countyAdmin, .operator, .supervisor, .auditor)) { context in
      context.page(try await context.countyPage())
    },
    .machine(.post, "/county/halls", .only(.countyAdmin)) { context in
      let form = HallForm(posted: try context.form())
      do {
        let hall = try form.hall()
        try await context.site.addHall(hall, by: context.caller)
        return context.redirect(to: "/county", .done(.added))
      } catch let refusal as InputRefusal {
        var page = try await context.countyPage(flash: .faults(refusal.faults))
        page.form = form
        return context.page(page, status: .unprocessableContent)
      } catch let refusal as StaffRefusal {
        var page = try await context.countyPage(flash: .refused(code: refusal.code))
        page.form = form
        return context.page(page, status: .conflict)
      }
    },
  ]

  /// Makes a hall: its ledger first, so that no hall is ever listed without one.
  private func addHall(_ hall: Hall, by caller: Caller) async throws {
    let facts = surroundings.county.facts
    guard facts.halls[hall.id] == nil else { throw StaffRefusal.hallTaken }
    do {
      try await surroundings.shelf.create(hall.id)
    } catch LedgerFault.exists {
      // Left by an attempt that was cut off before the hall was listed.
    }
    try await surroundings.county.addHall(hall, by: caller)
  }
}

extension HallForm {
  fileprivate init(posted form: Form) {
    self.init()
    code = form["code"] ?? ""
    name = form["name"] ?? ""
    division = form["division"] ?? ""
    shortCode = (form["shortCode"] ?? "").uppercased()
    level = Hall.Level(rawValue: form["level"] ?? "") ?? .township
    parent = form["parent"] ?? ""
  }

  fileprivate func hall() throws -> Hall {
    var faults: [FieldFault] = []
    func check<Value>(_ value: Value?, _ field: String, _ text: String) -> Value? {
      if value == nil { faults.append(FieldFault(field, text.isEmpty ? .required : .format)) }
      return value
    }
    let id = check(Hall.ID(code), "code", code)
    let division = check(DivisionCode(division), "division", division)
    let shortCode = check(Hall.ShortCode(shortCode), "shortCode", shortCode)
    if name.isEmpty { faults.append(FieldFault("name", .required)) }
    guard let id, let division, let shortCode, faults.isEmpty else { throw InputRefusal(faults) }
    return try Hall(
      id: id, name: name, division: division, shortCode: shortCode, level: level,
      parent: parent.isEmpty ? nil : Hall.ID(parent)
    ).checked()
  }
}

extension MachineContext {
  fileprivate func countyPage(flash: Flash? = nil) async throws -> CountyPage {
    var rows: [CountyPage.Row] = []
    // Who supervises or audits one hall sees that hall's figures alone.
    let isOfCounty = !caller.roles(in: nil).isEmpty
    func mayLook(at hall: Hall) -> Bool {
      isOfCounty || !caller.roles(in: hall.id).isDisjoint(with: [.supervisor, .auditor])
    }
    for hall in county.orderedHalls where mayLook(at: hall) {
      let now = now
      let figures = try? await site.surroundings.shelf.with(hall.id) { ledger in
        (try await ledger.board(at: now), try await ledger.daySummary())
      }
      rows.append(
        CountyPage.Row(
          code: hall.id.rawValue, name: hall.name, level: hall.level,
          division: hall.division.rawValue,
          waiting: figures?.0.lines.reduce(0) { $0 + $1.waiting } ?? 0,
          openWindows: figures?.0.windows.filter { $0.stateName == .open }.count ?? 0,
          issued: figures?.1.lines.reduce(0) { $0 + $1.issued } ?? 0,
          served: figures?.1.lines.reduce(0) { $0 + $1.served } ?? 0, lagSeconds: 0,
          isReadable: figures != nil))
    }
    return CountyPage(
      frame: frame(hall: nil, flash: flash), countyName: county.county.name, halls: rows,
      mayAdd: caller.roles(in: nil).contains(.countyAdmin),
      showsReceiver: site.surroundings.receiver != nil
        && !caller.roles(in: nil).isDisjoint(with: [.countyAdmin, .operator]),
      key: site.surroundings.randomText(24))
  }
}
