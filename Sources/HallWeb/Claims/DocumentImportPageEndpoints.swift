import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let path = "/h/{hall}/admin/documents/import"

  static let documentImportPageEndpoints: [Endpoint] = [
    .hall(.get, path, documentOffice) { context in
      context.page(DocumentImportPage(frame: context.frame))
    },
    .hall(.get, path + ".csv", documentOffice) { context in
      let words = context.machine.strings.documentWords
      // With the mark by which a Chinese spreadsheet knows UTF-8.
      let text = "\u{FEFF}" + DocumentFile.columns.map(words.heading).joined(separator: ",") + "\r\n"
      return Response.text(text, type: "text/csv; charset=utf-8").offered(as: "documents.csv")
    },
    .hall(.post, path, documentOffice) { context in
      let form = try context.form()
      let isDryRun = form["act"] != "run"
      let isPartial = form["partial"] == "1"
      guard let sent = form.files.first(where: { $0.field == "file" }), !sent.bytes.isEmpty else {
        return context.page(
          DocumentImportPage(
            frame: context.frame(flash: .faults([FieldFault("file", .required)])), isPartial: isPartial),
          status: .unprocessableContent)
      }
      let file = DocumentFile(
        csv: sent.bytes, words: context.machine.strings.documentWords,
        decodeGB18030: context.machine.site.surroundings.decodeGB18030)
      let report = try await context.ledger.importDocuments(
        file, dryRun: isDryRun, partial: isPartial, by: context.machine.caller)
      let page = DocumentImportPage(
        frame: context.frame,
        outcome: DocumentImportPage.Outcome(
          filename: sent.filename, isDryRun: isDryRun, isApplied: report.isApplied, added: report.added,
          unchanged: report.unchanged, refused: report.refused), isPartial: isPartial)
      let isRefused = !isDryRun && !report.isApplied && !report.refused.isEmpty
      return context.page(page, status: isRefused ? .unprocessableContent : .ok)
    },
  ]
}
