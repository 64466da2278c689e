import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let receipts = "/h/{hall}/admin/receipts/{receipt}"
  private static let deliveries = "/h/{hall}/admin/deliveries"

  static let deliveryPageEndpoints: [Endpoint] = [
    .hall(.get, receipts, documentOffice) { context in
      context.page(try await context.receiptPage(try context.path(Path.receipt).number))
    },
    // The form has the names in full, so that the journal keeps who had it.
    .hall(.post, receipts + "/print", documentOffice) { context in
      let number = try context.path(Path.receipt).number
      let (delivery, _) = try await context.ledger.delivery(number)
      for document in delivery.made.documents {
        _ = try await context.ledger.revealDocument(
          document, reason: context.machine.strings.text("receipt.print-reason"), by: context.machine.caller)
      }
      return context.page(try await context.receiptPage(number, isForPrint: true))
    },
    .hall(.get, receipts + "/signature.png", documentOffice) { context in
      let (delivery, _) = try await context.ledger.delivery(try context.path(Path.receipt).number)
      guard case .drawn(let digest) = delivery.made.signature,
        let bytes = context.ledger.attachment(digest), BlobKind(bytes) == .png
      else { throw WebRefusal.notFound }
      var response = Response.bytes(bytes, type: "image/png")
      response.headers["Cache-Control"] = "no-store"
      return response
    },
    .hall(.get, deliveries, documentOffice) { context in
      context.page(try await context.deliveriesPage())
    },
    .hall(.get, deliveries + "/new", documentOffice) { context in
      let query = context.machine.request.query
      return context.page(
        try await context.deliveryForm(
          query["method"].flatMap(DeliveryMethod.init) ?? .post, query.values(of: "document"),
          values: ["sentOn": context.businessDay.description]))
    },
    .hall(.post, deliveries, documentOffice) { context in try await context.deliver() },
    .hall(.post, deliveries + "/{receipt}/end", documentOffice) { context in
      let number = try context.path(Path.receipt).number
      let form = try context.form()
      let state = form["state"].flatMap(Delivery.State.init) ?? .delivered
      return try await context.officeForm(
        "/admin/deliveries", state == .failed ? .deliveryFailed : .deliveryArrived
      ) { form in
        var receivedOn: CivilDate?
        if let text = form["receivedOn"], !text.isEmpty {
          guard let day = CivilDate(text) else { throw InputRefusal("receivedOn", .format) }
          receivedOn = day
        }
        _ = try await context.ledger.endDelivery(
          number,
          ClaimEvent.DeliveryEnded(state: state, receivedOn: receivedOn, reason: form["reason"]),
          by: context.machine.caller)
      }
    },
  ]
}

extension HallContext {
  private static let listLength = 50

  fileprivate func receiptPage(
    _ number: ReceiptNumber, isForPrint: Bool = false
  ) async throws -> ReceiptPage {
    let (delivery, documents) = try await ledger.delivery(number)
    let made = delivery.made
    func name(_ party: Party) -> String { isForPrint ? party.name : party.masked.name }
    var clerk: String?
    if let first = documents.first {
      clerk = try await ledger.trace(of: first.id)
        .last { $0.kind == "delivery.made" && $0.subject == number.rawValue }.flatMap { who($0) }
    }
    var hasSignature = false
    if case .drawn = made.signature { hasSignature = true }
    return ReceiptPage(
      frame: frame, number: number.rawValue, hallName: hall.name, method: made.method,
      state: delivery.state, at: minute(delivery.at), endedAt: delivery.endedAt.map(minute),
      documents: documents.map {
        ReceiptPage.Document(
          id: $0.id.description, title: $0.details.title, number: $0.details.number,
          holder: name($0.details.holder))
      },
      holder: documents.first.map { name($0.details.holder) } ?? "", receiver: made.receiver.map(name),
      receiverNumber: made.receiver?.masked.idNumber, relation: made.relation,
      windowName: made.window.map { ledger.facts.windows[$0]?.name ?? $0.rawValue }, clerk: clerk,
      trackingNumber: made.trackingNumber, carrier: made.carrier, sentOn: made.sentOn?.description,
      receivedOn: delivery.receivedOn?.description, consent: made.consent, witness: made.witness,
      refusalReason: made.refusalReason, failure: delivery.reason,
      hasLetter: made.authorisation != nil, hasSignature: hasSignature,
      isSignedOnPaper: made.signature == .paper, isForPrint: isForPrint)
  }

