internal import ServiceHall

/// A state of a version in words and in colour.
struct ItemStateView: View {
  let text: String
  let tone: String

  init(_ state: ItemVersion.State, _ strings: Strings) {
    text = strings.text("catalogue.words.state.\(state.rawValue)")
    tone =
      switch state {
      case .draft: "closed"
      case .published: "open"
      case .withdrawn: "paused"
      }
  }
}

/// The form that takes a file, as the partial `Catalogue/import-form` draws it.
struct ImportFormView: View {
  let fileFault: String?
  let isPartial: Bool
  let hint: String
  let most: Int
  let tooLarge: String

  init(_ form: ImportForm, in frame: Frame, _ strings: Strings) {
    let size = ["n": String(CatalogueFile.largest >> 20)]
    fileFault = frame.fault("file", strings)
    isPartial = form.isPartial
    hint = strings.text("catalogue-admin.file-hint", size)
    // The fields around the file count as well.
    most = CatalogueFile.largest - (16 << 10)
    tooLarge = strings.text("catalogue-admin.too-large", size)
  }
}

extension AdminItemsPage {
  private struct RowView: View {
    let code: String
    let name: String
    let kind: String
    let department: String
    let state: ItemStateView
    let latest: String
  }

  private struct Words: View {
    let words: String
    let departments: [OptionView]
    let states: [OptionView]
    let rows: [RowView]
    let empty: String
    let first: String?
    let next: String?
    let importForm: ImportFormView
  }

  public func content(_ strings: Strings) -> PageContent {
    let isFiltered = !words.isEmpty || !department.isEmpty || state != nil
    return Words(
      words: words, departments: OptionView.all(departments, chosen: department),
      states: ItemVersion.State.allCases.map {
        OptionView(
          $0.rawValue, strings.text("catalogue.words.state.\($0.rawValue)"), isChosen: $0 == state)
      },
      rows: rows.map { row in
        RowView(
          code: row.code, name: row.name, kind: strings.text("catalogue.words.kind.\(row.kind.rawValue)"),
          department: row.department, state: ItemStateView(row.state, strings),
          latest: strings.text("catalogue-admin.version", ["n": String(row.latest)]))
      },
      empty: strings.text(isFiltered ? "catalogue-admin.nothing-found" : "catalogue-admin.empty"),
      first: after == nil ? nil : address(after: nil), next: next.map { address(after: $0) },
      importForm: ImportFormView(importForm, in: frame, strings)
    ).content
  }

  /// A part of the same list.
  private func address(after code: String?) -> String {
    let pairs = [
      ("words", words), ("department", department), ("state", state?.rawValue ?? ""),
      ("after", code ?? ""),
    ]
    let query = pairs.filter { !$0.1.isEmpty }.map { "\($0.0)=\(Strings.queryValue($0.1))" }
    return "/county/items" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }
}
