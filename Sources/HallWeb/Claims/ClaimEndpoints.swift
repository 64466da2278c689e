import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let claims = "/api/v1/halls/{hall}/claims"

  static let claimEndpoints: [Endpoint] = [
    .hall(
      .post, claims, documentOffice,
      Operation(
        "makeClaim", "Makes a claim for ready documents of one holder; tells its code this once",
        body: "NewClaim", isCreating: true, answers: [(201, "IssuedClaim")], refusals: [409])
    ) { context in
      let body = try JSON.body(ClaimBody.self, of: context.machine.request)
      let documents = try DocumentReference.ids(body.documents, "documents")
      let issued = try await context.ledger.makeClaim(
        documents, validDays: try await context.claimDays(of: documents), of: context.hall,
        by: context.machine.caller, key: try context.requiredKey())
      return JSON.response(JSONText(issued, context: context).bytes, status: .created)
    }
  ]
}

private struct ClaimBody: Decodable { let documents: [String] }

/// Documents as requests name them.
enum DocumentReference {
  /// - Throws: `InputRefusal` naming the one that cannot be a document.
  static func ids(_ texts: [String], _ field: String) throws(InputRefusal) -> [FinishedDocument.ID] {
    guard (1...Delivery.Made.mostDocuments).contains(texts.count) else {
      throw InputRefusal(field, texts.isEmpty ? .required : .tooMany)
    }
    var ids: [FinishedDocument.ID] = []
    for (index, text) in texts.enumerated() {
      guard let id = FinishedDocument.ID(text) else { throw InputRefusal("\(field).\(index)", .format) }
      ids.append(id)
    }
    return ids
  }
}

extension HallContext {
  /// How long the items of documents let a claim be good: the shortest counts; nil for the hall's own rule.
  func claimDays(of documents: [FinishedDocument.ID]) async throws -> Int? { nil }
}
