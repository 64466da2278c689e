import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let deliveries = "/api/v1/halls/{hall}/deliveries"

  static let deliveryEndpoints: [Endpoint] = [
    .hall(
      .post, deliveries, documentOffice,
      Operation(
        "deliverDocuments",
        "Sends documents by post, with an agent or electronically, or records that they were left or announced",
        body: "NewDelivery", isCreating: true, answers: [(201, "Delivery")], refusals: [409])
    ) { context in
      let body = try JSON.body(DeliveryBody.self, of: context.machine.request)
      let delivery = try await context.ledger.deliver(
        try body.made(today: context.machine.today), of: context.hall, by: context.machine.caller,
        key: try context.requiredKey())
      return JSON.response(
        try await context.receipt(delivery.number).bytes, status: .created)
    },
    .hall(
      .get, deliveries, documentOffice,
      Operation(
        "listDeliveries", "Deliveries, the latest first", isList: true,
        query: [("underWay", "boolean")], answers: [(200, "DeliveryList")])
    ) { context in
      let request = context.machine.request
      let isUnderWay = try context.machine.flag("underWay")
      let limit = try ListPart.number("limit", in: 1...ListPart.longest, of: request) ?? 50
      let start = try ListPart.number("after", in: 0...100_000, of: request) ?? 0
      let found = try await context.ledger.deliveries(
        isUnderWay: isUnderWay, limit: start + limit + 1)
      let part = found.dropFirst(start).prefix(limit)
      var text = JSONText()
      text.add("items", objects: part.map { JSONText($0, documents: nil, context: context) })
      text.add("next", found.count > start + limit ? String(start + limit) : nil)
      return JSON.response(text.bytes)
    },
    .hall(
      .post, deliveries + "/{receipt}/end", documentOffice,
      Operation(
        "endDelivery", "What was under way has arrived, or has come back", body: "DeliveryEnd",
        answers: [(200, "Delivery")], refusals: [409])
    ) { context in
      let number = try context.path(Path.receipt).number
      let body = try JSON.body(EndBody.self, of: context.machine.request)
      _ = try await context.ledger.endDelivery(
        number,
        ClaimEvent.DeliveryEnded(
          state: body.state, receivedOn: try Day.optional(body.receivedOn, "receivedOn"),
          reason: body.reason),
        by: context.machine.caller)
      return JSON.response(try await context.receipt(number).bytes)
    },
    .hall(
      .get, "/api/v1/halls/{hall}/receipts/{receipt}", documentOffice,
      Operation(
        "readReceipt", "What was delivered, to whom (masked), when and how",
        answers: [(200, "Delivery")])
    ) { context in
      JSON.response(try await context.receipt(try context.path(Path.receipt).number).bytes)
    },
  ]
}

/// A receipt's number in an address.
struct ReceiptReference: LosslessStringConvertible, Sendable {
  let number: ReceiptNumber

  init?(_ description: String) {
    guard let number = try? ReceiptNumber(description) else { return nil }
    self.number = number
  }

  var description: String { number.rawValue }
}

private enum Day {
  static func optional(_ text: String?, _ field: String) throws(InputRefusal) -> CivilDate? {
    guard let text, !text.isEmpty else { return nil }
    guard let day = CivilDate(text) else { throw InputRefusal(field, .format) }
    return day
  }
}

private struct EndBody: Decodable {
  let state: Delivery.State
  let receivedOn: String?
  let reason: String?
}

private struct DeliveryBody: Decodable {
  let documents: [String]
  let method: DeliveryMethod
  let receiver: DocumentEntry.PartyEntry?
  let relation: HandOver.Relation?
  let authorisationBlob: String?
  let trackingNumber: String?
  let carrier: String?
  let sentOn: String?
  let consent: String?
  let witness: String?
  let refusalReason: String?

  /// - Throws: `InputRefusal` naming the field.
  func made(today: CivilDate) throws -> Delivery.Made {
    var made = Delivery.Made(
      documents: try DocumentReference.ids(documents, "documents"), method: method)
    made.receiver = try receiver?.checked("receiver", today: today)
    made.relation = relation
    made.authorisation = authorisationBlob
    made.trackingNumber = trackingNumber
    made.carrier = carrier
    made.sentOn = try Day.optional(sentOn, "sentOn")
    made.consent = consent
    made.witness = witness
    made.refusalReason = refusalReason
    return made
  }
}

extension HallContext {
  fileprivate func receipt(_ number: ReceiptNumber) async throws -> JSONText {
    let (delivery, documents) = try await ledger.delivery(number)
    return JSONText(delivery, documents: documents, context: self)
  }
}

extension JSONText {
  /// - Parameter documents: where more than their numbers is shown.
  fileprivate init(_ delivery: Delivery, documents: [FinishedDocument]?, context: HallContext) {
    self.init()
    let made = delivery.made
    let offset = context.offset
    var receipt = JSONText()
    receipt.add("number", delivery.number.rawValue)
    receipt.add("url", context.receiptPath(delivery.number))
    add("receipt", object: receipt)
    add("method", made.method.rawValue)
    add("state", delivery.state.rawValue)
    add("at", offset.timestamp(delivery.at))
    add("endedAt", delivery.endedAt.map(offset.timestamp))
    add("receivedOn", delivery.receivedOn?.description)
    add("reason", delivery.reason)
    add("documents", strings: made.documents.map(\.description))
    if let documents {
      add("details", objects: documents.map { JSONText(PresentedDocument($0), showsPlace: false) })
    }
    add("claim", made.claim?.description)
    add("receiverMasked", object: made.receiver.map { JSONText($0.masked) })
    add("relation", made.relation?.rawValue)
    add("authorisationBlob", made.authorisation)
    switch made.signature {
    case .drawn(let digest): add("signatureBlob", digest)
    case .paper: add("signedOnPaper", true)
    case .none: break
    }
    add("window", made.window?.rawValue)
    add("trackingNumber", made.trackingNumber)
    add("carrier", made.carrier)
    add("sentOn", made.sentOn?.description)
    add("consent", made.consent)
    add("witnessMasked", made.witness.map(Masking.name))
    add("refusalReason", made.refusalReason)
    add("cell", object: made.cell.map { JSONText($0) })
  }
}
