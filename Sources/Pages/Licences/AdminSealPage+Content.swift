internal import ServiceHall

extension AdminSealPage {
  private struct KeyView: View {
    let id: String
    let suite: String
    let state: String
    let tone: String
    let from: String
    let until: String?
    let revoked: String?
    let mayRevoke: Bool
    let revokeName: String
    let revokeAsk: String
  }

  private struct Words: View {
    let keys: [KeyView]
    let suites: [OptionView]
    let rotateAsk: String?
    let today: String
  }

  public func content(_ strings: Strings) -> PageContent {
    let present = keys.first { $0.key.retiredOn == nil && $0.key.revokedFrom == nil }
    return Words(
      keys: keys.map { view($0, isPresent: $0.key.id == present?.key.id, strings) },
      suites: Attestation.Suite.allCases.map {
        OptionView(
          $0.name, strings.text("seal-page.suites.\($0.name)"), isChosen: $0 == present?.key.suite)
      },
      rotateAsk: present.map { strings.text("seal-page.rotate-ask", ["key": $0.key.id.rawValue]) },
      today: today.description
    ).content
  }

  private func view(_ held: Key, isPresent: Bool, _ strings: Strings) -> KeyView {
    let key = held.key
    let state = key.revokedFrom != nil ? "revoked" : isPresent ? "present" : "retired"
    let values = ["key": key.id.rawValue]
    return KeyView(
      id: key.id.rawValue, suite: strings.text("seal-page.suites.\(key.suite.name)"),
      state: strings.text("seal-page.states.\(state)"),
      tone: state == "present" ? "open" : state == "revoked" ? "paused" : "closed",
      from: key.validFrom.description, until: key.retiredOn?.description,
      revoked: key.revokedFrom.map {
        strings.text(
          "seal-page.revoked-from", ["day": $0.description, "reason": held.revokedReason ?? ""])
      },
      mayRevoke: key.revokedFrom.map { $0 > key.validFrom } ?? true,
      revokeName: strings.text("seal-page.revoke-name", values),
      revokeAsk: strings.text("seal-page.revoke-ask", values))
  }
}
