internal import ServiceHall

/// A line on the face of a licence.
struct LicenceFactView: View {
  let name: String
  let value: String

  init(_ fact: LicenceContent.Fact) {
    name = fact.name
    value = fact.value
  }
}

/// Whose a licence is, in full or masked.
struct LicenceHolderView: View {
  let name: String
  let idType: String
  let idNumber: String

  init(_ holder: LicenceContent.Holder, isRevealed: Bool, _ strings: Strings) {
    name = isRevealed ? holder.name : holder.maskedName
    idType = strings.optional("licence.id-types.\(holder.idType)") ?? holder.idType
    idNumber = isRevealed ? holder.idNumber : holder.maskedNumber
  }
}

extension AdminLicencePage {
  private struct VersionView: View {
    let name: String
    let act: String
    let reason: String?
    let at: String
    let actor: String
    let expiresOn: String
    let supersededOn: String?
  }

  private struct Words: View {
    let title: String
    let kind: String
    let kindCode: String
    let number: String
    let id: String
    let version: Int
    let state: LicenceStateView
    let holder: LicenceHolderView
    let isRevealed: Bool
    let issuer: String
    let issuerCode: String
    let issuedOn: String
    let expiresOn: String
    let facts: [LicenceFactView]
    let versions: [VersionView]
    let revoked: String?
    let isStanding: Bool
    let mayRenew: Bool
    let renewOn: FieldView
    let renewReason: FieldView
    let renewSubmit: String
    let isRenewOpen: Bool
    let revokeReason: FieldView
    let revokeHow: String
    let revokeAsk: String
    let isRevokeOpen: Bool
    let address: String
  }

  public func content(_ strings: Strings) -> PageContent {
    let names = ["kind": content.kind.name, "number": number]
    let isStanding = revocation == nil
    return Words(
      title: strings.text("licence.title", names), kind: content.kind.name,
      kindCode: content.kind.code, number: number, id: id, version: version,
      state: LicenceStateView(state, strings),
      holder: LicenceHolderView(content.holder, isRevealed: isRevealed, strings),
      isRevealed: isRevealed, issuer: content.issuer.name, issuerCode: content.issuer.code,
      issuedOn: content.issuedOn.description, expiresOn: strings.lasting(content.expiresOn),
      facts: content.facts.map { LicenceFactView($0) },
      versions: versions.map { version in
        VersionView(
          name: strings.text("licences.version", ["n": String(version.version)]),
          act: strings.text("licence.acts.\(version.act)"), reason: version.reason, at: version.at,
          actor: version.actor, expiresOn: strings.lasting(version.expiresOn),
          supersededOn: version.supersededOn?.description)
      },
      revoked: revocation.map {
        strings.text("licence.revoked", ["day": $0.on.description, "reason": $0.reason])
      },
      isStanding: isStanding, mayRenew: isStanding && content.expiresOn != nil,
      renewOn: FieldView(
        "renew-expiresOn", renewOn, in: frame, strings, label: "licence.renew-on",
        hint: "licence.day-hint", required: true, longest: 10),
      renewReason: FieldView(
        "renew-reason", renewReason, in: frame, strings, label: "licence.renew-reason", required: true,
        longest: 200),
      renewSubmit: strings.text("licence.renew-submit", names),
      isRenewOpen: frame.fault("renew-expiresOn", strings) != nil
        || frame.fault("renew-reason", strings) != nil,
      revokeReason: FieldView(
        "revoke-reason", revokeReason, in: frame, strings, label: "licence.revoke-reason", required: true,
        longest: 200),
      revokeHow: strings.text("licence.revoke-how", names),
      revokeAsk: strings.text("licence.revoke-ask", names),
      isRevokeOpen: frame.fault("revoke-reason", strings) != nil,
      address: (frame.hall.map { "/h/\($0.code)" } ?? "") + "/admin/licences/\(number)"
    ).content
  }
}
