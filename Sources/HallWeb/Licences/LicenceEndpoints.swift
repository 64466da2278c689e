import HTTPServing
import HallLedger
import ServiceHall

extension Site {
  private static let office = Access.only(.clerk, .hallAdmin)

  static let licenceEndpoints: [Endpoint] = [
    .hall(
      .get, "/api/v1/halls/{hall}/licences", office,
      Operation(
        "listLicences",
        "The hall's licences, the latest first; found by kind, holder or number. Holders are masked.",
        isList: true, query: [("query", "string"), ("state", "string")],
        answers: [(200, "LicenceList")])
    ) { context in
      let query = try LicenceQuery(context.machine.request)
      let found = try await context.ledger.licences(query, now: context.machine.now)
      var text = JSONText()
      text.add("items", objects: found.rows.map { JSONText($0) })
      text.add("next", found.hasMore ? found.rows.last.map { String($0.seq) } : nil)
      return JSON.response(text.bytes)
    },
    .hall(
      .post, "/api/v1/halls/{hall}/licences", office,
      Operation(
        "issueLicence", "Issues a licence", body: "LicenceEntry", isCreating: true,
        answers: [(201, "Licence")], refusals: [409])
    ) { context in
      let content = try JSON.body(LicenceBody.self, of: context.machine.request).content(
        today: context.today)
      guard let key = context.machine.request.headers["idempotency-key"] else {
        throw WebRefusal.idempotencyKeyMissing
      }
      let bytes = try await context.ledger.issueLicence(
        content, of: context.hall, by: context.machine.caller,
        key: try context.idempotencyKey(key, try context.machine.request.body.bytes())
      ) { JSONText($0, context: context).bytes }
      return JSON.response(bytes, status: .created)
    },
    .hall(
      .get, "/api/v1/halls/{hall}/licences/{licence}", office,
      Operation(
        "readLicence",
        "A licence with its versions; `reveal` gives a reason, shows the holder, and is recorded",
        query: [("reveal", "string")], answers: [(200, "Licence")])
    ) { context in
      let (licence, isRevealed) = try await context.shownLicence()
      return context.answer(licence, isRevealed: isRevealed)
    },
    .hall(
      .post, "/api/v1/halls/{hall}/licences/{licence}/change", office,
      Operation(
        "changeLicence", "Makes a new version of the one that If-Match names; what is missing stays",
        body: "LicenceChange", isVersioned: true, answers: [(200, "Licence")], refusals: [409])
    ) { context in
      let number = try await context.knownLicence()
      let body = try JSON.body(LicenceChangeBody.self, of: context.machine.request)
      return context.answer(
        try await context.ledger.changeLicence(
          number, by: body.change, reason: body.reason, after: try context.seenVersion(),
          of: context.hall, by: context.machine.caller))
    },
    .hall(
      .post, "/api/v1/halls/{hall}/licences/{licence}/renew", office,
      Operation(
        "renewLicence", "Makes a new version that lasts longer", body: "LicenceRenewal",
        isVersioned: true, answers: [(200, "Licence")], refusals: [409])
    ) { context in
      let number = try await context.knownLicence()
      let body = try JSON.body(RenewalBody.self, of: context.machine.request)
      return context.answer(
        try await context.ledger.renewLicence(
          number, through: body.expiresOn, reason: body.reason, after: try context.seenVersion(),
          of: context.hall, by: context.machine.caller))
    },
    .hall(
      .post, "/api/v1/halls/{hall}/licences/{licence}/revoke", office,
      Operation(
        "revokeLicence", "Ends a licence for good", body: "Reason", isVersioned: true,
        answers: [(200, "Licence")], refusals: [409])
    ) { context in
      let number = try await context.knownLicence()
      let body = try JSON.body(RevocationBody.self, of: context.machine.request)
      return context.answer(
        try await context.ledger.revokeLicence(
          number, reason: body.reason, after: try context.seenVersion(), by: context.machine.caller))
    },
  ]
}

extension HallContext {
  /// The journal's day.
  var today: CivilDate { ledger.facts.businessDay(at: machine.now) }

