import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let editor = Access.only(.countyAdmin)

  static let itemPageEndpoints: [Endpoint] = [
    .machine(.get, "/county/items/new", editor) { context in
      context.page(context.newItemPage(.blank(words: context.strings.catalogueWords)))
    },
    .machine(.post, "/county/items/new", editor) { context in
      let form = try context.form()
      let sheet = ItemSheet(posted: form)
      do {
        let entry = try context.entry(sheet, form)
        try await context.site.surroundings.county.saveItem(entry, after: nil, by: context.caller)
        let code = entry.item.id?.rawValue ?? ""
        return context.redirect(
          to: "/county/items/\(code)", .done(entry.publish ? .itemPublished : .added))
      } catch let refusal as InputRefusal {
        var page = context.newItemPage(sheet, flash: .itemFaults(refusal.faults))
        page.isPublishing = form.isPublishing
        return context.page(page, status: .unprocessableContent)
      }
    },
    .machine(.get, "/county/items/{code}", editor) { context in
      context.page(try await context.itemPage(try context.path(Path.item)))
    },
    .machine(.post, "/county/items/{code}", editor) { context in
      try await context.saveItem(try context.path(Path.item))
    },
    .machine(.post, "/county/items/{code}/publish", editor) { context in
      let id = try context.path(Path.item)
      let version = try context.form()["version"].flatMap { Int($0) } ?? 0
      do {
        try await context.site.surroundings.county.publishItem(id, version: version, by: context.caller)
        return context.redirect(to: "/county/items/\(id)", .done(.itemPublished))
      } catch let refusal as InputRefusal {
        var page = try await context.itemPage(id, flash: .itemFaults(refusal.faults))
        page.isPublishing = true
        return context.page(page, status: .unprocessableContent)
      } catch RequestRefusal.staleVersion {
        return context.redirect(to: "/county/items/\(id)", .refused(code: "stale-version"))
      } catch CatalogueRefusal.alreadyPublished {
        return context.redirect(
          to: "/county/items/\(id)", .refused(code: CatalogueRefusal.alreadyPublished.code))
      }
    },
    .machine(.post, "/county/items/{code}/withdraw", editor) { context in
      let id = try context.path(Path.item)
      let reason = try context.form()["withdraw-reason"] ?? ""
      do {
        try await context.site.surroundings.county.withdrawItem(id, reason: reason, by: context.caller)
        return context.redirect(to: "/county/items/\(id)", .done(.itemWithdrawn))
      } catch let refusal as InputRefusal {
        let faults = refusal.faults.map { FieldFault("withdraw-\($0.field)", $0.code) }
        var page = try await context.itemPage(id, flash: .faults(faults))
        page.withdrawReason = reason
        return context.page(page, status: .unprocessableContent)
      } catch CatalogueRefusal.notPublished {
        return context.redirect(
          to: "/county/items/\(id)", .refused(code: CatalogueRefusal.notPublished.code))
      }
    },
    .machine(.get, "/county/items/{code}/difference", editor) { context in
      context.page(try await context.differencePage(try context.path(Path.item)))
    },
  ]
}

extension ItemSheet {
  fileprivate init(posted form: Form) {
    self.init(
      cells: Dictionary(
        uniqueKeysWithValues: ItemSheet.columns.map {
          ($0.key, form[AdminItemPage.input(of: $0.key)] ?? "")
        }))
  }

  /// The sheet of a version, with room for the reason and the day of the next.
  fileprivate init(_ found: VersionedItem, next isNext: Bool, _ words: CatalogueWords) {
    self.init(
      ItemEntry(
        item: found.item, reason: isNext ? "" : found.version.reason,
        effectiveOn: isNext ? nil : found.version.effectiveOn), words: words)
  }
}

extension Form {
  fileprivate var isPublishing: Bool { self["act"] == "publish" }
}

extension MachineContext {
  /// - Throws: `InputRefusal` with every cell that is wrong; what publishing asks for comes last.
  fileprivate func entry(_ sheet: ItemSheet, _ form: Form) throws(InputRefusal) -> ItemEntry {
    var entry = try sheet.entry(words: strings.catalogueWords)
    entry.publish = form.isPublishing
    return try entry.checked()
  }

