import HallLedger
import ServiceHall

extension JSONText {
  /// A licence, for the hall's staff: its holder masked, unless a reason was given.
  init(_ licence: Licence, isRevealed: Bool = false, context: HallContext) {
    self.init()
    let current = licence.current
    let content = current.content
    add("number", current.number.rawValue)
    add("version", current.version)
    add("id", current.id)
    add("state", licence.state.rawValue)
    add("kind", object: JSONText(code: content.kind.code, name: content.kind.name))
    add("holder", object: JSONText(content.holder, isRevealed: isRevealed))
    add("issuer", object: JSONText(code: content.issuer.code, name: content.issuer.name))
    add("issuedOn", content.issuedOn.description)
    add("expiresOn", content.expiresOn?.description)
    add("content", objects: content.facts.map { JSONText($0) })
    add("revokedOn", licence.revocation?.on.description)
    add("revokedReason", licence.revocation?.reason)
    add("payload", current.seal)
    add("verifyURL", context.verifyURL)
    // With it and the whole content, the digest in the QR code can be checked.
    add("salt", isRevealed ? current.salt : nil)
    add("versions", objects: licence.versions.map { JSONText($0, context: context) })
  }

  /// A licence on a list.
  init(_ row: LicenceRow) {
    self.init()
    add("number", row.number.rawValue)
    add("version", row.version)
    add("state", row.state.rawValue)
    add("kindName", row.kind)
    add("holderName", Masking.name(row.holderName))
    add("expiresOn", row.expiresOn?.description)
  }

  private init(code: String, name: String) {
    self.init()
    add("code", code)
    add("name", name)
  }

  private init(_ holder: LicenceContent.Holder, isRevealed: Bool) {
    self.init()
    add("name", isRevealed ? holder.name : holder.maskedName)
    add("idType", holder.idType)
    add("idNumber", isRevealed ? holder.idNumber : holder.maskedNumber)
  }

  private init(_ fact: LicenceContent.Fact) {
    self.init()
    add("name", fact.name)
    add("value", fact.value)
  }

  private init(_ version: Licence.Version, context: HallContext) {
    self.init()
    add("version", version.licence.version)
    add("id", version.licence.id)
    add("act", version.act.rawValue)
    add("reason", version.reason)
    add("at", context.offset.timestamp(version.at))
    add("supersededOn", version.supersededOn?.description)
  }
}

extension HallContext {
  /// Where anybody may verify a document: `http://192.0.2.7:8080/verify`
  var verifyURL: String { "\(machine.site.origin(of: machine.request))/verify" }
}
