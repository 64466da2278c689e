import GRDB
public import ServiceHall

/// What an import did, or would do.
public struct ImportReport: Sendable, Equatable {
  public var added = 0
  public var changed = 0
  public var unchanged = 0
  public var refused: [RowFault] = []
  /// Whether anything was written: never on a dry run, nor when a row is refused and the whole was asked for.
  public var isApplied = false

  public init() {}
}

/// Decides what becomes of each row of a file, against what the ledger holds.
///
/// Invariants, cited by number in `CatalogueImportTests`:
/// 1. A dry run and the run after it report the same.
/// 2. All or nothing: one refused row leaves everything as it was, unless a part was asked for.
/// 3. What is in the ledger already in the same words makes no version.
/// 4. A code stands once in a file and once in the catalogue.
struct CataloguePlan {
  enum Act {
    case event(CatalogueEvent)
    case item(ServiceItem.ID, ItemEntry, version: Int)
  }

  private let database: Database
  private let facts: CountyFacts
  private let file: CatalogueFile
  private(set) var acts: [Act] = []
  private(set) var report = ImportReport()
  /// Departments of the ledger and of the file.
  private var departments: Set<Department.ID>
  private var items: Set<ServiceItem.ID> = []

  /// - Parameter progress: is told how many rows have been looked at.
  init(
    _ file: CatalogueFile, _ facts: CountyFacts, _ database: Database, day: CivilDate,
    progress: (Int) -> Void = { _ in }
  ) throws {
    self.database = database
    self.facts = facts
    self.file = file
    departments = Set(facts.departments.keys)
    report.refused = file.faults
    var count = 0
    func tick() {
      count += 1
      if count % 100 == 0 { progress(count) }
    }
    for row in file.departments {
      plan(row)
      tick()
    }
    for row in file.items {
      try plan(row, day)
      tick()
    }
    for row in file.duties {
      try plan(row)
      tick()
    }
    for row in file.negativeLists {
      try plan(row)
      tick()
    }
    progress(count)
    report.refused.sort { ($0.row, $0.field) < ($1.row, $1.field) }
  }

  private mutating func refuse(_ faults: [FieldFault], _ row: Int, _ list: String) {
    report.refused += faults.map { file.fault($0, row: row, list: list) }
  }

  private mutating func plan(_ row: FileEntry<Department>) {
    do {
      let department = try row.value.checked()
      departments.insert(department.id)
      guard let former = facts.departments[department.id] else {
        report.added += 1
        return acts.append(.event(.departmentSaved(department)))
      }
      if former == department {
        report.unchanged += 1
      } else {
        report.changed += 1
        acts.append(.event(.departmentSaved(department)))
      }
    } catch {
      refuse(error.faults, row.row, "departments")
    }
  }

  private mutating func plan(_ row: FileEntry<ItemEntry>, _ day: CivilDate) throws {
    do {
      let entry = try row.value.checked()
      guard let id = entry.item.id else { throw InputRefusal("codes.implementation", .format) }
      guard items.insert(id).inserted else { throw InputRefusal("codes.implementation", .duplicate) }
      try Self.checkReferences(entry.item, facts, departments: departments)
      guard let former = try ItemTable.latest(of: id, in: database) else {
        report.added += 1
        return acts.append(.item(id, entry, version: 1))
      }
      let locked = former.item.lockedFields(changedBy: entry.item, isImport: true)
      guard locked.isEmpty else { throw InputRefusal(locked.map { FieldFault($0, .locked) }) }
      let isSame =
        former.item == entry.item
        && (!entry.publish || former.version.state == .published)
        && entry.effectiveOn.map { $0 == former.version.effectiveOn } ?? true
      if isSame {
        report.unchanged += 1
      } else {
        report.changed += 1
        acts.append(.item(id, entry, version: former.version.number + 1))
      }
    } catch let refusal as InputRefusal {
      refuse(refusal.faults, row.row, "items")
    }
  }

  private mutating func plan(_ row: FileEntry<Duty>) throws {
    do {
      let duty = try row.value.checked()
      try Self.checkReferences(duty, facts, database, added: items, departments: departments)
      try plan(
        .dutySaved(duty), former: "SELECT body FROM duty WHERE id = ?", [duty.id.rawValue], duty)
    } catch let refusal as InputRefusal {
      refuse(refusal.faults, row.row, "duties")
    }
  }

