/// An item as a file brings it: with the reason and the day of its version.
public struct ItemEntry: Sendable, Equatable, Codable {
  public var item: ServiceItem
  public var reason: String
  /// Today when missing.
  public var effectiveOn: CivilDate?
  public var publish: Bool

  public init(item: ServiceItem, reason: String, effectiveOn: CivilDate? = nil, publish: Bool = false) {
    self.item = item
    self.reason = reason
    self.effectiveOn = effectiveOn
    self.publish = publish
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      item: try values.decode(ServiceItem.self, forKey: .item),
      reason: try values.decodeIfPresent(String.self, forKey: .reason) ?? "",
      effectiveOn: try values.decodeIfPresent(CivilDate.self, forKey: .effectiveOn),
      publish: try values.flag(.publish))
  }

  /// - Throws: `InputRefusal` with what saving, or publishing where it is asked for, does not allow.
  public func checked() throws(InputRefusal) -> ItemEntry {
    var entry = self
    var faults: [FieldFault] = []
    do { entry.item = try item.checked() } catch { faults += error.faults }
    var check = CatalogueCheck()
    entry.reason = check.text(reason, "reason", longest: 200)
    faults += check.faults
    if publish, faults.isEmpty { faults += entry.item.publishingFaults }
    if !faults.isEmpty { throw InputRefusal(faults) }
    return entry
  }
}

enum CatalogueTables {
  private typealias Column = CatalogueColumn<ItemEntry>

  /// Columns of the items' table, in the order of an export.
  static let items: [CatalogueColumn<ItemEntry>] = head + guide + process + flags

  static var blankItem: ItemEntry {
    ItemEntry(
      item: ServiceItem(
        codes: ServiceItem.Codes(profile: .national31, implementation: ""), name: "",
        kind: .publicService, department: noDepartment), reason: "")
  }

  /// Stands where a row has none yet; `0` is no department's code by then, for the column is required.
  private static let noDepartment: Department.ID = {
    guard let id = Department.ID(rawValue: "0") else { preconditionFailure("0 is a code") }
    return id
  }()

  private static let head: [CatalogueColumn<ItemEntry>] = [
    .text("codes.implementation", required: true, { $0.item.codes.implementation = $1 ?? "" }) {
      $0.item.codes.implementation
    },
    .cell("codes.profile") { row, cell, cells throws(CellFault) in
      if !cell.isEmpty { row.item.codes.profile = try cells.value("profile", cell, ItemCode.Profile.self) }
    } _: { row, cells in
      cells.words.word("profile", row.item.codes.profile.rawValue)
    },
    .text("codes.basic", { $0.item.codes.basic = $1 }) { $0.item.codes.basic },
    .text("codes.handling", { $0.item.codes.handling = $1 }) { $0.item.codes.handling },
    .text("name", required: true, { $0.item.name = $1 ?? "" }) { $0.item.name },
    .cell("kind", required: true) { row, cell, cells throws(CellFault) in
      row.item.kind = try cells.value("kind", cell, ItemKind.self)
    } _: { row, cells in
      cells.words.word("kind", row.item.kind.rawValue)
    },
    .cell("department", required: true) { row, cell, _ throws(CellFault) in
      guard let id = Department.ID(cell) else { throw CellFault(code: .unknown) }
      row.item.department = id
    } _: { row, _ in
      row.item.department.rawValue
    },
    .text("exercisingBody", { $0.item.exercisingBody = $1 }) { $0.item.exercisingBody },
    .entries(
      "bases", parts: 5, { parts, cells throws(CellFault) in try cells.basis(parts) }, { $1.line($0) },
      { $0.item.bases = $1 }
    ) {
      $0.item.bases
    },
  ]

