internal import ServiceHall

extension PowerListPage {
  private struct BasisView: View {
    let text: String
    let isVerified: Bool
  }

  private struct PowerView: View {
    let id: String
    let code: String
    let name: String
    let kind: String
    let body: String
    let bases: [BasisView]
    let process: String
    let supervision: String
    let isDemonstration: Bool
  }

  private struct Words: View {
    let kinds: [OptionView]
    let departmentOptions: [OptionView]
    let rows: [PowerView]
    let next: String?
  }

  public func content(_ strings: Strings) -> PageContent {
    let words = strings.catalogueWords
    var query: [String] = []
    if let kind { query.append("kind=\(kind.rawValue)") }
    if let department { query.append("department=\(Strings.queryValue(department.rawValue))") }
    return Words(
      kinds: ItemKind.allCases.filter(\.isPower).map {
        OptionView($0.rawValue, words.word("kind", $0.rawValue), isChosen: $0 == kind)
      },
      departmentOptions: departments.map {
        OptionView($0.id.rawValue, $0.name, isChosen: $0.id == department)
      },
      rows: powers.map { view($0, words, strings) },
      next: next.map { "/powers?" + (query + ["after=\($0)"]).joined(separator: "&") }
    ).content
  }

  private func view(_ item: ServiceItem, _ words: CatalogueWords, _ strings: Strings) -> PowerView {
    PowerView(
      id: item.id?.rawValue ?? "", code: item.codes.basic ?? item.codes.implementation, name: item.name,
      kind: words.word("kind", item.kind.rawValue), body: item.exercisingBody ?? "",
      bases: item.bases.map {
        BasisView(
          text: [$0.law, $0.article].compactMap(\.self).joined(separator: " "), isVerified: $0.isVerified)
      },
      process: item.stages.map(\.name).joined(separator: " \u{2192} "),
      supervision: [item.supervision, item.supervisionPhone].compactMap(\.self).joined(separator: " "),
      isDemonstration: item.isDemonstration)
  }
}