  private mutating func plan(_ row: FileEntry<NegativeList>) throws {
    do {
      let list = try row.value.checked()
      try plan(
        .negativeListSaved(list), former: "SELECT body FROM negative_list WHERE id = ? AND edition = ?",
        [list.id.rawValue, list.edition], list)
    } catch let refusal as InputRefusal {
      refuse(refusal.faults, row.row, "negativeLists")
    }
  }

  private mutating func plan<Value: Codable & Equatable>(
    _ event: CatalogueEvent, former sql: String, _ arguments: [any DatabaseValueConvertible], _ value: Value
  ) throws {
    let former = try database.row(sql, arguments).map {
      try CanonicalJSON.value(Value.self, from: $0["body"])
    }
    if former == value {
      report.unchanged += 1
      return
    }
    if former == nil { report.added += 1 } else { report.changed += 1 }
    acts.append(.event(event))
  }

  // MARK: References

  /// - Throws: `InputRefusal` naming a department or a hall that does not exist.
  static func checkReferences(
    _ item: ServiceItem, _ facts: CountyFacts, departments: Set<Department.ID>? = nil
  ) throws {
    let known = departments ?? Set(facts.departments.keys)
    var faults: [FieldFault] = []
    if !known.contains(item.department) { faults.append(FieldFault("department", .unknown)) }
    for (index, point) in item.points.enumerated() where facts.halls[point.hall] == nil {
      faults.append(FieldFault("points.\(index)", .unknown))
    }
    for (index, stage) in item.stages.enumerated() {
      if let department = stage.department, !known.contains(department) {
        faults.append(FieldFault("stages.\(index).department", .unknown))
      }
    }
    if !faults.isEmpty { throw InputRefusal(faults) }
  }

  static func checkReferences(
    _ duty: Duty, _ facts: CountyFacts, _ database: Database, added: Set<ServiceItem.ID>,
    departments: Set<Department.ID>? = nil
  ) throws {
    var faults: [FieldFault] = []
    let known = departments ?? Set(facts.departments.keys)
    if !known.contains(duty.department) { faults.append(FieldFault("department", .unknown)) }
    for (index, item) in duty.items.enumerated() where !added.contains(item) {
      let row = try database.row("SELECT id FROM item WHERE id = ?", [item.rawValue])
      if row == nil { faults.append(FieldFault("items.\(index)", .unknown)) }
    }
    if !faults.isEmpty { throw InputRefusal(faults) }
  }
}

extension Ledger where Scope == County {
  /// Brings a file into the catalogue, in one transaction.
  ///
  /// - Parameters:
  ///   - dryRun: reports and writes nothing.
  ///   - partial: takes the rows that are right, though others are refused.
  ///   - progress: is told how many steps are done, and of how many: each row is looked at, then written.
  public func importCatalogue(
    _ file: CatalogueFile, dryRun: Bool, partial: Bool, by caller: Caller,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> ImportReport {
    let offset = facts.county.offset
    let rows = file.rowCount
    if dryRun {
      let (facts, now) = (facts, surroundings.clock.now())
      return try await read {
        try CataloguePlan(file, facts, $0, day: offset.date(of: now)) { progress($0, rows) }.report
      }
    }
    return try await record(by: caller) { draft in
      let day = offset.date(of: draft.now)
      let plan = try CataloguePlan(file, try draft.facts(), draft.database, day: day) {
        progress($0, rows * 2)
      }
      var report = plan.report
      guard report.refused.isEmpty || partial, !plan.acts.isEmpty else { return report }
      for (index, act) in plan.acts.enumerated() {
        switch act {
        case .event(let event): try draft.append(.catalogue(event))
        case .item(let id, let entry, let version): try draft.save(entry, id, version: version, on: day)
        }
        if index % 100 == 99 { progress(rows + index + 1, rows * 2) }
      }
      try draft.append(
        .catalogue(
          .imported(
            CatalogueEvent.CatalogueImported(
              added: report.added, changed: report.changed, unchanged: report.unchanged,
              refused: report.refused.count))))
      report.isApplied = true
      return report
    }
  }
}