  private static let guide: [CatalogueColumn<ItemEntry>] = [
    .list("conditions", { $0.item.conditions = $1 }) { $0.item.conditions },
    .list("acceptConditions", { $0.item.acceptConditions = $1 }) { $0.item.acceptConditions },
    .list("refuseConditions", { $0.item.refuseConditions = $1 }) { $0.item.refuseConditions },
    .entries(
      "questions", parts: 4, { parts, cells throws(CellFault) in try cells.question(parts) }, { $1.line($0) },
      { $0.item.questions = $1 }
    ) {
      $0.item.questions
    },
    .entries(
      "materials", parts: 9, { parts, cells throws(CellFault) in try cells.material(parts) }, { $1.line($0) },
      { $0.item.materials = $1 }
    ) {
      $0.item.materials
    },
    .cell("processing") { row, cell, cells throws(CellFault) in
      if !cell.isEmpty { row.item.processing = try cells.value("processing", cell, Processing.self) }
    } _: { row, cells in
      cells.words.word("processing", row.item.processing.rawValue)
    },
    .cell("statutoryLimit") { row, cell, cells throws(CellFault) in
      row.item.statutoryLimit = try cells.limit(cell)
    } _: { row, cells in
      cells.limit(row.item.statutoryLimit)
    },
    .cell("promisedLimit") { row, cell, cells throws(CellFault) in
      row.item.promisedLimit = try cells.limit(cell)
    } _: { row, cells in
      cells.limit(row.item.promisedLimit)
    },
    .entries(
      "fees", parts: 3,
      { parts, _ throws(CellFault) in
        ServiceItem.Fee(
          name: CellText.plain(parts[0]), amount: CellText.plain(parts[1]),
          basis: CellText.optional(parts[2]))
      },
      { fee, _ in
        CellText.line([CellText.escaped(fee.name), fee.amount, CellText.escaped(fee.basis)])
      }, { $0.item.fees = $1 }
    ) { $0.item.fees },
    .entries(
      "results", parts: 3,
      { parts, _ throws(CellFault) in
        ServiceItem.ResultDocument(
          name: CellText.plain(parts[0]), sample: CellText.optional(parts[2]),
          validity: CellText.optional(parts[1]))
      },
      { result, _ in
        CellText.line([result.name, result.validity, result.sample].map { CellText.escaped($0) })
      }, { $0.item.results = $1 }
    ) { $0.item.results },
    .entries(
      "points", parts: 2,
      { parts, _ throws(CellFault) in
        guard let hall = Hall.ID(parts[0]), let line = Line.ID(parts[1]) else {
          throw CellFault(code: .unknown)
        }
        return ServiceItem.ServicePoint(hall: hall, line: line)
      }, { point, _ in "\(point.hall)|\(point.line)" }, { $0.item.points = $1 }
    ) { $0.item.points },
    .cell("visits") { row, cell, cells throws(CellFault) in
      if !cell.isEmpty { row.item.visits = try cells.number(cell) }
    } _: { row, _ in
      String(row.item.visits)
    },
    .cell("claimDays") { row, cell, cells throws(CellFault) in
      row.item.claimDays = cell.isEmpty ? nil : try cells.number(cell)
    } _: { row, _ in
      row.item.claimDays.map { String($0) } ?? ""
    },
  ]

  private static let process: [CatalogueColumn<ItemEntry>] = [
    .entries(
      "stages", parts: 9, { parts, cells throws(CellFault) in try cells.stage(parts) }, { $1.line($0) },
      { $0.item.stages = $1 }
    ) {
      $0.item.stages
    },
    .entries(
      "specialProcedures", parts: 1,
      { parts, cells throws(CellFault) in
        try cells.value("specialProcedure", parts[0], SpecialProcedure.self)
      }, { $1.words.word("specialProcedure", $0.rawValue) }, { $0.item.specialProcedures = $1 }
    ) { $0.item.specialProcedures },
    .text("supervision", { $0.item.supervision = $1 }) { $0.item.supervision },
    .text("supervisionPhone", { $0.item.supervisionPhone = $1 }) { $0.item.supervisionPhone },
    .text("consultationPhone", { $0.item.consultationPhone = $1 }) { $0.item.consultationPhone },
    .entries(
      "commonQuestions", parts: 2,
      { parts, _ throws(CellFault) in
        ServiceItem.CommonQuestion(
          question: CellText.plain(parts[0]), answer: CellText.plain(parts[1]))
      }, { entry, _ in CellText.line([entry.question, entry.answer].map { CellText.escaped($0) }) },
      { $0.item.commonQuestions = $1 }
    ) { $0.item.commonQuestions },
    .text("chiefRepresentative", { $0.item.chiefRepresentative = $1 }) { $0.item.chiefRepresentative },
    .cell("delegation") { row, cell, cells throws(CellFault) in
      row.item.delegation = cell.isEmpty ? nil : try cells.value("delegation", cell, Delegation.self)
    } _: { row, cells in
      row.item.delegation.map { cells.words.word("delegation", $0.rawValue) } ?? ""
    },
  ]

