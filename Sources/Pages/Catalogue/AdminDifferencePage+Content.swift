internal import ServiceHall

extension AdminDifferencePage {
  private struct EntryView: View {
    let text: String
    let isChanged: Bool
  }

  private struct RowView: View {
    let heading: String
    let removed: [EntryView]
    let added: [EntryView]
    let isEmptyBefore: Bool
    let isEmptyAfter: Bool
  }

  private struct Words: View {
    let title: String
    let code: String
    let name: String
    let from: String
    let to: String
    let fromNumber: Int
    let toNumber: Int
    let fromState: ItemStateView
    let toState: ItemStateView
    let fromVersions: [OptionView]
    let toVersions: [OptionView]
    let showsAll: Bool
    let summary: String
    let rows: [RowView]
  }

  public func content(_ strings: Strings) -> PageContent {
    // Whether it is published is no part of what it says.
    let columns = ItemSheet.columns.filter { $0.key != "publish" }
    let changed = columns.filter { old.sheet.lines($0.key) != new.sheet.lines($0.key) }
    func name(_ number: Int) -> String {
      strings.text("catalogue-admin.version", ["n": String(number)])
    }
    func options(_ chosen: Int) -> [OptionView] {
      versions.map { OptionView(String($0), name($0), isChosen: $0 == chosen) }
    }
    return Words(
      title: strings.text("catalogue-admin.difference-title", ["name": self.name]), code: code,
      name: self.name, from: name(old.number), to: name(new.number), fromNumber: old.number,
      toNumber: new.number, fromState: ItemStateView(old.state, strings),
      toState: ItemStateView(new.state, strings), fromVersions: options(old.number),
      toVersions: options(new.number), showsAll: showsAll,
      summary: changed.isEmpty
        ? strings.text("catalogue-admin.no-difference")
        : strings.text("catalogue-admin.differences", ["n": String(changed.count)]),
      rows: (showsAll ? columns : changed).map { row($0.key, strings) }
    ).content
  }

  private func row(_ column: String, _ strings: Strings) -> RowView {
    let before = old.sheet.lines(column)
    let after = new.sheet.lines(column)
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in after.difference(from: before) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    return RowView(
      heading: strings.columnHeading(column),
      removed: before.enumerated().map {
        EntryView(text: $0.element, isChanged: removed.contains($0.offset))
      },
      added: after.enumerated().map {
        EntryView(text: $0.element, isChanged: added.contains($0.offset))
      }, isEmptyBefore: before.isEmpty, isEmptyAfter: after.isEmpty)
  }
}
