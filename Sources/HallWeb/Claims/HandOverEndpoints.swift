import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let clerk = Access.only(.clerk)
  static let handOverPath = "/desk/handover"

  static let handOverEndpoints: [Endpoint] = [
    .hall(.get, "/h/{hall}/desk/handover", clerk) { context in
      guard let text = context.machine.request.query["code"], !text.isEmpty else {
        return context.page(try await context.handOverPage(.asking(number: "")))
      }
      switch ScannedCode(text) {
      case .ticket, .number, .shortCode:
        return context.redirect(to: "/desk?code=\(PercentEncoding.query(text))")
      case .claim(let code): return try await context.show { try await context.open(code: code) }
      case nil: return try await context.show { throw ClaimRefusal.unreadable }
      }
    },
    .hall(.post, "/h/{hall}/desk/handover", clerk) { context in
      let form = try context.form()
      return try await context.show(number: form["number"] ?? "") {
        if let name = form["claim"] {
          guard let name = Claim.Name(name) else { throw ClaimRefusal.notPresented }
          return try await context.ledger.present(name, now: context.machine.now)
        }
        if let code = form["code"] {
          guard case .claim(let text)? = ScannedCode(code) else { throw ClaimRefusal.unreadable }
          return try await context.open(code: text)
        }
        return try await context.open(number: form["number"], pin: form["pin"])
      }
    },
    .hall(.post, "/h/{hall}/desk/handover/collect", clerk) { context in try await context.collect() },
  ]
}

extension HallContext {
  private var source: String { "present|\(hall.id)|\(machine.caller.actor)|\(machine.caller.device)" }

  fileprivate func open(code: String) async throws -> Presentation {
    try await guess([source]) {
      try await ledger.present(
        try ClaimCode(code), of: hall, among: Array(machine.county.halls.values), now: machine.now)
    }
  }

  fileprivate func open(number: String?, pin: String?) async throws -> Presentation {
    let number = try PlainText.required(number, field: "number", longest: DocumentNumber.longest)
    guard let pin = ClaimPIN(try PlainText.required(pin, field: "pin", longest: 20)) else {
      throw InputRefusal("pin", .format)
    }
    return try await guess([source, guessKey(of: number)]) {
      try await ledger.present(number: number, pin: pin, by: machine.caller)
    }
  }

  /// What was opened, or why not, on the same page.
  fileprivate func show(
    number: String = "", _ open: () async throws -> Presentation
  ) async throws -> Response {
    do {
      return page(try await handOverPage(.presented(HandOverPage.Presented(try await open()))))
    } catch let refusal as ClaimRefusal {
      return try await ask(refusal, number: number)
    } catch let refusal as InputRefusal {
      var page = try await handOverPage(.asking(number: number))
      page.frame.flash = .faults(refusal.faults)
      return self.page(page, status: .unprocessableContent)
    }
  }

  private func ask(_ refusal: ClaimRefusal, number: String = "") async throws -> Response {
    let (flash, status) = told(refusal)
    var page = try await handOverPage(.asking(number: number))
    page.frame.flash = flash
    return self.page(page, status: status)
  }

  fileprivate func handOverPage(_ stage: HandOverPage.Stage) async throws -> HandOverPage {
    let window = try await ledger.window(heldBy: try staff().id)
    return HandOverPage(
      frame: frame, windowName: window.map { ledger.facts.windows[$0]?.name ?? $0.rawValue },
      stage: stage, key: newKey)
  }

  fileprivate func collect() async throws -> Response {
    let form = try form()
    guard let name = form["claim"].flatMap({ Claim.Name($0) }) else {
      return try await ask(.notPresented)
    }
    var typed = HandOverPage.Form(form)
    do {
      // What was drawn or scanned is kept first, so that it is not asked for again after a refusal.
      if let digest = try await keepSignature(form) { typed.signature = digest }
      if let digest = try await keepLetter(form) { typed.letter = digest }
      let collecting = try await collecting(form, typed)
      let asked = [
        name.description, typed.relation?.rawValue ?? "", typed.name, typed.idType, typed.idNumber,
        typed.holderNumber, form.values(of: "document").joined(separator: ","),
      ]
      let delivery = try await ledger.collect(
        name, collecting, of: hall, by: machine.caller,
        key: try formKey(form, asked.joined(separator: "\u{1F}")))
      return redirect(to: "/admin/receipts/\(delivery.number.rawValue)", .done(.handedOver))
    } catch let refusal as InputRefusal {
      return try await again(name, typed, .faults(refusal.faults), .unprocessableContent)
    } catch let refusal as ClaimRefusal {
      switch refusal {
      case .identityMismatch:
        // Whether the name or the number was the right one is not told by what is left standing.
        typed.name = ""
        typed.idNumber = ""
        typed.holderNumber = ""
      case .authorisationMissing, .relationUnfit, .notReady, .underWay: break
      default: return try await ask(refusal)
      }
      let (flash, status) = told(refusal)
      return try await again(name, typed, flash, status)
    }
  }

