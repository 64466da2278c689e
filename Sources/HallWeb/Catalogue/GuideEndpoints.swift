import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  /// The catalogue as the public reads it.
  static let guideEndpoints: [Endpoint] = [
    .machine(.get, "/items", .anyone) { context in
      let query = try ItemQuery(context.request)
      let county = context.site.surroundings.county
      let found = try await context.findItems(query)
      let groups = try await county.themes(on: context.today)
      var filter = ItemListPage.Filter()
      filter.words = query.words
      filter.department = query.department
      filter.audience = query.audience
      filter.theme = query.theme
      filter.lifeEvent = query.lifeEvent
      filter.hall = query.hall
      return context.page(
        ItemListPage(
          frame: context.frame, filter: filter, items: found.items,
          next: found.hasMore ? query.offset + query.limit : nil, departments: context.orderedDepartments,
          themes: groups.themes, lifeEvents: groups.lifeEvents,
          hallName: query.hall.flatMap { context.county.halls[$0]?.name }))
    },
    .machine(.get, "/items/{code}", .anyone) { context in
      try await context.cached { context.page(try await context.guide()) }
    },
    .machine(.get, "/items/{code}/qr.svg", .anyone) { context in
      let found = try await context.site.surroundings.county.publishedItem(
        try context.path(Path.item), on: context.today)
      let address = "\(context.site.origin(of: context.request))/items/\(found.item.id?.rawValue ?? "")"
      var response = Response.bytes(
        context.site.surroundings.qrSVG(address, found.item.name), type: "image/svg+xml")
      response.headers["Cache-Control"] = "max-age=3600"
      return response
    },
    .machine(.get, "/powers", .anyone) { context in
      var query = try ItemQuery(context.request)
      query.powersOnly = true
      query.limit = 20
      let county = context.site.surroundings.county
      let found = try await context.findItems(query)
      var powers: [ServiceItem] = []
      for item in found.items {
        powers.append(try await county.publishedItem(item.code, on: context.today).item)
      }
      return context.page(
        PowerListPage(
          frame: context.frame, powers: powers, kind: query.kind, department: query.department,
          departments: context.orderedDepartments, next: found.hasMore ? query.offset + query.limit : nil))
    },
    .machine(.get, "/duties", .anyone) { context in
      let query = try ItemQuery(context.request)
      let county = context.site.surroundings.county
      let duties = try await county.duties(words: query.words, department: query.department)
      var names: [ServiceItem.ID: String] = [:]
      for id in Set(duties.flatMap(\.items)) {
        names[id] = try? await county.publishedItem(id, on: context.today).item.name
      }
      return context.page(
        DutyListPage(
          frame: context.frame, duties: duties, words: query.words, department: query.department,
          departments: context.orderedDepartments, names: names))
    },
    .machine(.get, "/negative-lists", .anyone) { context in
      let lists = try await context.site.surroundings.county.negativeLists()
      let editions = lists.map {
        NegativeListPage.Edition(id: $0.id, name: $0.name, edition: $0.edition)
      }
      let words =
        try PlainText.optional(context.request.query["words"], field: "words", longest: 60) ?? ""
      let day = context.today
      let chosen = context.request.query["list"].flatMap { text in
        lists.first { "\($0.id) \($0.edition)" == text }
      }
      return context.page(
        NegativeListPage(
          frame: context.frame, editions: editions,
          list: chosen ?? lists.first { $0.effectiveOn <= day } ?? lists.first, words: words,
          comparedAt: "\(day) \(context.offset.clockTime(context.now))"))
    },
  ]
}

extension MachineContext {
  /// The guide in the version that holds today, or in the one that is asked for.
  fileprivate func guide() async throws -> GuidePage {
    let id = try path(Path.item)
    let ledger = site.surroundings.county
    let number = try ListPart.number("version", in: 1...1_000_000, of: request)
    let current: VersionedItem?
    do {
      current = try await ledger.publishedItem(id, on: today)
    } catch CatalogueRefusal.unknownItem {
      current = nil
    }
    let found: VersionedItem
    if let number, number != current?.version.number {
      found = try await readableItem(id, version: number)
    } else if let current {
      found = current
    } else {
      throw CatalogueRefusal.unknownItem
    }
    let facts = county
    var page = GuidePage(
      frame: frame, item: found.item, version: found.version, departments: facts.departments,
      places: found.item.points.compactMap { point in
        guard let hall = facts.halls[point.hall] else { return nil }
        let line = site.surroundings.shelf.opened(point.hall)?.facts.lines[point.line]
        return GuidePage.Place(
          hall: hall.id.rawValue, hallName: hall.name, line: point.line.rawValue, lineName: line?.name)
      },
      duties: try await ledger.duties(item: id),
      versions: try await ledger.versions(of: id, publishedOnly: !mayEditCatalogue),
      answers: found.item.answers(in: request.query),
      current: current?.version.number, today: today.description)
    let wanted = Set(found.item.materials.flatMap { [$0.form, $0.sample] }.compactMap(\.self))
    if !wanted.isEmpty {
      for file in try await ledger.guideFiles() where wanted.contains(file.name) {
        page.files[file.name] = "/forms/\(file.digest)"
      }
    }
    return page
  }
}

extension ServiceItem {
  /// The answers that an address gives: `q-Q1=A`.
  func answers(in query: QueryParameters) -> [SituationQuestion.ID: SituationQuestion.ID] {
    var answers: [SituationQuestion.ID: SituationQuestion.ID] = [:]
    for question in questions {
      answers[question.id] = query["q-\(question.id)"].flatMap { SituationQuestion.ID($0) }
    }
    return answers
  }
}
