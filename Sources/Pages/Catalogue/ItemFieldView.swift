internal import ServiceHall

/// One column of an item's sheet as an input, as the partial `Catalogue/item-field` draws it.
struct ItemFieldView: View {
  let id: String
  let input: String
  let label: String
  let hint: String?
  let isAtFault: Bool
  let faults: [String]
  let value: String
  let isFixed: Bool
  let isChoice: Bool
  let isArea: Bool
  let isLine: Bool
  let isRequired: Bool
  let rows: Int
  let options: [OptionView]

  /// Lists of short words.
  private static let short: Set<String> = [
    "specialProcedures", "themes", "audiences", "lifeEvents", "synonyms", "points",
  ]

  init(_ column: ItemSheet.Column, _ page: AdminItemPage, _ strings: Strings) {
    let key = column.key
    input = AdminItemPage.input(of: key)
    id = "f-\(input)"
    label = strings.columnHeading(key)
    hint = strings.optional("catalogue-admin.hints.\(key)")
    let fixed = page.isFixed(key)
    let cell = fixed ? page.known?.stored[key] ?? "" : page.sheet[key]
    isFixed = fixed
    value = cell
    faults = strings.itemFaults(page.frame, column: key)
    isAtFault = !faults.isEmpty
    let choices = fixed ? nil : Self.choices(column, page, strings)
    options = choices.map { Self.options($0, cell, mayBeMissing: key == "delegation", strings) } ?? []
    isChoice = choices != nil
    isArea = column.isList && !fixed
    isLine = !fixed && choices == nil && !column.isList
    isRequired = column.isRequired
    let lines = cell.split(whereSeparator: \.isNewline).count
    rows = min(max(lines + 1, Self.short.contains(key) ? 2 : 3), 14)
  }

  private static func options(
    _ choices: [Choice], _ value: String, mayBeMissing: Bool, _ strings: Strings
  ) -> [OptionView] {
    let nothing = OptionView("", strings.text("catalogue-admin.choose"))
    let isKnown = value.isEmpty || choices.contains { $0.value == value }
    // What was sent and is no choice stays to be seen.
    let other = isKnown ? [] : [OptionView(value, value, isChosen: true)]
    return (value.isEmpty || mayBeMissing ? [nothing] : []) + other
      + OptionView.all(choices, chosen: value)
  }

  private static func choices(
    _ column: ItemSheet.Column, _ page: AdminItemPage, _ strings: Strings
  ) -> [Choice]? {
    if column.key == "department" { return page.departments }
    return column.choices.map { choices in
      choices.values.map { value in
        let word = strings.text("catalogue.words.\(choices.group).\(value)")
        return Choice(value: word, name: word)
      }
    }
  }
}

extension AdminItemPage {
  /// Whether an upper catalogue fixes the column.
  func isFixed(_ column: String) -> Bool {
    guard known?.upperCatalogue != nil else { return false }
    return ["name", "kind", "bases", "upperCatalogue"].contains(column) || column.hasPrefix("codes.")
  }
}
