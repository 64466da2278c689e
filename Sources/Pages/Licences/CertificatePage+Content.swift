internal import ServiceHall

extension CertificatePage {
  private struct Words: View {
    let title: String
    let kind: String
    let number: String
    let id: String
    let version: String
    let holder: LicenceHolderView
    let facts: [LicenceFactView]
    let issuer: String
    let issuedOn: String
    let lasting: String
    let preview: String?
    let notInForce: String?
    let mayPrint: Bool
    let verifyURL: String
    let address: String
    let qrName: String
  }

  public func content(_ strings: Strings) -> PageContent {
    let names = ["kind": content.kind.name, "number": number]
    // A person's number stays masked on paper too: the law asks for the name alone.
    let shown = LicenceContent.Holder(
      name: isRevealed ? content.holder.name : content.holder.maskedName, idType: content.holder.idType,
      idNumber: content.holder.maskedNumber)
    return Words(
      title: strings.text("certificate.title", names), kind: content.kind.name, number: number, id: id,
      version: strings.text("licences.version", ["n": String(version)]),
      holder: LicenceHolderView(shown, isRevealed: true, strings),
      facts: content.facts.map { LicenceFactView($0) }, issuer: content.issuer.name,
      issuedOn: content.issuedOn.description,
      lasting: content.expiresOn.map {
        strings.text("certificate.lasting", ["from": content.issuedOn.description, "to": $0.description])
      } ?? strings.text("licences.endless"),
      preview: isRevealed ? nil : strings.text("certificate.preview"),
      notInForce: state == .valid
        ? nil
        : strings.text(
          "certificate.not-in-force", ["state": strings.text("licences.states.\(state.rawValue)")]),
      mayPrint: isRevealed && state == .valid, verifyURL: verifyURL,
      address: (frame.hall.map { "/h/\($0.code)" } ?? "") + "/admin/licences/\(number)",
      qrName: strings.text("certificate.qr-name", names)
    ).content
  }
}
