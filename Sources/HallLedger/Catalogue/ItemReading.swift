import GRDB
public import ServiceHall

/// One version of an item with what was said when it was saved.
public struct VersionedItem: Sendable, Equatable {
  public let item: ServiceItem
  public let version: ItemVersion
}

/// A row of the administrators' list: the latest version of an item.
public struct ItemRow: Sendable, Equatable {
  public let id: ServiceItem.ID
  public let name: String
  public let kind: ItemKind
  public let department: Department.ID
  public let latest: Int
  public let state: ItemVersion.State
}

extension Ledger where Scope == County {
  /// Published items that are in force on `day`.
  ///
  /// - Parameter initials: the letters with which a character's pinyin can begin, A as bit 0.
  public func findItems(
    _ query: ItemQuery, on day: CivilDate,
    initials: @escaping @Sendable (Unicode.Scalar) -> UInt32 = { _ in 0 }
  ) async throws -> (items: [ItemSummary], hasMore: Bool) {
    try await read { database in
      let found = try ItemSearch(database: database, day: day, initials: initials).find(query)
      let items = try found.ids.compactMap { id in
        try database.first("SELECT summary FROM publication WHERE id = ?", [id]) { row in
          try CanonicalJSON.value(ItemSummary.self, from: row[0])
        }
      }
      return (items, found.hasMore)
    }
  }

  /// The version of an item that is in force on `day`.
  ///
  /// - Throws: `CatalogueRefusal.unknownItem`, also for one that is not published.
  public func publishedItem(_ id: ServiceItem.ID, on day: CivilDate) async throws -> VersionedItem {
    try await read { database in
      let found = try ItemTable.version(
        """
        SELECT v.* FROM publication p JOIN item_version v ON v.item = p.item AND v.version = p.version
        WHERE p.item = ? AND p.from_day <= ? AND p.until_day > ?
        """, [id.rawValue, day.description, day.description], in: database)
      guard let found else { throw CatalogueRefusal.unknownItem }
      return found
    }
  }

  /// One version of an item, the latest when `number` is missing, whatever its state.
  public func item(_ id: ServiceItem.ID, version number: Int? = nil) async throws -> VersionedItem {
    try await read { database in
      if let number {
        guard let found = try ItemTable.version(number, of: id, in: database) else {
          throw try ItemTable.latest(of: id, in: database) == nil
            ? CatalogueRefusal.unknownItem : .unknownVersion
        }
        return found
      }
      guard let found = try ItemTable.latest(of: id, in: database) else {
        throw CatalogueRefusal.unknownItem
      }
      return found
    }
  }

  /// Every version of an item, the latest first.
  ///
  /// - Parameter publishedOnly: leaves out drafts; for the public.
  public func versions(
    of id: ServiceItem.ID, publishedOnly: Bool
  ) async throws -> [ItemVersion] {
    try await read { database in
      let versions = try database.rows(
        "SELECT * FROM item_version WHERE item = ? ORDER BY version DESC", [id.rawValue]
      ).map { try ItemTable.versioned($0).version }.filter { !publishedOnly || $0.state != .draft }
      guard !versions.isEmpty else { throw CatalogueRefusal.unknownItem }
      return versions
    }
  }

  /// The latest versions for administrators, drafts and withdrawn ones too, by code.
  ///
  /// - Parameter words: a part of the name or of the code.
  public func itemRows(
    words: String = "", department: Department.ID? = nil, state: ItemVersion.State? = nil,
    after: ServiceItem.ID? = nil, limit: Int = 100
  ) async throws -> [ItemRow] {
    try await read { database in
      try database.rows(
        """
        SELECT * FROM item
        WHERE id > ? AND (? = '' OR instr(name, ?) OR instr(id, ?)) AND (? = '' OR department = ?)
          AND (? = '' OR state = ?)
        ORDER BY id LIMIT ?
        """,
        [
          after?.rawValue ?? "", words, words, words.uppercased(), department?.rawValue ?? "",
          department?.rawValue ?? "", state?.rawValue ?? "", state?.rawValue ?? "", limit,
        ]
      ).map { row in
        guard let kind = ItemKind(rawValue: row["kind"]),
          let state = ItemVersion.State(rawValue: row["state"])
        else { throw LedgerFault.damaged("item") }
        return ItemRow(
          id: try row.identifier(ServiceItem.ID.self, "id"), name: row["name"], kind: kind,
          department: try row.identifier(Department.ID.self, "department"), latest: row["latest"],
          state: state)
      }
    }
  }

  /// How many items there are by state, departments and themes in force: what a start page lists.
  public func themes(on day: CivilDate) async throws -> (themes: [String], lifeEvents: [String]) {
    try await read { database in
      func collect(_ column: String) throws -> [String] {
        var counts: [String: Int] = [:]
        let lists = try database.all(
          """
          SELECT \(column), count(*) FROM publication WHERE from_day <= ? AND until_day > ?
          GROUP BY \(column)
          """, [day.description, day.description]
        ) { row -> (lines: String, count: Int) in (row[0], row[1]) }
        for list in lists {
          for text in list.lines.split(separator: "\n") { counts[String(text), default: 0] += list.count }
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
      }
      return (try collect("themes"), try collect("life_events"))
    }
  }

  /// The latest version of every item, as an export writes them, by code.
  public func exportedItems(
    _ each: @escaping @Sendable (ItemEntry) throws -> Void
  ) async throws {
    try await read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT v.* FROM item i JOIN item_version v ON v.item = i.id AND v.version = i.latest ORDER BY i.id
          """)
      while let row = try rows.next() {
        let found = try ItemTable.versioned(row)
        try each(
          ItemEntry(
            item: found.item, reason: found.version.reason, effectiveOn: found.version.effectiveOn,
            publish: found.version.state == .published))
      }
    }
  }
}

/// Reads item versions inside a transaction.
enum ItemTable {
  static func versioned(_ row: Row) throws -> VersionedItem {
    let saved = try CanonicalJSON.value(CatalogueEvent.ItemSaved.self, from: row["body"])
    guard let state = ItemVersion.State(rawValue: row["state"]) else {
      throw LedgerFault.damaged("item_version")
    }
    return VersionedItem(
      item: saved.item,
      version: ItemVersion(
        number: saved.version, state: state, reason: saved.reason, effectiveOn: saved.effectiveOn,
        savedAt: Moment(milliseconds: row["at"]), savedBy: row["actor"]))
  }

  static func version(
    _ sql: String, _ arguments: [any DatabaseValueConvertible], in database: Database
  ) throws -> VersionedItem? {
    try database.row(sql, arguments).map(versioned)
  }

  static func version(
    _ number: Int, of id: ServiceItem.ID, in database: Database
  ) throws -> VersionedItem? {
    try version(
      "SELECT * FROM item_version WHERE item = ? AND version = ?", [id.rawValue, number], in: database)
  }

  static func latest(of id: ServiceItem.ID, in database: Database) throws -> VersionedItem? {
    try version(
      "SELECT * FROM item_version WHERE item = ? ORDER BY version DESC LIMIT 1", [id.rawValue],
      in: database)
  }
}
