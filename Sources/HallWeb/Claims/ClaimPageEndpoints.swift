import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let claims = "/h/{hall}/admin/claims"

  static let claimPageEndpoints: [Endpoint] = [
    .hall(.get, claims + "/new", documentOffice) { context in try await context.claimForm() },
    .hall(.post, claims, documentOffice) { context in
      let form = try context.form()
      let documents = context.chosenDocuments(form.values(of: "document"))
      do {
        guard !documents.isEmpty else { throw InputRefusal("documents", .required) }
        let issued = try await context.ledger.makeClaim(
          documents, validDays: try await context.claimDays(of: documents), of: context.hall,
          by: context.machine.caller,
          key: try context.formKey(form, documents.map(\.description).joined(separator: ",")))
        return context.page(try context.issuedPage(issued, document: documents.first))
      } catch let refusal as InputRefusal {
        return context.redirect(to: "/admin/documents", .faults(refusal.faults))
      } catch let refusal as ClaimRefusal {
        return context.redirect(to: "/admin/documents", context.told(refusal).flash)
      }
    },
    .hall(.post, claims + "/{claim}/reissue", documentOffice) { context in
      let claim = try context.path(Path.claim).id
      let form = try context.form()
      let reason = form["reason"] ?? ""
      do {
        let before = try await context.ledger.claim(claim)
        let issued = try await context.ledger.reissueClaim(
          claim, reason: reason, validDays: try await context.claimDays(of: before.documents),
          of: context.hall, by: context.machine.caller,
          key: try context.formKey(form, "\(claim)|\(reason)"))
        return context.page(try context.issuedPage(issued, document: before.documents.first))
      } catch let refusal as InputRefusal {
        return context.redirect(to: context.way(form), .faults(refusal.faults))
      } catch let refusal as ClaimRefusal {
        let (flash, status) = context.told(refusal)
        if status == .notFound { throw refusal }
        return context.redirect(to: context.way(form), flash)
      }
    },
    act("revoke", .claimRevoked) { context, claim, form in
      try await context.ledger.revokeClaim(
        claim, reason: form["reason"] ?? "", by: context.machine.caller)
    },
    act("unlock", .claimUnlocked) { context, claim, form in
      try await context.ledger.unlockClaim(
        claim, reason: form["reason"] ?? "", by: context.machine.caller)
      try await context.forgiveGuesses(at: claim)
    },
    act("remind", .holderReminded) { context, claim, form in
      try await context.ledger.remindHolder(claim, how: form["how"] ?? "", by: context.machine.caller)
    },
    act("clear-cell", .cellEmptied) { context, claim, _ in
      _ = try await context.ledger.claim(claim)
      try await context.ledger.clearCell(of: claim, by: context.machine.caller)
    },
    .hall(.get, "/h/{hall}/admin/claim-tasks", documentOffice) { context in
      context.page(try await context.tasksPage())
    },
    .hall(.post, "/h/{hall}/admin/claim-settings", .only(.hallAdmin)) { context in
      let form = try context.form()
      func number(_ name: String) throws -> Int {
        guard let number = form[name].flatMap({ Int($0.filter { !$0.isWhitespace }) }) else {
          throw InputRefusal(name, .format)
        }
        return number
      }
      do {
        try await context.ledger.saveClaimSettings(
          ClaimSettings(
            validDays: try number("validDays"), reminderDays: try number("reminderDays"),
            lockerHours: try number("lockerHours")), by: context.machine.caller)
        return context.redirect(to: "/admin/claim-tasks", .done(.saved))
      } catch let refusal as InputRefusal {
        var page = try await context.tasksPage()
        page.frame.flash = .faults(refusal.faults)
        page.settings = ClaimTasksPage.Settings(
          validDays: form["validDays"] ?? "", reminderDays: form["reminderDays"] ?? "",
          lockerHours: form["lockerHours"] ?? "")
        return context.page(page, status: .unprocessableContent)
      }
    },
  ]

  /// One act on one claim, and back to the document from which it was done, or to the tasks.
  private static func act(
    _ name: String, _ notice: Notice,
    _ body: @escaping @Sendable (HallContext, Claim.ID, Form) async throws -> Void
  ) -> Endpoint {
    .hall(.post, claims + "/{claim}/\(name)", documentOffice) { context in
      let claim = try context.path(Path.claim).id
      return try await context.officeForm(context.way(try context.form()), notice) {
        try await body(context, claim, $0)
      }
    }
  }
}

