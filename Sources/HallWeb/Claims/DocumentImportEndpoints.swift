import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  static let documentImportEndpoints: [Endpoint] = [
    .hall(
      .post, "/api/v1/halls/{hall}/documents/imports", documentOffice,
      Operation(
        "importDocuments",
        "Registers the documents of a list, all or nothing; the same list again changes nothing",
        body: "DocumentList", otherBody: "text/csv",
        query: [("dryRun", "boolean"), ("partial", "boolean")], answers: [(200, "ImportReport")])
    ) { context in
      let report = try await context.ledger.importDocuments(
        try context.documentFile(), dryRun: try context.machine.flag("dryRun"),
        partial: try context.machine.flag("partial"), by: context.machine.caller)
      return JSON.response(JSONText(report, context.machine.strings).bytes)
    }
  ]
}

private struct ListBody: Decodable { let documents: [DocumentEntry] }

extension HallContext {
  /// The list in the body, as its media type says.
  fileprivate func documentFile() throws -> DocumentFile {
    let request = machine.request
    let type = request.headers["content-type"]?.prefix { $0 != ";" }.lowercased() ?? ""
    if type.contains("json") {
      return DocumentFile(entries: try JSON.body(ListBody.self, of: request).documents)
    }
    guard type == "text/csv" || type == "application/vnd.ms-excel" else {
      throw WebRefusal.unsupportedMediaType
    }
    return DocumentFile(
      csv: try request.body.bytes(), words: machine.strings.documentWords,
      decodeGB18030: machine.site.surroundings.decodeGB18030)
  }
}
