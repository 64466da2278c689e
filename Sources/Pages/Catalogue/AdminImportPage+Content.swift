internal import ServiceHall

extension AdminImportPage {
  private struct FaultRowView: View {
    let row: String
    let column: String
    let fault: String
  }

  private struct Words: View {
    let heading: String
    let filename: String
    let outcome: String
    let tone: String
    let added: Int
    let changed: Int
    let unchanged: Int
    let refusedCount: Int
    let faultRows: [FaultRowView]
    let more: String?
    let importForm: ImportFormView
  }

  public func content(_ strings: Strings) -> PageContent {
    let more = refused.count - Self.mostFaults
    return Words(
      heading: strings.text(isDryRun ? "catalogue-admin.tried" : "catalogue-admin.imported"),
      filename: strings.text("catalogue-admin.filename", ["file": filename]),
      outcome: strings.text("catalogue-admin.outcomes.\(outcome)"),
      tone: isApplied || outcome == "dry" || outcome == "nothing" ? "done" : "attention",
      added: added, changed: changed, unchanged: unchanged, refusedCount: refused.count,
      faultRows: refused.prefix(Self.mostFaults).map { view($0, strings) },
      more: more > 0 ? strings.text("catalogue-admin.more-faults", ["n": String(more)]) : nil,
      importForm: ImportFormView(importForm, in: frame, strings)
    ).content
  }

  private var outcome: String {
    if isApplied { return refused.isEmpty ? "applied" : "applied-partly" }
    if isDryRun {
      guard added + changed > 0 || refused.isEmpty else { return "dry-nothing" }
      return refused.isEmpty ? "dry" : importForm.isPartial ? "dry-partly" : "dry-refused"
    }
    return refused.isEmpty ? "nothing" : "refused"
  }

  /// A place behind a heading is told in words: the third entry of a cell.
  private func view(_ fault: RowFault, _ strings: Strings) -> FaultRowView {
    var column = fault.field
    if let dot = column.lastIndex(of: "."), let place = Int(column[column.index(after: dot)...]) {
      column =
        column[..<dot] + " " + strings.text("catalogue-admin.place", ["n": String(place)])
    }
    return FaultRowView(
      row: fault.row == 0 ? strings.text("catalogue-admin.whole-file") : String(fault.row),
      column: column.isEmpty ? strings.text("app.none") : column, fault: strings.fault(fault.code))
  }
}