extension HallContext {
  /// Where a form of a claim leads back to.
  fileprivate func way(_ form: Form) -> String {
    form["document"].flatMap { FinishedDocument.ID($0) }.map(Self.documentPath) ?? "/admin/claim-tasks"
  }

  fileprivate func claimForm() async throws -> Response {
    let chosen = chosenDocuments(machine.request.query.values(of: "document"))
    guard let first = chosen.first else {
      return redirect(to: "/admin/documents?state=ready", .refused(code: "nothing-chosen"))
    }
    var documents: [FinishedDocument] = []
    for id in chosen { documents.append(try await ledger.document(id)) }
    let holder = documents[0].details.holder
    guard documents.allSatisfy({ $0.details.holder.idNumber == holder.idNumber }) else {
      return redirect(to: "/admin/documents?state=ready", told(.holdersDiffer).flash)
    }
    let all = try await ledger.readyDocuments(besides: first)
    guard !all.isEmpty else { return redirect(to: "/admin/documents", told(.notReady).flash) }
    let masked = holder.masked
    var days = try await claimDays(of: chosen)
    if days == nil { days = try await ledger.claimSettings().validDays }
    return page(
      ClaimFormPage(
        frame: frame, holder: masked.name, holderNumber: masked.idNumber, rows: try await rows(all),
        ticked: Set(chosen.map(\.description)),
        validDays: days ?? ClaimSettings().validDays, key: newKey))
  }

  /// The one page that tells a code and its PIN.
  fileprivate func issuedPage(
    _ issued: IssuedClaim, document: FinishedDocument.ID?
  ) throws -> IssuedClaimPage {
    let code = issued.code.rawValue
    // The code in the path is what the follow page asks for.
    let follow = "\(machine.site.origin(of: machine.request))\(base)/c/\(code)"
    return IssuedClaimPage(
      frame: frame, claim: issued.name.description, code: code, pin: issued.pin.rawValue,
      symbol: symbol(code), followSymbol: symbol(follow), followURL: follow, holder: issued.holder.name,
      isBody: ["811", "821", "822"].contains(issued.holder.idType),
      documents: issued.documents.map { IssuedClaimPage.Document(title: $0.title, number: $0.number) },
      expiresOn: issued.claim.expiresOn.description, document: document?.description)
  }

  private func symbol(_ text: String) -> QRSymbol {
    QRSymbol(svg: machine.site.surroundings.qrSVG(text, "")) ?? QRSymbol(side: 1, outline: "")
  }

  fileprivate func tasksPage() async throws -> ClaimTasksPage {
    let now = machine.now
    let settings = try await ledger.claimSettings()
    return ClaimTasksPage(
      frame: frame,
      rows: try await ledger.claimTasks(now: now).map { task in
        ClaimTasksPage.Row(
          kind: ClaimTasksPage.Kind(rawValue: task.kind.rawValue) ?? .remind,
          claim: task.claim.id.description, holder: task.holder.name, phone: task.holder.phone,
          documents: task.documents.map(HandOverPage.Document.init),
          days: max(0, now.since(task.since).wholeSeconds / 86_400),
          expiresOn: task.claim.expiresOn.description, cell: task.cell?.number)
      },
      settings: ClaimTasksPage.Settings(
        validDays: String(settings.validDays), reminderDays: String(settings.reminderDays),
        lockerHours: String(settings.lockerHours)),
      maySet: machine.caller.roles(in: hall.id).contains(.hallAdmin), key: newKey)
  }
}

extension HandOverPage.Document {
  init(_ document: PresentedDocument) {
    self.init(
      id: document.id.description, kind: document.kind, number: document.number, title: document.title,
      place: document.place)
  }
}
