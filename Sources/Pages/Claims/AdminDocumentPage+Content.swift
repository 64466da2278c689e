internal import ServiceHall

extension AdminDocumentPage {
  private struct FactView: View {
    let name: String
    let text: String
  }

  private struct ClaimView: View {
    let claim: String
    let made: String
    let expiresOn: String
    let state: String
    let tone: String
    let count: String
    let receipt: String?
    let reason: String?
    let key: String
    let isOpen: Bool
    let isLocked: Bool
    let mayReissue: Bool
    let revokeName: String
  }

  private struct StepView: View {
    let at: String
    let who: String
    let what: String
    let note: String?
    let receipt: String?
  }

  private struct Words: View {
    let id: String
    let heading: String
    let kind: String
    let state: String
    let tone: String
    let facts: [FactView]
    let isRevealed: Bool
    let version: Int
    let place: FieldView
    let isExpected: Bool
    let mayClaim: Bool
    let mayMove: Bool
    let mayReturn: Bool
    let mayRevoke: Bool
    let mayDeliver: Bool
    let returnName: String
    let revokeName: String
    let claims: [ClaimView]
    let others: [DocumentRowView]
    let trace: [StepView]
  }

  public func content(_ strings: Strings) -> PageContent {
    let view = DocumentRowView(row, strings)
    let values = ["title": row.title, "number": row.number]
    return Words(
      id: row.id, heading: row.title, kind: view.kind, state: view.state, tone: view.tone,
      facts: facts(strings), isRevealed: isRevealed, version: version,
      place: FieldView("shelfPlace", row.place ?? "", in: frame, strings, longest: 40),
      isExpected: row.state == .registered, mayClaim: view.isFree,
      mayMove: row.state == .ready || row.state == .registered,
      mayReturn: next.contains(.returned), mayRevoke: next.contains(.revoked), mayDeliver: view.isFree,
      returnName: strings.text("document-page.return-name", values),
      revokeName: strings.text("document-page.revoke-name", values),
      claims: claims.map { claimView($0, strings) },
      others: others.map { DocumentRowView($0, strings) },
      trace: trace.map {
        StepView(
          at: $0.at, who: $0.who ?? strings.text("journal-page.system"), what: strings.event($0.kind),
          note: $0.note, receipt: $0.receipt)
      }
    ).content
  }

  private func facts(_ strings: Strings) -> [FactView] {
    func words(_ person: Person) -> String {
      let type = strings.optional("id-types.\(person.idType)") ?? person.idType
      return [person.name, "\(type) \(person.idNumber)", person.phone].compactMap { $0 }
        .joined(separator: "  ")
    }
    let facts: [(String, String?)] = [
      ("number", row.number), ("holder", words(holder)),
      (
        "proxies",
        proxies.isEmpty ? nil : proxies.map(words).joined(separator: strings.text("app.list-joint"))
      ),
      ("issuer", row.issuer), ("issued", issuedOn), ("expires", expiresOn), ("case", caseNumber),
      ("form", strings.text("document-forms.\(form.rawValue)")), ("place", row.place),
      ("since", row.since), ("reason", reason),
    ]
    return facts.compactMap { key, text in
      text.map { FactView(name: strings.text("document-page.\(key)"), text: $0) }
    }
  }

  private func claimView(_ claim: ClaimRow, _ strings: Strings) -> ClaimView {
    let isOpen = claim.standing == .open || claim.standing == .locked
    return ClaimView(
      claim: claim.claim, made: claim.madeAt, expiresOn: claim.expiresOn,
      state: strings.text("claim-states.\(claim.standing.rawValue)"),
      tone: claim.standing == .open ? "open" : isOpen || claim.standing == .expired ? "paused" : "closed",
      count: strings.text("document-page.claim-count", ["n": String(claim.count)]),
      receipt: claim.receipt, reason: claim.reason, key: "\(key).\(claim.claim)",
      isOpen: isOpen, isLocked: claim.standing == .locked,
      mayReissue: isOpen || claim.standing == .expired,
      revokeName: strings.text("document-page.revoke-claim-name", ["time": claim.madeAt]))
  }
}
