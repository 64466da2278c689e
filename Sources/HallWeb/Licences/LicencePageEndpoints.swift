import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let office = Access.only(.clerk, .hallAdmin)

  static let licencePageEndpoints: [Endpoint] = [
    .hall(.get, "/h/{hall}/admin/licences", office) { context in
      try await context.licencesPage()
    },
    .hall(.get, "/h/{hall}/admin/licences/new", office) { context in
      var form = LicenceForm()
      if let like = context.machine.request.query["like"] {
        guard let number = LicenceNumber(like) else { throw LicenceRefusal.unknownLicence }
        form = LicenceForm(
          like: try await context.ledger.licence(number, now: context.machine.now).current.content)
      }
      form.key = context.newKey
      return context.page(AdminLicenceFormPage(frame: context.frame, form: form))
    },
    .hall(.post, "/h/{hall}/admin/licences/new", office) { context in
      let form = LicenceForm(posted: try context.form())
      do {
        let content = try form.content(today: context.today)
        let bytes = try await context.ledger.issueLicence(
          content, of: context.hall, by: context.machine.caller,
          key: try context.idempotencyKey(
            form.key.isEmpty ? nil : form.key, try context.machine.request.body.bytes())
        ) { Array($0.current.number.rawValue.utf8) }
        return context.redirect(
          to: "/admin/licences/\(String(decoding: bytes, as: UTF8.self))", .done(.licenceIssued))
      } catch let refusal as InputRefusal {
        return context.page(
          AdminLicenceFormPage(frame: context.frame(flash: .licence(refusal)), form: form),
          status: .unprocessableContent)
      }
    },
    .hall(.get, "/h/{hall}/admin/licences/{licence}", office) { context in
      let (licence, isRevealed) = try await context.shownLicence()
      var page = context.licencePage(licence)
      page.isRevealed = isRevealed
      return context.page(page)
    },
    .hall(.get, "/h/{hall}/admin/licences/{licence}/change", office) { context in
      let licence = try await context.ledger.licence(
        try context.path(Path.licence), now: context.machine.now)
      guard licence.revocation == nil else {
        return context.redirect(
          to: "/admin/licences/\(licence.current.number)",
          .refused(code: LicenceRefusal.revoked.code))
      }
      return context.page(context.changePage(licence, LicenceForm(licence.current.content)))
    },
    .hall(.post, "/h/{hall}/admin/licences/{licence}/change", office) { context in
      let number = try context.path(Path.licence)
      let posted = try context.form()
      let form = LicenceForm(posted: posted)
      return try await context.licenceForm(
        number, .licenceChanged,
        { licence, flash in context.changePage(licence, form, flash: flash) }
      ) {
        _ = try await context.ledger.changeLicence(
          number, by: try form.change(), reason: form.reason, after: posted.seenVersion,
          of: context.hall, by: context.machine.caller)
      }
    },
    .hall(.post, "/h/{hall}/admin/licences/{licence}/renew", office) { context in
      let number = try context.path(Path.licence)
      let form = try context.form()
      return try await context.licenceForm(
        number, .licenceRenewed,
        { licence, flash in
          var page = context.licencePage(licence, flash: flash.named("renew"))
          page.renewOn = form["renew-expiresOn"] ?? ""
          page.renewReason = form["renew-reason"] ?? ""
          return page
        }
      ) {
        let typed = form["renew-expiresOn"] ?? ""
        guard let day = CivilDate(typed.inHalfWidth) else {
          throw InputRefusal("expiresOn", typed.isEmpty ? .required : .format)
        }
        _ = try await context.ledger.renewLicence(
          number, through: day, reason: form["renew-reason"] ?? "", after: form.seenVersion,
          of: context.hall, by: context.machine.caller)
      }
    },
    .hall(.post, "/h/{hall}/admin/licences/{licence}/revoke", office) { context in
      let number = try context.path(Path.licence)
      let form = try context.form()
      return try await context.licenceForm(
        number, .licenceRevoked,
        { licence, flash in
          var page = context.licencePage(licence, flash: flash.named("revoke"))
          page.revokeReason = form["revoke-reason"] ?? ""
          return page
        }
      ) {
        _ = try await context.ledger.revokeLicence(
          number, reason: form["revoke-reason"] ?? "", after: form.seenVersion,
          by: context.machine.caller)
      }
    },
    .hall(.get, "/h/{hall}/admin/licences/{licence}/certificate", office) { context in
      let (licence, isRevealed) = try await context.shownLicence()
      return context.page(
        CertificatePage(
          frame: context.frame, number: licence.current.number.rawValue, id: licence.current.id,
          version: licence.current.version, content: licence.current.content, state: licence.state,
          isRevealed: isRevealed, verifyURL: context.verifyURL))
    },
    .hall(.get, "/h/{hall}/admin/licences/{licence}/qr.svg", office) { context in
      let licence = try await context.ledger.licence(
        try context.path(Path.licence), now: context.machine.now)
      var response = Response.bytes(
        context.machine.site.surroundings.qrSVG(
          licence.current.seal, licence.current.number.rawValue), type: "image/svg+xml")
      // Another version has another code at the same address.
      response.headers["Cache-Control"] = "no-store"
      return response
    },
  ]
}

