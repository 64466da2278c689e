import Foundation
import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let documents = "/h/{hall}/admin/documents"

  static let documentPageEndpoints: [Endpoint] = [
    .hall(.get, documents, documentOffice) { context in
      let query = context.machine.request.query
      return context.page(
        try await context.documentsPage(
          DocumentQuery(
            state: query["state"].flatMap(FinishedDocument.State.init),
            before: query["before"].flatMap { FinishedDocument.ID($0) })))
    },
    // What is looked for may be a name or a card's number, which stands in no address.
    .hall(.post, documents + "/search", documentOffice) { context in
      let form = try context.form()
      do {
        let text = try PlainText.optional(form["query"], field: "query", longest: 60)
        return context.page(
          try await context.documentsPage(
            DocumentQuery(text: text, before: form["before"].flatMap { FinishedDocument.ID($0) })))
      } catch let refusal as InputRefusal {
        return context.redirect(to: "/admin/documents", .faults(refusal.faults))
      }
    },
    .hall(.get, documents + "/new", documentOffice) { context in
      var form = DocumentForm(issuedOn: context.businessDay.description)
      if let like = context.machine.request.query["like"].flatMap({ FinishedDocument.ID($0) }) {
        form = DocumentForm(like: try await context.ledger.document(like))
      }
      return context.page(
        AdminDocumentFormPage(frame: context.frame, form: form, key: context.newKey))
    },
    .hall(.post, documents, documentOffice) { context in try await context.registerDocument() },
    .hall(.get, documents + "/{document}", documentOffice) { context in
      context.page(
        try await context.documentPage(try await context.ledger.document(try context.path(Path.document))))
    },
    .hall(.post, documents + "/{document}/reveal", documentOffice) { context in
      let id = try context.path(Path.document)
      do {
        let document = try await context.ledger.revealDocument(
          id, reason: try context.form()["reason"] ?? "", by: context.machine.caller)
        return context.page(try await context.documentPage(document, isRevealed: true))
      } catch let refusal as InputRefusal {
        return context.redirect(
          to: HallContext.documentPath(id),
          .faults(refusal.faults.map { FieldFault($0.field == "reveal" ? "reveal" : $0.field, $0.code) }))
      }
    },
    act("ready", .documentReady) { context, id, form in
      try await context.ledger.readyDocument(id, by: context.machine.caller)
      guard let place = form["shelfPlace"], !place.isEmpty else { return }
      try await context.ledger.moveDocument(id, to: place, version: nil, by: context.machine.caller)
    },
    act("move", .documentMoved) { context, id, form in
      try await context.ledger.moveDocument(
        id, to: form["shelfPlace"], version: form["version"].flatMap { Int($0) },
        by: context.machine.caller)
    },
    act("return", .documentReturned) { context, id, form in
      try await context.ledger.returnDocument(
        id, reason: form["reason"] ?? "", by: context.machine.caller)
    },
    act("revoke", .documentRevoked) { context, id, form in
      try await context.ledger.revokeDocument(
        id, reason: form["reason"] ?? "", by: context.machine.caller)
    },
  ]

  /// One act on one document, and back to its page.
  private static func act(
    _ name: String, _ notice: Notice,
    _ body: @escaping @Sendable (HallContext, FinishedDocument.ID, Form) async throws -> Void
  ) -> Endpoint {
    .hall(.post, documents + "/{document}/\(name)", documentOffice) { context in
      let id = try context.path(Path.document)
      return try await context.officeForm(HallContext.documentPath(id), notice) { form in
        do {
          try await body(context, id, form)
        } catch let refusal as InputRefusal {
          throw InputRefusal(
            refusal.faults.map { FieldFault($0.field == "place" ? "shelfPlace" : name, $0.code) })
        }
      }
    }
  }
}

extension HallContext {
  private static let listLength = 50

  fileprivate func documentsPage(_ query: DocumentQuery) async throws -> AdminDocumentsPage {
    var query = query
    query.limit = Self.listLength
    let found = try await ledger.documents(query)
    let isFirst = query.text == nil && query.before == nil
    return AdminDocumentsPage(
      frame: frame, state: query.state, query: query.text ?? "", rows: try await rows(found),
      next: found.count == Self.listLength ? found.last?.id.description : nil,
      tasks: isFirst ? try await ledger.claimTaskCount(now: machine.now) : 0)
  }

  fileprivate func registerDocument() async throws -> Response {
    let posted = try form()
    let form = DocumentForm(posted)
    do {
      let new = try NewDocument(form.entry, today: machine.offset.date(of: machine.now))
      let bytes = try await ledger.registerDocuments(
        [new], by: machine.caller, key: try formKey(posted, "\(form)")
      ) { Array(($0.first?.id.description ?? "").utf8) }
      let id = String(decoding: bytes, as: UTF8.self)
      return redirect(
        to: posted["again"] == "1" ? "/admin/documents/new?like=\(id)" : "/admin/documents/\(id)",
        .done(.documentRegistered))
    } catch let refusal as InputRefusal {
      return page(
        AdminDocumentFormPage(
          frame: frame(flash: .faults(DocumentForm.inputs(refusal.faults))), form: form, key: newKey),
        status: .unprocessableContent)
    } catch let refusal as ClaimRefusal {
      let (flash, status) = told(refusal)
      return page(
        AdminDocumentFormPage(frame: frame(flash: flash), form: form, key: newKey), status: status)
    }
  }

