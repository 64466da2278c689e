internal import ServiceHall

extension ItemListPage {
  struct RowView: View {
    let code: String
    let name: String
    let department: String
    let facts: String
    let isDemonstration: Bool

    init(_ item: ItemSummary, departments: [Department], _ strings: Strings) {
      code = item.code.rawValue
      name = item.name
      department = departments.first { $0.id == item.department }?.name ?? item.department.rawValue
      facts = strings.list(
        [
          strings.catalogueWords.word("processing", item.processing.rawValue),
          (item.promisedLimit ?? item.statutoryLimit).map { strings.limit($0) },
          strings.text(item.visits == 0 ? "guide.no-visit" : "guide.visits", ["n": String(item.visits)]),
        ].compactMap(\.self))
      isDemonstration = item.isDemonstration
    }
  }

  private struct LinkView: View {
    let address: String
    let name: String
  }

  private struct GroupView: View {
    let heading: String
    let links: [LinkView]
  }

  private struct HiddenView: View {
    let name: String
    let value: String
  }

  private struct Words: View {
    let title: String
    let query: String
    let isStart: Bool
    let isNarrowed: Bool
    let chosen: [LinkView]
    let hidden: [HiddenView]
    let heading: String
    let rows: [RowView]
    let next: String?
    let groups: [GroupView]
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      title: strings.text(filter.isEmpty ? "items-page.title" : "items-page.title-found"),
      query: filter.words, isStart: filter.isEmpty, isNarrowed: !filter.isEmpty, chosen: chosen(strings),
      hidden: pairs(of: filter).filter { $0.name != "query" }.map {
        HiddenView(name: $0.name, value: $0.value)
      },
      heading: strings.text(filter.isEmpty ? "items-page.all" : "items-page.found"),
      rows: items.map { RowView($0, departments: departments, strings) },
      next: next.map { address(filter, after: $0) }, groups: groups(strings)
    ).content
  }

  /// What was chosen; each link takes one away.
  private func chosen(_ strings: Strings) -> [LinkView] {
    var links: [LinkView] = []
    func add(_ name: String?, _ change: (inout Filter) -> Void) {
      guard let name else { return }
      var rest = filter
      change(&rest)
      links.append(LinkView(address: address(rest), name: strings.text("items-page.without", ["name": name])))
    }
    add(filter.words.isEmpty ? nil : strings.text("items-page.words", ["words": filter.words])) {
      $0.words = ""
    }
    add(filter.theme) { $0.theme = nil }
    add(filter.lifeEvent) { $0.lifeEvent = nil }
    add(filter.audience.map { strings.catalogueWords.word("audience", $0.rawValue) }) { $0.audience = nil }
    add(filter.department.map { id in departments.first { $0.id == id }?.name ?? id.rawValue }) {
      $0.department = nil
    }
    add(filter.hall.map { hallName ?? $0.rawValue }) { $0.hall = nil }
    return links
  }

  /// Ways to narrow the list by what is not chosen yet.
  private func groups(_ strings: Strings) -> [GroupView] {
    func links<Value>(_ values: [Value], name: (Value) -> String, _ change: (inout Filter, Value) -> Void)
      -> [LinkView]
    {
      values.map { value in
        var narrowed = filter
        change(&narrowed, value)
        return LinkView(address: address(narrowed), name: name(value))
      }
    }
    var groups: [GroupView] = []
    func add(_ key: String, _ links: [LinkView], isChosen: Bool) {
      guard !isChosen, !links.isEmpty else { return }
      groups.append(GroupView(heading: strings.text("items-page.\(key)"), links: links))
    }
    add("by-theme", links(themes, name: { $0 }) { $0.theme = $1 }, isChosen: filter.theme != nil)
    add("by-event", links(lifeEvents, name: { $0 }) { $0.lifeEvent = $1 }, isChosen: filter.lifeEvent != nil)
    add(
      "by-audience",
      links(Audience.allCases, name: { strings.catalogueWords.word("audience", $0.rawValue) }) {
        $0.audience = $1
      }, isChosen: filter.audience != nil)
    add(
      "by-department", links(departments, name: { $0.name }) { $0.department = $1.id },
      isChosen: filter.department != nil)
    return groups
  }

  private func pairs(of filter: Filter) -> [(name: String, value: String)] {
    [
      ("query", filter.words.isEmpty ? nil : filter.words), ("theme", filter.theme),
      ("lifeEvent", filter.lifeEvent), ("audience", filter.audience?.rawValue),
      ("department", filter.department?.rawValue), ("hall", filter.hall?.rawValue),
    ].compactMap { name, value in value.map { (name, $0) } }
  }

  private func address(_ filter: Filter, after: Int? = nil) -> String {
    var pairs = pairs(of: filter).map { "\($0.name)=\(Strings.queryValue($0.value))" }
    if let after { pairs.append("after=\(after)") }
    return pairs.isEmpty ? "/items" : "/items?" + pairs.joined(separator: "&")
  }
}
