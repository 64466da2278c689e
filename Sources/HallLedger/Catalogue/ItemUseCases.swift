import GRDB
public import ServiceHall

extension Ledger where Scope == County {
  /// Adds a department or changes it.
  public func saveDepartment(_ department: Department, by caller: Caller) async throws {
    let department = try department.checked()
    try await record(by: caller) { draft in
      if try draft.facts().departments[department.id] != department {
        try draft.append(.catalogue(.departmentSaved(department)))
      }
    }
  }

  /// Saves a new version of an item, as a draft or published at once.
  ///
  /// - Parameter version: the latest version that the caller has seen; nil adds a new item.
  /// - Returns: the number of the new version.
  /// - Throws: `InputRefusal` for the fields, `RequestRefusal.staleVersion`, `CatalogueRefusal.unknownItem`.
  ///   A refused change of a locked field is recorded.
  @discardableResult
  public func saveItem(
    _ entry: ItemEntry, after version: Int?, by caller: Caller
  ) async throws -> Int {
    let entry = try entry.checked()
    let offset = facts.county.offset
    let outcome = try await record(by: caller) { draft -> Result<Int, InputRefusal> in
      guard let id = entry.item.id else { throw InputRefusal("codes.implementation", .format) }
      try CataloguePlan.checkReferences(entry.item, try draft.facts())
      let former = try ItemTable.latest(of: id, in: draft.database)
      guard let former else {
        if version != nil { throw CatalogueRefusal.unknownItem }
        try draft.save(entry, id, version: 1, on: offset.date(of: draft.now))
        return .success(1)
      }
      guard let version else { throw InputRefusal("codes.implementation", .taken) }
      guard version == former.version.number else { throw RequestRefusal.staleVersion }
      let locked = former.item.lockedFields(changedBy: entry.item, isImport: false)
      guard locked.isEmpty else {
        try draft.append(
          .catalogue(.itemEditRefused(id, CatalogueEvent.ItemEditRefused(fields: locked))))
        return .failure(InputRefusal(locked.map { FieldFault($0, .locked) }))
      }
      try draft.save(entry, id, version: version + 1, on: offset.date(of: draft.now))
      return .success(version + 1)
    }
    return try outcome.get()
  }

  /// Publishes a version, from its day on.
  ///
  /// - Throws: `InputRefusal` naming what is incomplete, `CatalogueRefusal`.
  public func publishItem(
    _ id: ServiceItem.ID, version number: Int, by caller: Caller
  ) async throws {
    let offset = facts.county.offset
    try await record(by: caller) { draft in
      guard let latest = try ItemTable.latest(of: id, in: draft.database) else {
        throw CatalogueRefusal.unknownItem
      }
      guard let found = try ItemTable.version(number, of: id, in: draft.database) else {
        throw CatalogueRefusal.unknownVersion
      }
      // An older version comes back as a new one, with a reason of its own.
      guard number == latest.version.number else { throw RequestRefusal.staleVersion }
      guard found.version.state != .published else { throw CatalogueRefusal.alreadyPublished }
      let faults = found.item.publishingFaults
      guard faults.isEmpty else { throw InputRefusal(faults) }
      try draft.append(
        .catalogue(
          .itemPublished(
            id,
            CatalogueEvent.ItemPublished(
              version: number, publishedOn: offset.date(of: draft.now)))))
    }
  }

  /// Takes an item away from the public; its versions stay readable.
  public func withdrawItem(
    _ id: ServiceItem.ID, reason: String, by caller: Caller
  ) async throws {
    let reason = try PlainText.required(reason, field: "reason", longest: 200)
    try await record(by: caller) { draft in
      guard try ItemTable.latest(of: id, in: draft.database) != nil else {
        throw CatalogueRefusal.unknownItem
      }
      let count = try draft.database.integer(
        "SELECT count(*) FROM publication WHERE item = ?", [id.rawValue])
      guard count ?? 0 > 0 else { throw CatalogueRefusal.notPublished }
      try draft.append(
        .catalogue(.itemWithdrawn(id, CatalogueEvent.ItemWithdrawn(reason: reason))))
    }
  }
}

extension Draft where Scope == County {
  /// Appends a version; `day` is the county's.
  func save(_ entry: ItemEntry, _ id: ServiceItem.ID, version: Int, on day: CivilDate) throws {
    try append(
      .catalogue(
        .itemSaved(
          id,
          CatalogueEvent.ItemSaved(
            version: version, reason: entry.reason, effectiveOn: entry.effectiveOn ?? day,
            publishedOn: entry.publish ? day : nil, item: entry.item))))
  }
}
