internal import ServiceHall

extension DocumentImportPage {
  private struct FaultRowView: View {
    let row: String
    let column: String
    let fault: String
  }

  private struct OutcomeView: View {
    let filename: String
    let sentence: String
    let tone: String
    let added: Int
    let unchanged: Int
    let refusedCount: Int
    let faultRows: [FaultRowView]
    let more: String?
  }

  private struct Words: View {
    let result: OutcomeView?
    let fileFault: String?
    let isPartial: Bool
    let most: Int
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      result: outcome.map { view(of: $0, strings) }, fileFault: frame.fault("file", strings),
      isPartial: isPartial, most: DocumentFile.largest
    ).content
  }

  private func view(of outcome: Outcome, _ strings: Strings) -> OutcomeView {
    let more = outcome.refused.count - Self.mostFaults
    return OutcomeView(
      filename: strings.text("catalogue-admin.filename", ["file": outcome.filename]),
      sentence: strings.text("document-import.outcomes.\(kind(of: outcome))"),
      tone: outcome.isApplied || outcome.refused.isEmpty ? "done" : "attention", added: outcome.added,
      unchanged: outcome.unchanged, refusedCount: outcome.refused.count,
      faultRows: outcome.refused.prefix(Self.mostFaults).map { fault in
        FaultRowView(
          row: fault.row == 0 ? strings.text("catalogue-admin.whole-file") : String(fault.row),
          column: fault.field.isEmpty ? strings.text("app.none") : fault.field,
          fault: strings.fault(fault.code))
      },
      more: more > 0 ? strings.text("catalogue-admin.more-faults", ["n": String(more)]) : nil)
  }

  private func kind(of outcome: Outcome) -> String {
    if outcome.isApplied { return outcome.refused.isEmpty ? "applied" : "applied-partly" }
    if outcome.refused.isEmpty { return outcome.isDryRun && outcome.added > 0 ? "dry" : "nothing" }
    guard outcome.isDryRun else { return "refused" }
    return isPartial && outcome.added > 0 ? "dry-partly" : "dry-refused"
  }
}
