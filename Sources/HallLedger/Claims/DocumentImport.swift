import GRDB
public import ServiceHall

/// Decides what becomes of each row of a list of documents, against what the hall has.
///
/// Invariants, cited by number in `DocumentImportTests`:
/// 1. A dry run and the run after it report the same.
/// 2. All or nothing: one refused row leaves everything as it was, unless a part was asked for.
/// 3. What is registered already is unchanged; the same file again adds nothing.
private struct DocumentPlan {
  private(set) var report = ImportReport()
  private(set) var new: [NewDocument] = []

  init(_ file: DocumentFile, today: CivilDate, _ database: Database) throws {
    report.refused = file.faults
    var seen: Set<[String]> = []
    for row in file.entries {
      do {
        let document = try NewDocument(row.value, today: today)
        let details = document.details
        let key = [
          DocumentNumber.normalised(details.number), details.kind.rawValue, details.issuer,
        ]
        guard seen.insert(key).inserted else { throw InputRefusal("number", .duplicate) }
        if try FinishedDocumentTable.present(details, in: database) != nil {
          report.unchanged += 1
        } else {
          report.added += 1
          new.append(document)
        }
      } catch let refusal as InputRefusal {
        report.refused += refusal.faults.map { file.fault($0, row: row.row) }
      }
    }
    report.refused.sort { ($0.row, $0.field) < ($1.row, $1.field) }
  }
}

extension Ledger where Scope == Hall {
  /// Registers the documents of a list, in one transaction.
  ///
  /// - Parameters:
  ///   - dryRun: reports and writes nothing.
  ///   - partial: takes the rows that are right, though others are refused.
  public func importDocuments(
    _ file: DocumentFile, dryRun: Bool, partial: Bool, by caller: Caller
  ) async throws -> ImportReport {
    if dryRun {
      let today = facts.offset.date(of: surroundings.clock.now())
      return try await read { try DocumentPlan(file, today: today, $0).report }
    }
    return try await record(by: caller) { draft in
      let today = try draft.facts().offset.date(of: draft.now)
      let plan = try DocumentPlan(file, today: today, draft.database)
      var report = plan.report
      guard report.refused.isEmpty || partial, !plan.new.isEmpty else { return report }
      for document in plan.new { try draft.register(document) }
      report.isApplied = true
      return report
    }
  }
}
