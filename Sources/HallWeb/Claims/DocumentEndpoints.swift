import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  /// Who hands out documents, and who runs the hall.
  static let documentOffice = Access.only(.clerk, .hallAdmin)
  private static let documents = "/api/v1/halls/{hall}/documents"

  static let documentEndpoints: [Endpoint] = [
    .hall(
      .post, documents, documentOffice,
      Operation(
        "registerDocument", "Registers a finished document", body: "NewDocument", isCreating: true,
        answers: [(201, "FinishedDocument")], refusals: [409])
    ) { context in
      let request = context.machine.request
      let entry = try JSON.body(DocumentEntry.self, of: request)
      let new = try NewDocument(entry, today: context.offset.date(of: context.machine.now))
      let offset = context.offset
      let bytes = try await context.ledger.registerDocuments(
        [new], by: context.machine.caller, key: try context.requiredKey()
      ) { $0.first.map { JSONText($0, offset: offset).bytes } ?? [] }
      return JSON.response(bytes, status: .created)
    }
  ]
}