extension HallContext {
  fileprivate func licencesPage() async throws -> Response {
    let request = machine.request
    let words = try PlainText.optional(request.query["words"], field: "words", longest: 60) ?? ""
    let state = request.query["state"].flatMap { LicenceState(rawValue: $0) }
    let after = request.query["after"].flatMap { Int64($0) }
    let found = try await ledger.licences(
      LicenceQuery(words: words, state: state, limit: 50, after: after), now: machine.now)
    var page = AdminLicencesPage(
      frame: frame,
      rows: found.rows.map { row in
        AdminLicencesPage.Row(
          number: row.number.rawValue, kind: row.kind, holder: Masking.name(row.holderName),
          expiresOn: row.expiresOn, state: row.state, version: row.version)
      })
    page.words = words
    page.state = state
    page.isContinued = after != nil
    page.next = found.hasMore ? found.rows.last?.seq : nil
    return self.page(page)
  }

  fileprivate func licencePage(_ licence: Licence, flash: Flash? = nil) -> AdminLicencePage {
    AdminLicencePage(
      frame: frame(flash: flash), number: licence.current.number.rawValue, id: licence.current.id,
      version: licence.current.version, content: licence.current.content, state: licence.state,
      versions: licence.versions.map { version in
        AdminLicencePage.Version(
          version: version.licence.version, act: version.act.rawValue, reason: version.reason,
          at: machine.offset.dayAndTime(version.at), actor: name(ofActor: version.actor),
          expiresOn: version.licence.content.expiresOn, supersededOn: version.supersededOn)
      },
      revocation: licence.revocation.map {
        AdminLicencePage.Revocation(on: $0.on, reason: $0.reason)
      })
  }

  fileprivate func changePage(
    _ licence: Licence, _ form: LicenceForm, flash: Flash? = nil
  ) -> AdminLicenceFormPage {
    let current = licence.current
    return AdminLicenceFormPage(
      frame: frame(flash: flash), form: form,
      known: AdminLicenceFormPage.Known(
        number: current.number.rawValue, kind: current.content.kind.name, version: current.version,
        holder: current.content.holder.maskedName))
  }

  /// Runs an act on a licence; what was wrong is told on the page from which it came, with what was typed.
  fileprivate func licenceForm(
    _ number: LicenceNumber, _ notice: Notice, _ again: (Licence, Flash) -> some Page,
    _ act: () async throws -> Void
  ) async throws -> Response {
    do {
      try await act()
      return redirect(to: "/admin/licences/\(number)", .done(notice))
    } catch let refusal as InputRefusal {
      let licence = try await ledger.licence(number, now: machine.now)
      return page(again(licence, .licence(refusal)), status: .unprocessableContent)
    } catch let refusal as LicenceRefusal where refusal != .unknownLicence {
      return redirect(to: "/admin/licences/\(number)", .refused(code: refusal.code))
    } catch RequestRefusal.staleVersion {
      return redirect(to: "/admin/licences/\(number)", .refused(code: "stale-version"))
    }
  }