  fileprivate func deliveriesPage() async throws -> DeliveriesPage {
    func row(_ delivery: Delivery) async throws -> DeliveriesPage.Row {
      let (_, documents) = try await ledger.delivery(delivery.number)
      return DeliveriesPage.Row(
        number: delivery.number.rawValue, method: delivery.made.method, state: delivery.state,
        at: minute(delivery.at), titles: documents.map(\.details.title),
        receiver: delivery.made.receiver?.masked.name, trackingNumber: delivery.made.trackingNumber)
    }
    let underWay = try await ledger.deliveries(isUnderWay: true, limit: 4 * Self.listLength)
    let recent = try await ledger.deliveries(limit: Self.listLength)
    return DeliveriesPage(
      frame: frame, underWay: try await underWay.asyncRows(row), recent: try await recent.asyncRows(row),
      today: businessDay.description)
  }

  fileprivate func deliveryForm(
    _ method: DeliveryMethod, _ chosen: [String], values: [String: String], flash: Flash? = nil
  ) async throws -> DeliveryFormPage {
    var documents: [FinishedDocument] = []
    for id in chosenDocuments(chosen) { documents.append(try await ledger.document(id)) }
    return DeliveryFormPage(
      frame: frame(flash: flash),
      method: DeliveryFormPage.methods.contains(method) ? method : .post,
      rows: try await rows(documents), values: values, key: newKey)
  }

  fileprivate func deliver() async throws -> Response {
    let form = try form()
    let method = form["method"].flatMap(DeliveryMethod.init) ?? .post
    let chosen = form.values(of: "document")
    let names = [
      "personName", "idType", "idNumber", "trackingNumber", "carrier", "sentOn", "consent", "witness",
      "refusalReason",
    ]
    var values: [String: String] = [:]
    for name in names { values[name] = form[name] }
    do {
      var made = Delivery.Made(documents: chosenDocuments(chosen), method: method)
      if method == .agent {
        made.receiver = try Party(
          name: values["personName"], idType: values["idType"], idNumber: values["idNumber"],
          field: "receiver", today: machine.offset.date(of: machine.now))
      }
      if let text = values["sentOn"], !text.isEmpty {
        guard let day = CivilDate(text) else { throw InputRefusal("sentOn", .format) }
        made.sentOn = day
      }
      made.trackingNumber = values["trackingNumber"]
      made.carrier = values["carrier"]
      made.consent = values["consent"]
      made.witness = values["witness"]
      made.refusalReason = values["refusalReason"]
      let asked = [method.rawValue, chosen.joined(separator: ",")] + names.map { values[$0] ?? "" }
      let delivery = try await ledger.deliver(
        made, of: hall, by: machine.caller, key: try formKey(form, asked.joined(separator: "\u{1F}")))
      return redirect(
        to: "/admin/receipts/\(delivery.number.rawValue)",
        .done(delivery.state == .underWay ? .deliveryStarted : .deliveryArrived))
    } catch let refusal as InputRefusal {
      let faults = refusal.faults.map {
        FieldFault($0.field == "receiver.name" ? "receiver.personName" : $0.field, $0.code)
      }
      return page(
        try await deliveryForm(method, chosen, values: values, flash: .faults(faults)),
        status: .unprocessableContent)
    } catch let refusal as ClaimRefusal {
      let (flash, status) = told(refusal)
      if status == .notFound { throw refusal }
      return page(try await deliveryForm(method, chosen, values: values, flash: flash), status: status)
    }
  }
}

extension Array {
  fileprivate func asyncRows<Row>(_ make: (Element) async throws -> Row) async rethrows -> [Row] {
    var rows: [Row] = []
    for element in self { rows.append(try await make(element)) }
    return rows
  }
}