  private static let flags: [CatalogueColumn<ItemEntry>] = [
    .cell("isSecret") { row, cell, cells throws(CellFault) in
      row.item.isSecret = cell.isEmpty ? false : try cells.flag(cell)
    } _: { row, cells in
      cells.flag(row.item.isSecret)
    },
    .cell("isPublic") { row, cell, cells throws(CellFault) in
      row.item.isPublic = cell.isEmpty ? true : try cells.flag(cell)
    } _: { row, cells in
      cells.flag(row.item.isPublic)
    },
    .list("themes", { $0.item.themes = $1 }) { $0.item.themes },
    .entries(
      "audiences", parts: 1,
      { parts, cells throws(CellFault) in try cells.value("audience", parts[0], Audience.self) },
      { $1.words.word("audience", $0.rawValue) }, { $0.item.audiences = $1 }
    ) { $0.item.audiences },
    .list("lifeEvents", { $0.item.lifeEvents = $1 }) { $0.item.lifeEvents },
    .list("synonyms", { $0.item.synonyms = $1 }) { $0.item.synonyms },
    .text("upperCatalogue", { $0.item.upperCatalogue = $1 }) { $0.item.upperCatalogue },
    .cell("isDemonstration") { row, cell, cells throws(CellFault) in
      row.item.isDemonstration = cell.isEmpty ? false : try cells.flag(cell)
    } _: { row, cells in
      cells.flag(row.item.isDemonstration)
    },
    .text("reason", required: true, { $0.reason = $1 ?? "" }) { $0.reason },
    .cell("effectiveOn") { row, cell, _ throws(CellFault) in
      if cell.isEmpty {
        row.effectiveOn = nil
      } else {
        guard let day = CivilDate(spreadsheet: cell) else { throw CellFault(code: .format) }
        row.effectiveOn = day
      }
    } _: { row, _ in
      row.effectiveOn?.description ?? ""
    },
    .cell("publish") { row, cell, cells throws(CellFault) in
      row.publish = cell.isEmpty ? false : try cells.flag(cell)
    } _: { row, cells in
      cells.flag(row.publish)
    },
  ]

  /// A department's row; its code is read as text first, for it may be wrong.
  struct DepartmentRow {
    var code = ""
    var name = ""
    var uscc: String?
    var phone: String?
    var supervisionPhone: String?
    var isDemonstration = false
  }

  static let departments: [CatalogueColumn<DepartmentRow>] = [
    .text("departments.id", required: true, { $0.code = $1 ?? "" }) { $0.code },
    .text("departments.name", required: true, { $0.name = $1 ?? "" }) { $0.name },
    .text("departments.uscc", { $0.uscc = $1 }) { $0.uscc },
    .text("departments.phone", { $0.phone = $1 }) { $0.phone },
    .text("departments.supervisionPhone", { $0.supervisionPhone = $1 }) { $0.supervisionPhone },
    .cell("isDemonstration") { row, cell, cells throws(CellFault) in
      row.isDemonstration = cell.isEmpty ? false : try cells.flag(cell)
    } _: { row, cells in
      cells.flag(row.isDemonstration)
    },
  ]
}

extension CivilDate {
  /// A day as spreadsheets save it: `2026-03-01`, `2026/3/1`. Of `26/3/1` and `03/01/2026` nobody knows which part
  /// is the year.
  init?(spreadsheet text: String) {
    let parts = text.split(whereSeparator: { $0 == "-" || $0 == "/" }).map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2], year > 999 else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }
}