  /// Who did something, as the page names people.
  private func name(ofActor actor: String) -> String {
    guard actor.hasPrefix("staff:") else {
      return machine.strings.optional("journal-page.\(actor)") ?? actor
    }
    let account = String(actor.dropFirst("staff:".count))
    return Staff.ID(account).flatMap { machine.county.staff[$0]?.name } ?? account
  }
}

extension Flash {
  /// The faults of a licence, at the inputs of its form.
  fileprivate static func licence(_ refusal: InputRefusal) -> Flash {
    .faults(refusal.faults.map { FieldFault(LicenceForm.input(of: $0.field), $0.code) })
  }

  /// The same at a form whose inputs bear a name in front.
  fileprivate func named(_ form: String) -> Flash {
    guard case .faults(let faults) = self else { return self }
    return .faults(faults.map { FieldFault("\(form)-\($0.field)", $0.code) })
  }
}

extension Form {
  /// The version that the page showed; a form that does not say so has seen none.
  fileprivate var seenVersion: Int { self["version"].flatMap { Int($0) } ?? 0 }
}

extension LicenceForm {
  fileprivate init(posted form: Form) {
    self.init()
    kindCode = form["kindCode"] ?? ""
    kindName = form["kindName"] ?? ""
    holderName = form["holderName"] ?? ""
    idType = form["idType"] ?? "111"
    idNumber = form["idNumber"] ?? ""
    issuerCode = form["issuerCode"] ?? ""
    issuerName = form["issuerName"] ?? ""
    issuedOn = form["issuedOn"] ?? ""
    expiresOn = form["expiresOn"] ?? ""
    content = form["content"] ?? ""
    reason = form["reason"] ?? ""
    key = form["key"] ?? ""
  }

  private var holder: LicenceContent.Holder {
    LicenceContent.Holder(name: holderName, idType: idType, idNumber: idNumber)
  }

  private var issuer: LicenceContent.Issuer {
    LicenceContent.Issuer(code: issuerCode, name: issuerName)
  }

  /// - Parameter today: stands where no day of issue was typed.
  /// - Throws: `InputRefusal` with every field that is at fault.
  fileprivate func content(today: CivilDate) throws(InputRefusal) -> LicenceContent {
    var faults: [FieldFault] = []
    let issued = Self.day(issuedOn, "issuedOn", &faults)
    let expires = Self.day(expiresOn, "expiresOn", &faults)
    let content = LicenceContent(
      kind: LicenceContent.Kind(code: kindCode, name: kindName), holder: holder, issuer: issuer,
      issuedOn: issued ?? today, expiresOn: expires, facts: facts)
    guard faults.isEmpty else {
      do {
        _ = try content.checked(today: today)
      } catch {
        faults += error.faults.filter { fault in !faults.contains { $0.field == fault.field } }
      }
      throw InputRefusal(faults)
    }
    return content
  }

  /// - Throws: `InputRefusal` for days that are none.
  fileprivate func change() throws(InputRefusal) -> LicenceChange {
    var faults: [FieldFault] = []
    let issued = Self.day(issuedOn, "issuedOn", &faults)
    let expires = Self.day(expiresOn, "expiresOn", &faults)
    if issued == nil, faults.isEmpty { faults.append(FieldFault("issuedOn", .required)) }
    guard faults.isEmpty else { throw InputRefusal(faults) }
    let isSame = (holderName + idNumber).allSatisfy(\.isWhitespace)
    return LicenceChange(
      kindName: kindName, holder: isSame ? nil : holder, issuer: issuer, issuedOn: issued,
      lasting: expires.map { .through($0) } ?? .endless, facts: facts)
  }

  /// - Returns: nil for blank, and for what is no day, which is a fault then.
  private static func day(
    _ typed: String, _ field: String, _ faults: inout [FieldFault]
  ) -> CivilDate? {
    let text = typed.inHalfWidth
    guard !text.isEmpty else { return nil }
    guard let day = CivilDate(text) else {
      faults.append(FieldFault(field, .format))
      return nil
    }
    return day
  }
}
