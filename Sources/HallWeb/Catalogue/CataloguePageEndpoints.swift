import HTTPServing
import HallLedger
import Pages
import ServiceHall
import Synchronization

extension Site {
  private static let editor = Access.only(.countyAdmin)

  /// Where the page's form sends a file.
  static let importFormPath = "/county/items/import"

  static let cataloguePageEndpoints: [Endpoint] = [
    .machine(.get, "/county/items", editor) { context in
      context.page(try await context.itemsPage())
    },
    .machine(.post, importFormPath, editor) { context in
      let form = try context.form()
      let isDryRun = form["act"] != "run"
      let importForm = ImportForm(isPartial: form["partial"] == "1")
      guard let sent = form.files.first(where: { $0.field == "file" }), !sent.bytes.isEmpty else {
        var page = try await context.itemsPage(flash: .faults([FieldFault("file", .required)]))
        page.importForm = importForm
        return context.page(page, status: .unprocessableContent)
      }
      let site = context.site
      let report = try await site.imports.follow(context.caller.actor) { progress in
        try await site.surroundings.county.importCatalogue(
          context.catalogueFile(in: sent), dryRun: isDryRun, partial: importForm.isPartial,
          by: context.caller, progress: progress)
      }
      let page = AdminImportPage(
        frame: context.frame, filename: sent.filename, isDryRun: isDryRun, isApplied: report.isApplied,
        added: report.added, changed: report.changed, unchanged: report.unchanged,
        refused: report.refused, importForm: importForm)
      let isRefused = !isDryRun && !report.isApplied && !report.refused.isEmpty
      return context.page(page, status: isRefused ? .unprocessableContent : .ok)
    },
    .machine(.get, importFormPath, editor) { context in
      let steps = context.site.imports.steps(of: context.caller.actor)
      var text = JSONText()
      text.add("done", steps?.done ?? 0)
      text.add("whole", steps?.whole ?? 0)
      var response = JSON.response(text.bytes)
      response.headers["Cache-Control"] = "no-store"
      return response
    },
    .machine(.get, "/county/items/items.csv", editor) { context in
      let items = try await context.exportedItems()
      let text = CatalogueFile.csv(items: items, words: context.strings.catalogueWords)
      return Response.text(text, type: "text/csv; charset=utf-8").offered(as: "items.csv")
    },
    .machine(.get, "/county/items/departments.csv", editor) { context in
      let text = CatalogueFile.csv(
        departments: context.orderedDepartments, words: context.strings.catalogueWords)
      return Response.text(text, type: "text/csv; charset=utf-8").offered(as: "departments.csv")
    },
    .machine(.get, "/county/items/catalogue.json", editor) { context in
      let county = context.site.surroundings.county
      let bytes = try CatalogueFile.json(
        departments: context.orderedDepartments, items: try await context.exportedItems(),
        duties: try await county.duties(), negativeLists: try await county.negativeLists())
      return Response.bytes(bytes, type: "application/json").offered(as: "catalogue.json")
    },
    .machine(.get, "/county/departments", editor) { context in
      guard let code = context.request.query["edit"] else { return context.page(context.departmentsPage()) }
      guard let id = Department.ID(code), let department = context.county.departments[id] else {
        throw WebRefusal.notFound
      }
      return context.page(
        context.departmentsPage(AdminDepartmentsPage.Form(department), isEdit: true))
    },
    .machine(.post, "/county/departments", editor) { context in
      let posted = try context.form()
      let isEdit = posted["edit"] != nil
      let form = AdminDepartmentsPage.Form(posted: posted)
      do {
        try await context.site.surroundings.county.saveDepartment(
          try form.department(isEdit ? nil : context.county), by: context.caller)
        return context.redirect(to: "/county/departments", .done(isEdit ? .saved : .added))
      } catch let refusal as InputRefusal {
        let faults = refusal.faults.map { FieldFault("departments.\($0.field)", $0.code) }
        return context.page(
          context.departmentsPage(form, isEdit: isEdit, flash: .faults(faults)),
          status: .unprocessableContent)
      }
    },
  ]
}