  /// The form once more, as long as the claim is open.
  private func again(
    _ name: Claim.Name, _ typed: HandOverPage.Form, _ flash: Flash, _ status: HTTPStatus
  ) async throws -> Response {
    do {
      var presented = HandOverPage.Presented(try await ledger.present(name, now: machine.now))
      presented.form = typed
      var page = try await handOverPage(.presented(presented))
      page.frame.flash = flash
      return self.page(page, status: status)
    } catch let refusal as ClaimRefusal {
      return try await ask(refusal)
    }
  }

  private func collecting(_ form: Form, _ typed: HandOverPage.Form) async throws -> Collecting {
    let today = machine.offset.date(of: machine.now)
    guard let relation = typed.relation else { throw InputRefusal("relation", .required) }
    var faults: [FieldFault] = []
    let documents = chosenDocuments(form.values(of: "document"))
    if documents.isEmpty { faults.append(FieldFault("documents", .required)) }
    var collector: Party?
    do {
      collector = try Party(
        name: typed.name, idType: typed.idType, idNumber: typed.idNumber, field: "collector", today: today)
    } catch {
      faults += error.faults.map {
        FieldFault($0.field == "collector.name" ? "collector.personName" : $0.field, $0.code)
      }
    }
    var holderNumber: String?
    if relation != .holder {
      let number = DocumentNumber.normalised(typed.holderNumber)
      if number.isEmpty { faults.append(FieldFault("holderNumber", .required)) }
      holderNumber = number
    }
    var signature: Delivery.Signature = .paper
    if form["signed"] == "drawn" {
      if let digest = typed.signature {
        signature = .drawn(digest)
      } else {
        faults.append(FieldFault("signature", .required))
      }
    } else if form["signed"] != "paper" {
      faults.append(FieldFault("signature", .required))
    }
    guard faults.isEmpty, let collector else { throw InputRefusal(faults) }
    return Collecting(
      HandOver(
        relation: relation, collector: collector, holderNumber: holderNumber,
        authorisation: relation == .holder ? nil : typed.letter),
      documents: documents, signature: signature, window: try await ledger.window(heldBy: try staff().id))
  }

  private func keepSignature(_ form: Form) async throws -> String? {
    guard form["signed"] == "drawn", let drawing = form["drawing"], !drawing.isEmpty else { return nil }
    return try await keep(try Self.signature(drawing), .png)
  }

  private func keepLetter(_ form: Form) async throws -> String? {
    guard let file = form.files.first(where: { $0.field == "letter" }), !file.bytes.isEmpty else {
      return nil
    }
    guard file.bytes.count <= BlobKind.largest else { throw InputRefusal("scannedLetter", .tooLong) }
    guard let kind = BlobKind(file.bytes) else { throw InputRefusal("scannedLetter", .format) }
    return try await keep(file.bytes, kind)
  }

  private func keep(_ bytes: [UInt8], _ kind: BlobKind) async throws -> String {
    try await ledger.keepAttachment(bytes, media: kind.mediaType).shape.id.rawValue
  }
}

extension HandOverPage.Form {
  init(_ form: HTTPServing.Form) {
    func digest(_ name: String) -> String? { form[name].flatMap { $0.isEmpty ? nil : $0 } }
    self.init(
      relation: form["relation"].flatMap(HandOver.Relation.init), name: form["personName"] ?? "",
      idType: form["idType"] ?? "111", idNumber: form["idNumber"] ?? "",
      holderNumber: form["holderNumber"] ?? "", letter: digest("authorisation"),
      signature: digest("signature"), isOnPaper: form["signed"] != "drawn",
      ticked: Set(form.values(of: "document")))
  }
}

extension HandOverPage.Presented {
  init(_ presentation: Presentation) {
    self.init(
      claim: presentation.name.description,
      documents: presentation.documents.map(HandOverPage.Document.init),
      holder: presentation.holder.name, holderNumber: presentation.holder.idNumber,
      isBody: presentation.isBody, proxies: presentation.proxies.map(\.name),
      cell: presentation.cell?.number, expiresOn: presentation.claim.expiresOn.description,
      isClockSuspect: presentation.isClockSuspect)
  }
}