  fileprivate func documentPage(
    _ document: FinishedDocument, isRevealed: Bool = false
  ) async throws -> AdminDocumentPage {
    let details = document.details
    func person(_ party: Party) -> AdminDocumentPage.Person {
      guard !isRevealed else {
        return AdminDocumentPage.Person(
          name: party.name, idType: party.idType, idNumber: party.idNumber, phone: party.phone)
      }
      let masked = party.masked
      return AdminDocumentPage.Person(
        name: masked.name, idType: masked.idType, idNumber: masked.idNumber, phone: masked.phone)
    }
    let others = try await ledger.readyDocuments(besides: document.id).filter { $0.id != document.id }
    let claims = try await ledger.claims(of: document.id)
    let row = try await rows([document])[0]
    return AdminDocumentPage(
      frame: frame, row: row, holder: person(details.holder), proxies: details.proxies.map(person),
      isRevealed: isRevealed, issuedOn: details.issuedOn.description,
      expiresOn: details.expiresOn?.description, caseNumber: details.caseNumber, form: details.form,
      reason: document.reason, version: document.version, next: document.next,
      claims: claims.map(claimRow), others: try await rows(others),
      trace: try await ledger.trace(of: document.id).map(step), key: newKey)
  }

  private func claimRow(_ claim: Claim) -> AdminDocumentPage.ClaimRow {
    let standing: AdminDocumentPage.ClaimRow.Standing
    var receipt: String?
    switch claim.state {
    case .open: standing = claim.isExpired(on: businessDay) ? .expired : claim.isLocked ? .locked : .open
    case .revoked: standing = .revoked
    case .collected(let collection):
      standing = .collected
      receipt = collection.receipt.rawValue
    }
    return AdminDocumentPage.ClaimRow(
      claim: claim.id.description, madeAt: minute(claim.madeAt),
      expiresOn: claim.expiresOn.description, standing: standing, receipt: receipt,
      reason: claim.reason, count: claim.documents.count)
  }

  private func step(_ entry: JournalEntry) -> AdminDocumentPage.Step {
    // The body of a registration has the holder in full; only reasons and places are read.
    struct Note: Decodable {
      let reason: String?
      let place: String?
    }
    let note =
      entry.kind == "document.registered"
      ? nil : try? JSONDecoder().decode(Note.self, from: Data(entry.body.utf8))
    return AdminDocumentPage.Step(
      at: minute(entry.at), who: who(entry), kind: entry.kind, note: note?.reason ?? note?.place,
      receipt: entry.kind.hasPrefix("delivery.") ? entry.subject : nil)
  }
}

extension DocumentForm {
  init(_ posted: Form) {
    func person(_ index: Int? = nil) -> Person {
      func value(_ part: String) -> String { posted[Self.input(part, proxy: index)] ?? "" }
      return Person(
        name: value("name"), idType: value("idType"), idNumber: value("idNumber"), phone: value("phone"))
    }
    self.init(
      kind: posted["documentKind"] ?? "", number: posted["documentNumber"] ?? "",
      title: posted["documentTitle"] ?? "", issuer: posted["documentIssuer"] ?? "",
      issuedOn: posted["issuedOn"] ?? "", expiresOn: posted["expiresOn"] ?? "",
      caseNumber: posted["caseNumber"] ?? "", form: posted["documentForm"] ?? "",
      place: posted["shelfPlace"] ?? "", isHere: posted["here"] != "0", holder: person(),
      proxies: (0..<Self.proxyRows).map { person($0) })
  }

  /// What the next document of the same delivery has in common with one.
  init(like document: FinishedDocument) {
    let details = document.details
    self.init(
      kind: details.kind.rawValue, title: details.title, issuer: details.issuer,
      issuedOn: details.issuedOn.description, form: details.form.rawValue, place: document.place ?? "",
      isHere: document.state != .registered)
  }

  /// As it is checked and registered.
  var entry: DocumentEntry {
    func filled(_ text: String) -> String? { text.isEmpty ? nil : text }
    func party(_ person: Person) -> DocumentEntry.PartyEntry {
      DocumentEntry.PartyEntry(
        name: person.name, idType: filled(person.idType), idNumber: person.idNumber,
        phone: filled(person.phone))
    }
    var entry = DocumentEntry()
    entry.kind = kind
    entry.number = number
    entry.title = title
    entry.holder = party(holder)
    entry.proxies = proxies.filter { !$0.name.isEmpty || !$0.idNumber.isEmpty }.map(party)
    entry.issuer = issuer
    entry.issuedOn = issuedOn
    entry.expiresOn = filled(expiresOn)
    entry.caseNumber = filled(caseNumber)
    entry.form = filled(form)
    entry.place = filled(place)
    entry.ready = isHere
    return entry
  }

  /// Faults at the inputs of the form: `proxies.0.idNumber` stands at `proxyIdNumber1`.
  static func inputs(_ faults: [FieldFault]) -> [FieldFault] {
    faults.map { fault in
      let parts = fault.field.split(separator: ".").map(String.init)
      switch (parts.first, parts.count) {
      case ("holder", 2): return FieldFault(input(parts[1]), fault.code)
      case ("proxies", 3): return FieldFault(input(parts[2], proxy: Int(parts[1]) ?? 0), fault.code)
      case ("place", _): return FieldFault("shelfPlace", fault.code)
      case ("kind", _), ("number", _), ("title", _), ("issuer", _), ("form", _):
        return FieldFault(
          "document" + fault.field.prefix(1).uppercased() + fault.field.dropFirst(), fault.code)
      default: return fault
      }
    }
  }
}
