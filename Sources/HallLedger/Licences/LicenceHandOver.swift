import GRDB
import ServiceHall

/// What a licence has to do with the documents that are handed over: its certificate is one of them.
extension Draft where Scope == Hall {
  /// The certificate of a version that has just been sealed waits for its holder. 待领取
  func registerForHandOver(_ licence: LicenceVersion) throws {
    let content = licence.content
    let holder = try Party(
      name: content.holder.name, idType: content.holder.idType, idNumber: content.holder.idNumber,
      field: "holder", today: try businessDay())
    try register(
      try NewDocument(
        try FinishedDocument.Details(
          kind: .licence, number: certificateNumber(of: licence), title: content.kind.name,
          holder: holder, issuer: content.issuer.name, issuedOn: content.issuedOn,
          expiresOn: content.expiresOn)))
  }

  /// The certificate of a version that is superseded or revoked is handed to nobody any more.
  func withdrawFromHandOver(_ licence: LicenceVersion, _ reason: String) throws {
    let found = try database.integer(
      """
      SELECT id FROM finished_document WHERE plain_number = ? AND kind = 'licence' AND issuer = ?
        AND state IN ('registered', 'ready') LIMIT 1
      """,
      [
        DocumentNumber.normalised(certificateNumber(of: licence)), licence.content.issuer.name,
      ])
    guard let id = found.map(FinishedDocument.ID.init(seq:)) else { return }
    // What is on its way by post is another's to stop; its receipt tells when it arrived.
    if try DeliveryTable.isUnderWay(id, in: database) { return }
    try end(id, .revoked, ClaimEvent.Reason(String(reason.prefix(100))))
  }

  /// Each version has a certificate of its own.
  private func certificateNumber(of licence: LicenceVersion) -> String {
    licence.version == 1 ? licence.number.rawValue : "\(licence.number.rawValue)-\(licence.version)"
  }
}
