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
    },
    .hall(
      .post, "/api/v1/halls/{hall}/cases/{caseNumber}/claim", documentOffice,
      Operation(
        "claimCase", "Makes a claim for all ready documents of a case", isCreating: true,
        answers: [(201, "IssuedClaim")], refusals: [409])
    ) { context in
      let key = try context.requiredKey()
      let found = try await context.ledger.documents(ofCase: try context.path(Path.caseNumber))
      guard !found.isEmpty else { throw ClaimRefusal.unknownDocument }
      let ready = found.filter { $0.state == .ready }.map(\.id)
      let issued = try await context.ledger.makeClaim(
        ready, validDays: try await context.claimDays(of: ready), of: context.hall,
        by: context.machine.caller, key: key)
      return JSON.response(JSONText(issued, context: context).bytes, status: .created)
    },
    .hall(
      .post, claims + "/{claim}/reissue", documentOffice,
      Operation(
        "reissueClaim", "Makes a claim with a new code in this one's place", body: "ClaimReason",
        isCreating: true, answers: [(200, "IssuedClaim")], refusals: [409, 410])
    ) { context in
      let id = try context.path(Path.claim).id
      let body = try JSON.body(ReasonBody.self, of: context.machine.request)
      let key = try context.requiredKey()
      let documents = try await context.ledger.claim(id).documents
      let issued = try await context.ledger.reissueClaim(
        id, reason: body.reason, validDays: try await context.claimDays(of: documents),
        of: context.hall, by: context.machine.caller, key: key)
      return JSON.response(JSONText(issued, context: context).bytes)
    },
    act("revoke", "revokeClaim", "Takes a claim's code and PIN out of use") {
      try await $0.ledger.revokeClaim($1, reason: $2, by: $0.machine.caller)
    },
    act("unlock", "unlockClaim", "Lets a claim's PIN be tried again") {
      try await $0.ledger.unlockClaim($1, reason: $2, by: $0.machine.caller)
      try await $0.forgiveGuesses(at: $1)
    },
    act("remind", "remindHolder", "Records how the holder was told again that documents wait") {
      try await $0.ledger.remindHolder($1, how: $2, by: $0.machine.caller)
    },
  ]

  private static func act(
    _ name: String, _ id: String, _ summary: String,
    _ perform: @escaping @Sendable (HallContext, Claim.ID, String) async throws -> Void
  ) -> Endpoint {
    .hall(
      .post, claims + "/{claim}/\(name)", documentOffice,
      Operation(
        id, summary, body: "ClaimReason", answers: [(200, "Claim")], refusals: [409, 410])
    ) { context in
      let id = try context.path(Path.claim).id
      let body = try JSON.body(ReasonBody.self, of: context.machine.request)
      try await perform(context, id, body.reason)
      return JSON.response(
        JSONText(try await context.ledger.claim(id), context: context).bytes)
    }
  }
}

private struct ClaimBody: Decodable { let documents: [String] }

private struct ReasonBody: Decodable { let reason: String }

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
  func claimDays(of documents: [FinishedDocument.ID]) async throws -> Int? {
    var items: Set<ServiceItem.ID> = []
    for id in documents {
      if let item = try await ledger.document(id).details.item { items.insert(item) }
    }
    var shortest: Int?
    for item in items {
      do {
        let found = try await machine.site.surroundings.county.publishedItem(item, on: machine.today)
        guard let days = found.item.claimDays else { continue }
        shortest = min(shortest ?? days, days)
      } catch CatalogueRefusal.unknownItem {
        // One that is offered no more, or that another county's catalogue has.
      }
    }
    return shortest
  }
}
