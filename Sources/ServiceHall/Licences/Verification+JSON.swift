extension JSONText {
  /// A result, as the programming interface and the command line write it.
  public init(_ verification: Verification, hallName: String? = nil, isClockSuspect: Bool = false) {
    self.init()
    add("valid", verification.status == .valid)
    add("status", verification.status.rawValue)
    add("reason", verification.reason?.code)
    add("checkedOn", verification.checkedOn.description)
    add("clockSuspect", isClockSuspect)
    add("since", verification.since?.description)
    switch verification.basis {
    case .ledger: add("basis", "ledger")
    case .list(let day):
      add("basis", "list")
      add("listDate", day.description)
    case nil: break
    }
    add("document", object: verification.attestation.map { JSONText($0, hallName: hallName) })
  }

  private init(_ attestation: Attestation, hallName: String?) {
    self.init()
    add("division", attestation.division.rawValue)
    add("shortCode", attestation.shortCode.rawValue)
    add("hallName", hallName)
    add("number", attestation.number.rawValue)
    add("version", attestation.version)
    add("kind", attestation.kind)
    add("issuedOn", attestation.issuedOn.description)
    add("expiresOn", attestation.expiresOn?.description)
    add("signedOn", attestation.signedOn.description)
    add("holder", attestation.holder)
    add("suite", attestation.suite.name)
    add("key", SealKey.ID(bytes: attestation.key)?.rawValue)
    add("digest", attestation.hexDigest)
  }
}

extension Attestation {
  /// 64 lower-case hexadecimal digits.
  public var hexDigest: String {
    digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}