  /// The licence of the address; in full where a reason is given, which is recorded.
  func shownLicence() async throws -> (licence: Licence, isRevealed: Bool) {
    let number = try path(Path.licence)
    guard let reason = machine.request.query["reveal"] else {
      return (try await ledger.licence(number, now: machine.now), false)
    }
    return (try await ledger.revealLicence(number, reason: reason, by: machine.caller), true)
  }

  /// The number of the address; before anything else is looked at, there must be such a licence here.
  fileprivate func knownLicence() async throws -> LicenceNumber {
    try await ledger.licence(try path(Path.licence), now: machine.now).current.number
  }

  fileprivate func answer(_ licence: Licence, isRevealed: Bool = false) -> Response {
    var response = JSON.response(JSONText(licence, isRevealed: isRevealed, context: self).bytes)
    response.headers["ETag"] = "\"\(licence.current.version)\""
    return response
  }

  /// The version that the caller has seen.
  ///
  /// - Throws: `WebRefusal.versionMissing` when it names none.
  fileprivate func seenVersion() throws -> Int {
    guard let header = machine.request.headers["if-match"] else { throw WebRefusal.versionMissing }
    let text =
      header.hasPrefix("\"") && header.hasSuffix("\"") && header.count > 1
      ? String(header.dropFirst().dropLast()) : header
    guard let number = Int(text), number > 0 else { throw RequestRefusal.staleVersion }
    return number
  }
}

extension LicenceQuery {
  /// - Throws: `InputRefusal` naming the parameter.
  fileprivate init(_ request: Request) throws {
    self.init(
      words: try PlainText.optional(request.query["query"], field: "query", longest: 60) ?? "",
      limit: try ListPart.number("limit", in: 1...ListPart.longest, of: request) ?? 50,
      after: try ListPart.number("after", in: 0...Int(Int32.max), of: request).map { Int64($0) })
    guard let text = request.query["state"], !text.isEmpty else { return }
    guard let state = LicenceState(rawValue: text) else { throw InputRefusal("state", .unknown) }
    self.state = state
  }
}

/// The body of a request for a licence.
struct LicenceBody: Decodable {
  struct Named: Decodable {
    let code: String
    let name: String
  }

  struct HolderBody: Decodable {
    let name: String
    let idType: String?
    let idNumber: String

    var holder: LicenceContent.Holder {
      LicenceContent.Holder(name: name, idType: idType ?? "111", idNumber: idNumber)
    }
  }

  struct FactBody: Decodable {
    let name: String
    let value: String

    var fact: LicenceContent.Fact { LicenceContent.Fact(name: name, value: value) }
  }

  let kind: Named
  let holder: HolderBody
  let issuer: Named
  let issuedOn: CivilDate?
  let expiresOn: CivilDate?
  let content: [FactBody]?

  /// - Parameter today: stands where no day of issue is given.
  func content(today: CivilDate) -> LicenceContent {
    LicenceContent(
      kind: LicenceContent.Kind(code: kind.code, name: kind.name), holder: holder.holder,
      issuer: LicenceContent.Issuer(code: issuer.code, name: issuer.name), issuedOn: issuedOn ?? today,
      expiresOn: expiresOn, facts: (content ?? []).map(\.fact))
  }
}

/// The body of a change; what is missing stays as it was.
private struct LicenceChangeBody: Decodable {
  let reason: String
  let kindName: String?
  let holder: LicenceBody.HolderBody?
  let issuer: LicenceBody.Named?
  let issuedOn: CivilDate?
  let expiresOn: CivilDate?
  let content: [LicenceBody.FactBody]?

  var change: LicenceChange {
    LicenceChange(
      kindName: kindName, holder: holder?.holder,
      issuer: issuer.map { LicenceContent.Issuer(code: $0.code, name: $0.name) }, issuedOn: issuedOn,
      lasting: expiresOn.map { .through($0) }, facts: content?.map(\.fact))
  }
}

private struct RenewalBody: Decodable {
  let expiresOn: CivilDate
  let reason: String
}

private struct RevocationBody: Decodable { let reason: String }