extension AdminDepartmentsPage.Form {
  fileprivate init(posted form: Form) {
    self.init()
    code = form["edit"] ?? (form["id"] ?? "").filter { !$0.isWhitespace }.uppercased()
    name = form["name"] ?? ""
    uscc = form["uscc"] ?? ""
    phone = form["phone"] ?? ""
    supervisionPhone = form["supervisionPhone"] ?? ""
    isDemonstration = form["demonstration"] == "1"
  }

  /// - Parameter county: given where the department is to be a new one.
  /// - Throws: `InputRefusal` with every field that is wrong.
  fileprivate func department(_ county: CountyFacts?) throws(InputRefusal) -> Department {
    var faults: [FieldFault] = []
    let id = Department.ID(code)
    if let id {
      if county?.departments[id] != nil { faults.append(FieldFault("id", .taken)) }
    } else {
      faults.append(FieldFault("id", code.isEmpty ? .required : .format))
    }
    // A code that is wrong must not hide what else is.
    let stand = Department.ID("0")
    guard let given = id ?? stand else { throw InputRefusal(faults) }
    var checked: Department?
    do {
      checked = try Department(
        id: given, name: name, uscc: uscc, phone: phone, supervisionPhone: supervisionPhone,
        isDemonstration: isDemonstration
      ).checked()
    } catch {
      faults += error.faults
    }
    guard let checked, faults.isEmpty else { throw InputRefusal(faults) }
    return checked
  }
}

extension MachineContext {
  /// Rows of the list on one page.
  private static let rowsPerPage = 100

  var orderedDepartments: [Department] { county.departments.values.sorted { $0.id < $1.id } }

  var departmentChoices: [Choice] {
    orderedDepartments.map { Choice(value: $0.id.rawValue, name: $0.name) }
  }

  fileprivate func itemsPage(flash: Flash? = nil) async throws -> AdminItemsPage {
    let query = request.query
    let words = try PlainText.optional(query["words"], field: "words", longest: 100) ?? ""
    let department = query["department"].flatMap { Department.ID($0) }
    let state = query["state"].flatMap { ItemVersion.State(rawValue: $0) }
    let after = query["after"].flatMap { ServiceItem.ID(rawValue: $0) }
    let rows = try await site.surroundings.county.itemRows(
      words: words, department: department, state: state, after: after, limit: Self.rowsPerPage + 1)
    let county = county
    var page = AdminItemsPage(
      frame: frame(hall: nil, flash: flash),
      rows: rows.prefix(Self.rowsPerPage).map { row in
        AdminItemsPage.Row(
          code: row.id.rawValue, name: row.name, kind: row.kind,
          department: county.departments[row.department]?.name ?? row.department.rawValue,
          state: row.state, latest: row.latest)
      }, departments: departmentChoices)
    page.words = words
    page.department = department?.rawValue ?? ""
    page.state = state
    page.after = after?.rawValue
    page.next = rows.count > Self.rowsPerPage ? rows[Self.rowsPerPage - 1].id.rawValue : nil
    return page
  }

  /// A file of a form, as its name and its beginning say.
  fileprivate func catalogueFile(in sent: Form.File) -> CatalogueFile {
    let isObject = sent.bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
    if isObject || sent.filename.lowercased().hasSuffix(".json") {
      return CatalogueFile(json: sent.bytes)
    }
    return CatalogueFile(
      encoded: sent.bytes, words: strings.catalogueWords,
      decodeGB18030: site.surroundings.decodeGB18030)
  }

  fileprivate func exportedItems() async throws -> [ItemEntry] {
    let items = Mutex<[ItemEntry]>([])
    try await site.surroundings.county.exportedItems { entry in items.withLock { $0.append(entry) } }
    return items.withLock { $0 }
  }

  fileprivate func departmentsPage(
    _ form: AdminDepartmentsPage.Form = .init(), isEdit: Bool = false, flash: Flash? = nil
  ) -> AdminDepartmentsPage {
    AdminDepartmentsPage(
      frame: frame(hall: nil, flash: flash), departments: orderedDepartments, form: form, isEdit: isEdit)
  }
}
