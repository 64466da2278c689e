internal import ServiceHall

extension VerifyPage {
  private struct DocumentView: View {
    let kind: String
    let holder: String
    let number: String
    let version: String
    let issuedOn: String
    let expiresOn: String
    let hall: String
    let signedOn: String
    let digest: [String]
    let key: String
  }

  private struct FoundView: View {
    let status: String
    /// The class of the style sheet.
    let tone: String
    let mark: String
    let sentence: String
    let todo: String
    /// What was read, where it is no code at all.
    let typed: String?
    let document: DocumentView?
    let basis: String?
    let checked: String
    let isClockSuspect: Bool
  }

  private struct Words: View {
    let title: String
    let found: FoundView?
  }

  public func content(_ strings: Strings) -> PageContent {
    let shown = found.map { view($0, strings) }
    return Words(
      title: shown.map { strings.text("verify-page.title-found", ["status": $0.status]) }
        ?? strings.text("verify-page.title"),
      found: shown
    ).content
  }

  /// Of what was typed, so many characters are shown again.
  private static let longestShown = 500

  private static func isUnreadable(_ reason: Verification.Reason?) -> Bool {
    if case .unreadable = reason { true } else { false }
  }

  private func view(_ found: Found, _ strings: Strings) -> FoundView {
    let verification = found.verification
    let status = verification.status.rawValue
    let values = ["day": verification.since?.description ?? ""]
    let reason = verification.reason.map { "verify-page.reasons.\($0.code)" }
    return FoundView(
      status: strings.text("verify-page.statuses.\(status)"),
      tone: Self.tone(verification.status), mark: Self.mark(verification.status),
      sentence: reason.flatMap { strings.optional($0) }
        ?? strings.text("verify-page.sentences.\(status)", values),
      todo: strings.text("verify-page.todos.\(status)"),
      typed: Self.isUnreadable(verification.reason) ? String(text.prefix(Self.longestShown)) : nil,
      document: verification.attestation.map { view($0, found.hallName, strings) },
      basis: Self.basis(verification.basis, strings),
      checked: strings.text("verify-page.checked-on", ["day": verification.checkedOn.description]),
      isClockSuspect: found.isClockSuspect)
  }

  private func view(_ document: Attestation, _ hallName: String?, _ strings: Strings) -> DocumentView {
    let digest = Array(document.hexDigest)
    return DocumentView(
      kind: document.kind, holder: document.holder, number: document.number.rawValue,
      version: strings.text("licences.version", ["n": String(document.version)]),
      issuedOn: document.issuedOn.description, expiresOn: strings.lasting(document.expiresOn),
      hall: hallName ?? document.shortCode.rawValue, signedOn: document.signedOn.description,
      digest: stride(from: 0, to: digest.count, by: 16).map {
        String(digest[$0..<min($0 + 16, digest.count)])
      },
      key: SealKey.ID(bytes: document.key)?.rawValue ?? "")
  }

  private static func basis(_ basis: Verification.Basis?, _ strings: Strings) -> String? {
    switch basis {
    case .ledger: strings.text("verify-page.basis-ledger")
    case .list(let day): strings.text("verify-page.basis-list", ["day": day.description])
    case nil: nil
    }
  }

  private static func tone(_ status: Verification.Status) -> String {
    switch status {
    case .valid: ""
    case .superseded, .expired, .unknownKey: "careful"
    case .revoked, .invalid: "stop"
    }
  }

  private static func mark(_ status: Verification.Status) -> String {
    switch status {
    case .valid: "\u{2713}"
    case .superseded, .expired: "\u{25B2}"
    case .unknownKey: "?"
    case .revoked, .invalid: "\u{2715}"
    }
  }
}
