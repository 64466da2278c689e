import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let claims = "/api/v1/halls/{hall}/claims"

  static let presentingEndpoints: [Endpoint] = [
    .hall(
      .post, claims + "/present", .only(.clerk, .hallAdmin, devices: .kiosk),
      Operation(
        "presentClaim", "What a code, or a number with its PIN, opens: masked, nothing is handed over yet",
        body: "Presenting", answers: [(200, "Presentation")], refusals: [409, 410, 421, 423, 429])
    ) { context in
      let body = try JSON.body(PresentingBody.self, of: context.machine.request)
      return JSON.response(JSONText(try await context.present(body), context: context).bytes)
    },
    .hall(
      .post, claims + "/{claim}/collect", .only(.clerk),
      Operation(
        "collectClaim", "Hands the documents of a claim over: once, with one receipt",
        body: "Collecting", isCreating: true, answers: [(200, "Collected")],
        refusals: [403, 409, 410])
    ) { context in
      let name = try context.path(Path.claim).requireName()
      let body = try JSON.body(CollectingBody.self, of: context.machine.request)
      let delivery = try await context.ledger.collect(
        name, try await context.collecting(body), of: context.hall, by: context.machine.caller,
        key: try context.requiredKey())
      var receipt = JSONText()
      receipt.add("number", delivery.number.rawValue)
      receipt.add("url", context.receiptPath(delivery.number))
      var text = JSONText()
      text.add("receipt", object: receipt)
      text.add("collectedAt", context.offset.timestamp(delivery.at))
      text.add("window", delivery.made.window?.rawValue)
      text.add("documents", strings: delivery.made.documents.map(\.description))
      return JSON.response(text.bytes)
    },
  ]
}

/// A claim in an address: its number, or its name with the proof that the code was shown.
struct ClaimReference: LosslessStringConvertible, Sendable {
  let id: Claim.ID
  let name: Claim.Name?

  init?(_ description: String) {
    name = Claim.Name(description)
    guard let id = name?.id ?? Claim.ID(description) else { return nil }
    self.id = id
  }

  var description: String { name?.description ?? id.description }

  /// - Throws: `ClaimRefusal.notPresented` without the proof.
  func requireName() throws(ClaimRefusal) -> Claim.Name {
    guard let name else { throw .notPresented }
    return name
  }
}

private struct PresentingBody: Decodable {
  let code: String?
  let documentNumber: String?
  let caseNumber: String?
  let pin: String?
}

private struct CollectingBody: Decodable {
  struct Proxy: Decodable {
    let holderNumber: String?
    let authorisationBlob: String?
  }

  let collector: DocumentEntry.PartyEntry
  let relation: HandOver.Relation
  let proxy: Proxy?
  /// What was ticked off; missing for everything that is ready.
  let documents: [String]?
  let signatureBlob: String?
  /// Whether the receipt is signed on paper.
  let signedOnPaper: Bool?
  let window: Window.ID?
}

extension HallContext {
  /// Where a receipt is read.
  func receiptPath(_ number: ReceiptNumber) -> String {
    "/api/v1/halls/\(hall.id)/receipts/\(number.rawValue)"
  }

  fileprivate func present(_ body: PresentingBody) async throws -> Presentation {
    let source = "present|\(hall.id)|\(machine.caller.actor)|\(machine.caller.device)"
    if let text = body.code {
      guard body.pin == nil, body.documentNumber == nil, body.caseNumber == nil else {
        throw InputRefusal("code", .notCombinable)
      }
      return try await guess([source]) {
        try await ledger.present(
          try ClaimCode(text), of: hall, among: Array(machine.county.halls.values), now: machine.now)
      }
    }
    let field = body.documentNumber == nil && body.caseNumber != nil ? "caseNumber" : "documentNumber"
    guard body.documentNumber == nil || body.caseNumber == nil else {
      throw InputRefusal("caseNumber", .notCombinable)
    }
    let number = try PlainText.required(
      body.documentNumber ?? body.caseNumber, field: field, longest: DocumentNumber.longest)
    guard let pin = ClaimPIN(try PlainText.required(body.pin, field: "pin", longest: 20)) else {
      throw InputRefusal("pin", .format)
    }
    return try await guess([source, guessKey(of: number)]) {
      try await ledger.present(number: number, pin: pin, by: machine.caller)
    }
  }

  func guessKey(of number: String) -> String {
    "present|\(hall.id)|number|\(DocumentNumber.normalised(number))"
  }

  /// Whose PIN a clerk has unlocked may try it at once.
  func forgiveGuesses(at claim: Claim.ID) async throws {
    for id in try await ledger.claim(claim).documents {
      let details = try await ledger.document(id).details
      for number in [details.number, details.caseNumber].compactMap({ $0 }) {
        machine.site.limits.forget(guessKey(of: number))
      }
    }
  }

  /// Counts what was guessed wrong; what opens something, though it is over, was no guess.
  func guess(
    _ keys: [String], _ body: () async throws -> Presentation
  ) async throws -> Presentation {
    let limits = machine.site.limits
    for key in keys { try limits.require(key, .guesses) }
    do {
      return try await body()
    } catch let refusal as ClaimRefusal {
      switch refusal {
      case .unknown, .unreadable, .otherCounty, .locked, .pinElsewhere:
        for key in keys { limits.count(key, .guesses) }
      default: break
      }
      throw refusal
    }
  }

  fileprivate func collecting(_ body: CollectingBody) async throws -> Collecting {
    let today = machine.offset.date(of: machine.now)
    if let window = body.window, ledger.facts.windows[window] == nil {
      throw InputRefusal("window", .unknown)
    }
    let held = try await ledger.window(heldBy: try staff().id)
    let holderNumber = try body.proxy?.holderNumber.map {
      try Party.number($0, idType: nil, field: "proxy.holderNumber", today: today).idNumber
    }
    return Collecting(
      HandOver(
        relation: body.relation, collector: try body.collector.checked("collector", today: today),
        holderNumber: holderNumber, authorisation: body.proxy?.authorisationBlob),
      documents: try body.documents.map { try DocumentReference.ids($0, "documents") },
      signature: body.signatureBlob.map(Delivery.Signature.drawn)
        ?? (body.signedOnPaper == true ? .paper : .none),
      window: body.window ?? held)
  }
}