  fileprivate func saveItem(_ id: ServiceItem.ID) async throws -> Response {
    let form = try form()
    let sheet = ItemSheet(posted: form)
    let county = site.surroundings.county
    do {
      let entry = try entry(sheet, form)
      guard entry.item.id == id else { throw InputRefusal("codes.implementation", .notCombinable) }
      // A form that does not say what it has seen has seen nothing.
      let seen = form["version"].flatMap { Int($0) } ?? 0
      try await county.saveItem(entry, after: seen, by: caller)
      return redirect(
        to: "/county/items/\(id)", .done(entry.publish ? .itemPublished : .saved))
    } catch let refusal as InputRefusal {
      var page = try await itemPage(id, sheet, flash: .itemFaults(refusal.faults))
      page.isPublishing = form.isPublishing
      return self.page(page, status: .unprocessableContent)
    } catch RequestRefusal.staleVersion {
      let latest = try await county.item(id).version
      let values = ["who": name(ofActor: latest.savedBy), "n": String(latest.number)]
      let page = try await itemPage(
        id, sheet, flash: .refused(code: "item-changed", values: values))
      return self.page(page, status: .preconditionFailed)
    }
  }

  fileprivate func newItemPage(_ sheet: ItemSheet, flash: Flash? = nil) -> AdminItemPage {
    AdminItemPage(
      frame: frame(hall: nil, flash: flash), sheet: sheet, departments: departmentChoices)
  }

  /// - Parameter typed: what stands in the form; the latest version when it is missing.
  fileprivate func itemPage(
    _ id: ServiceItem.ID, _ typed: ItemSheet? = nil, flash: Flash? = nil
  ) async throws -> AdminItemPage {
    let county = site.surroundings.county
    let found = try await county.item(id)
    let versions = try await county.versions(of: id, publishedOnly: false)
    let stored = ItemSheet(found, next: true, strings.catalogueWords)
    return AdminItemPage(
      frame: frame(hall: nil, flash: flash), sheet: typed ?? stored, departments: departmentChoices,
      known: AdminItemPage.Known(
        code: id.rawValue, name: found.item.name, stored: stored,
        upperCatalogue: found.item.upperCatalogue,
        versions: versions.map { version in
          AdminItemPage.Version(
            version, savedAt: "\(offset.date(of: version.savedAt)) \(offset.clockTime(version.savedAt))",
            savedBy: name(ofActor: version.savedBy))
        }))
  }

  /// The two versions that the address names; the latest and the one before it where it names none.
  fileprivate func differencePage(_ id: ServiceItem.ID) async throws -> AdminDifferencePage {
    let county = site.surroundings.county
    let words = strings.catalogueWords
    let versions = try await county.versions(of: id, publishedOnly: false).map(\.number)
    let last = versions.first ?? 1
    func side(_ name: String, or number: Int) async throws -> (AdminDifferencePage.Side, String) {
      let number = try ListPart.number(name, in: 1...1_000_000, of: request) ?? number
      let found = try await county.item(id, version: number)
      let side = AdminDifferencePage.Side(
        number: number, state: found.version.state, sheet: ItemSheet(found, next: false, words))
      return (side, found.item.name)
    }
    let new = try await side("to", or: last)
    let old = try await side("from", or: max(1, new.0.number - 1))
    return AdminDifferencePage(
      frame: frame, code: id.rawValue, name: new.1, old: old.0, new: new.0, versions: versions,
      showsAll: request.query["all"] == "1")
  }

  /// Who did something, as the page names people: by name, or the machine in words.
  private func name(ofActor actor: String) -> String {
    guard actor.hasPrefix("staff:") else { return strings.optional("journal-page.\(actor)") ?? actor }
    let account = String(actor.dropFirst("staff:".count))
    return Staff.ID(account).flatMap { county.staff[$0]?.name } ?? account
  }
}
