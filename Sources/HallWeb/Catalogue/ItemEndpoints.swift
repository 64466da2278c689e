import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let editor = Access.only(.countyAdmin)

  static let itemEndpoints: [Endpoint] = [
    .machine(
      .get, "/api/v1/items", .anyone,
      Operation(
        "listItems", "Published items; found by words, initials of pinyin or code, best first",
        isList: true,
        query: [
          ("query", "string"), ("department", "string"), ("kind", "string"), ("hall", "string"),
          ("audience", "string"), ("theme", "string"), ("lifeEvent", "string"),
        ], answers: [(200, "ItemList")])
    ) { context in
      let query = try ItemQuery(context.request)
      let found = try await context.findItems(query)
      var text = JSONText()
      text.add("items", objects: found.items.map { JSONText(summary: $0, county: context.county) })
      text.add("next", found.hasMore ? String(query.offset + query.limit) : nil)
      return JSON.response(text.bytes)
    },
    .machine(
      .get, "/api/v1/items/{code}", .anyone,
      Operation(
        "readItem", "The guide of a published item, or of one of its former versions",
        query: [("version", "integer")], answers: [(200, "Item")])
    ) { context in
      let id = try context.path(Path.item)
      guard let number = try ListPart.number("version", in: 1...1_000_000, of: context.request) else {
        return try context.answer(
          try await context.site.surroundings.county.publishedItem(id, on: context.today))
      }
      return try context.answer(try await context.readableItem(id, version: number))
    },
    .machine(
      .get, "/api/v1/items/{code}/versions", .anyone,
      Operation(
        "listItemVersions",
        "Every version of an item that was public, the latest first; drafts too for the county's administrators",
        isList: true, answers: [(200, "ItemVersionList")])
    ) { context in
      let versions = try await context.site.surroundings.county.versions(
        of: try context.path(Path.item), publishedOnly: !context.mayEditCatalogue)
      let offset = context.offset
      return try ListPart.json(versions, for: context.request) { JSONText($0, offset: offset) }
    },
    .machine(
      .put, "/api/v1/items/{code}", editor,
      Operation(
        "saveItem",
        "Saves a new version: of a new item, or after the version that If-Match names", body: "ItemEntry",
        headers: ["If-Match"], answers: [(200, "Item"), (201, "Item")], refusals: [412])
    ) { context in
      let id = try context.path(Path.item)
      let entry = try JSON.body(ItemEntry.self, of: context.request)
      guard entry.item.id == id else { throw InputRefusal("item.codes.implementation", .notCombinable) }
      let former = try context.ifMatch()
      let county = context.site.surroundings.county
      let number = try await county.saveItem(entry, after: former, by: context.caller)
      return try context.answer(
        try await county.item(id, version: number), status: former == nil ? .created : .ok)
    },
    .machine(
      .post, "/api/v1/items/{code}/publish", editor,
      Operation(
        "publishItem", "Publishes the latest version, which If-Match names", headers: ["If-Match"],
        answers: [(200, "Item")], refusals: [409, 412])
    ) { context in
      let id = try context.path(Path.item)
      let county = context.site.surroundings.county
      let number = try await context.ifMatch(orLatestOf: id)
      try await county.publishItem(id, version: number, by: context.caller)
      return try context.answer(try await county.item(id, version: number))
    },
    .machine(
      .post, "/api/v1/items/{code}/withdraw", editor,
      Operation(
        "withdrawItem", "Takes an item away from the public", body: "Reason", answers: [(200, "Item")],
        refusals: [409])
    ) { context in
      let id = try context.path(Path.item)
      let body = try JSON.body(ReasonBody.self, of: context.request)
      let county = context.site.surroundings.county
      try await county.withdrawItem(id, reason: body.reason, by: context.caller)
      return try context.answer(try await county.item(id))
    },
  ]
}

private struct ReasonBody: Decodable { let reason: String }

extension ItemQuery {
  /// - Throws: `InputRefusal` naming the parameter.
  init(_ request: Request) throws {
    func value<Value>(_ name: String, _ make: (String) -> Value?) throws -> Value? {
      guard let text = request.query[name], !text.isEmpty else { return nil }
      guard let value = make(text) else { throw InputRefusal(name, .unknown) }
      return value
    }
    self.init(
      words: try PlainText.optional(request.query["query"], field: "query", longest: 100) ?? "",
      department: try value("department") { Department.ID($0) },
      kind: try value("kind") { ItemKind(rawValue: $0) }, hall: try value("hall") { Hall.ID($0) },
      audience: try value("audience") { Audience(rawValue: $0) },
      theme: try PlainText.optional(request.query["theme"], field: "theme", longest: 20),
      lifeEvent: try PlainText.optional(request.query["lifeEvent"], field: "lifeEvent", longest: 20),
      limit: try ListPart.number("limit", in: 1...ListPart.longest, of: request) ?? 50,
      offset: try ListPart.number("after", in: 0...Int(Int32.max), of: request) ?? 0)
  }
}

extension MachineContext {
  /// The county's day.
  var today: CivilDate { offset.date(of: now) }

  var mayEditCatalogue: Bool { caller.roles(in: nil).contains(.countyAdmin) }

  /// A former version: what was public stays readable, a draft is nobody's business yet.
  func readableItem(_ id: ServiceItem.ID, version number: Int) async throws -> VersionedItem {
    let found = try await site.surroundings.county.item(id, version: number)
    guard found.version.state != .draft || mayEditCatalogue else { throw CatalogueRefusal.unknownVersion }
    return found
  }

  func findItems(_ query: ItemQuery) async throws -> (items: [ItemSummary], hasMore: Bool) {
    try await site.surroundings.county.findItems(query, on: today, initials: site.surroundings.initials)
  }

  fileprivate func answer(_ found: VersionedItem, status: HTTPStatus = .ok) throws -> Response {
    var response = JSON.response(
      try ItemAnswer(found, county: county).bytes(), status: status)
    response.headers["ETag"] = "\"\(found.version.number)\""
    return response
  }

  /// The version that the caller has seen; nil when it names none.
  func ifMatch() throws -> Int? {
    guard let header = request.headers["if-match"] else { return nil }
    let text =
      header.hasPrefix("\"") && header.hasSuffix("\"") ? String(header.dropFirst().dropLast()) : header
    guard let number = Int(text), number > 0 else { throw RequestRefusal.staleVersion }
    return number
  }

  fileprivate func ifMatch(orLatestOf id: ServiceItem.ID) async throws -> Int {
    if let number = try ifMatch() { return number }
    return try await site.surroundings.county.item(id).version.number
  }
}
