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
      let new = try NewDocument(entry, today: context.machine.today)
      let offset = context.offset
      let bytes = try await context.ledger.registerDocuments(
        [new], by: context.machine.caller, key: try context.requiredKey()
      ) { $0.first.map { JSONText($0, offset: offset).bytes } ?? [] }
      return JSON.response(bytes, status: .created)
    },
    .hall(
      .get, documents, documentOffice,
      Operation(
        "listDocuments",
        "Finished documents, the latest first; found by the beginning of a number or of a name",
        isList: true, query: [("state", "string"), ("query", "string")],
        answers: [(200, "FinishedDocumentList")])
    ) { context in
      let query = try DocumentQuery(context.machine.request)
      let found = try await context.ledger.documents(query.more)
      let part = found.prefix(query.limit)
      var text = JSONText()
      text.add("items", objects: part.map { JSONText($0, offset: context.offset) })
      text.add("next", found.count > part.count ? part.last?.id.description : nil)
      return JSON.response(text.bytes)
    },
    .hall(
      .get, documents + "/{document}", documentOffice,
      Operation(
        "readDocument", "A finished document: masked, or in full with a reason that is recorded",
        query: [("reveal", "string")], answers: [(200, "FinishedDocument")])
    ) { context in
      let id = try context.path(Path.document)
      guard let reason = context.machine.request.query["reveal"] else {
        return context.answer(try await context.ledger.document(id))
      }
      return context.answer(
        try await context.ledger.revealDocument(id, reason: reason, by: context.machine.caller),
        isRevealed: true)
    },
    .hall(
      .get, documents + "/{document}/trace", documentOffice,
      Operation(
        "readDocumentTrace", "What happened to a document, oldest first", isList: true,
        answers: [(200, "DocumentTrace")])
    ) { context in
      let offset = context.offset
      let trace = try await context.ledger.trace(of: try context.path(Path.document))
      return try ListPart.json(trace, for: context.machine.request) { JSONText(trace: $0, offset: offset) }
    },
    .hall(
      .get, documents + "/{document}/claims", documentOffice,
      Operation(
        "listDocumentClaims", "The claims in which a document was or is, the latest first",
        isList: true, answers: [(200, "ClaimList")])
    ) { context in
      let id = try context.path(Path.document)
      // That there is none is told before that it has no claims.
      _ = try await context.ledger.document(id)
      return try ListPart.json(try await context.ledger.claims(of: id), for: context.machine.request) {
        JSONText($0, context: context)
      }
    },
    .hall(
      .post, documents + "/{document}/ready", documentOffice,
      Operation(
        "readyDocument", "A document that was expected has come",
        answers: [(200, "FinishedDocument")], refusals: [409])
    ) { context in
      let id = try context.path(Path.document)
      try await context.ledger.readyDocument(id, by: context.machine.caller)
      return context.answer(try await context.ledger.document(id))
    },
    .hall(
      .post, documents + "/{document}/move", documentOffice,
      Operation(
        "moveDocument", "Puts a document on another shelf", body: "DocumentPlace",
        headers: ["If-Match"], answers: [(200, "FinishedDocument")], refusals: [412])
    ) { context in
      let id = try context.path(Path.document)
      let body = try JSON.body(PlaceBody.self, of: context.machine.request)
      // What is wrong in itself is told before what came too late.
      let place = try PlainText.optional(body.place, field: "place", longest: NewDocument.longestPlace)
      try await context.ledger.moveDocument(
        id, to: place, version: try context.machine.ifMatch(), by: context.machine.caller)
      return context.answer(try await context.ledger.document(id))
    },
    ending("return", "returnDocument", "Sends a document back to its issuer") {
      try await $0.ledger.returnDocument($1, reason: $2, by: $0.machine.caller)
    },
    ending("revoke", "revokeDocument", "Takes a document out of force") {
      try await $0.ledger.revokeDocument($1, reason: $2, by: $0.machine.caller)
    },
  ]

  private static func ending(
    _ name: String, _ id: String, _ summary: String,
    _ perform: @escaping @Sendable (HallContext, FinishedDocument.ID, String) async throws -> Void
  ) -> Endpoint {
    .hall(
      .post, documents + "/{document}/\(name)", documentOffice,
      Operation(
        id, summary, body: "ClaimReason", answers: [(200, "FinishedDocument")], refusals: [409])
    ) { context in
      let id = try context.path(Path.document)
      let body = try JSON.body(ReasonBody.self, of: context.machine.request)
      try await perform(context, id, body.reason)
      return context.answer(try await context.ledger.document(id))
    }
  }
}

/// An empty place is none; a missing one is a mistake.
private struct PlaceBody: Decodable { let place: String }
private struct ReasonBody: Decodable { let reason: String }

extension DocumentQuery {
  /// - Throws: `InputRefusal` naming the parameter.
  fileprivate init(_ request: Request) throws {
    var state: FinishedDocument.State?
    if let text = request.query["state"], !text.isEmpty {
      guard let named = FinishedDocument.State(rawValue: text) else { throw InputRefusal("state", .unknown) }
      state = named
    }
    var before: FinishedDocument.ID?
    if let text = request.query["after"] {
      guard let id = FinishedDocument.ID(text) else { throw InputRefusal("after", .format) }
      before = id
    }
    self.init(
      state: state,
      text: try PlainText.optional(request.query["query"], field: "query", longest: 100),
      before: before,
      limit: try ListPart.number("limit", in: 1...ListPart.longest, of: request) ?? 50)
  }

  /// One more than is shown, which tells whether there are more.
  fileprivate var more: DocumentQuery {
    DocumentQuery(state: state, text: text, before: before, limit: limit + 1)
  }
}

extension HallContext {
  fileprivate func answer(_ document: FinishedDocument, isRevealed: Bool = false) -> Response {
    var response = JSON.response(
      JSONText(document, offset: machine.offset, isRevealed: isRevealed).bytes)
    response.headers["ETag"] = "\"\(document.version)\""
    return response
  }
}
