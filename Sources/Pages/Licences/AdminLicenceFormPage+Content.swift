internal import ServiceHall

extension AdminLicenceFormPage {
  private struct Words: View {
    let title: String
    let heading: String
    let address: String
    let back: String
    let key: String
    let version: String?
    let isNew: Bool
    let kindName: FieldView
    let kindCode: FieldView?
    let keepsHolder: String?
    let holderName: FieldView
    let idTypes: [OptionView]
    let idNumber: FieldView
    let issuerName: FieldView
    let issuerCode: FieldView
    let issuedOn: FieldView
    let expiresOn: FieldView
    let content: String
    let contentFault: String?
    let reason: FieldView?
    let submit: String
  }

  /// The papers by which a holder is known, the usual ones first.
  static let idTypes = [
    "111", "821", "154", "553", "414", "516", "511", "113", "114", "117", "118", "990",
  ]

  public func content(_ strings: Strings) -> PageContent {
    let isNew = known == nil
    let path = (frame.hall.map { "/h/\($0.code)" } ?? "") + "/admin/licences"
    func field(
      _ name: String, _ value: String, hint: String? = nil, required: Bool = true, longest: Int
    ) -> FieldView {
      FieldView(name, value, in: frame, strings, hint: hint, required: required, longest: longest)
    }
    let title =
      known.map { strings.text("licence.change-title", ["number": $0.number]) }
      ?? strings.text("licence.issue-title")
    return Words(
      title: title, heading: title,
      address: known.map { "\(path)/\($0.number)/change" } ?? "\(path)/new",
      back: known.map { "\(path)/\($0.number)" } ?? path, key: form.key,
      version: known.map { String($0.version) }, isNew: isNew,
      kindName: field("kindName", form.kindName, hint: "licence.kind-name-hint", longest: 20),
      kindCode: isNew
        ? field("kindCode", form.kindCode, hint: "licence.kind-code-hint", longest: 21) : nil,
      keepsHolder: known.map { strings.text("licence.keeps-holder", ["holder": $0.holder]) },
      holderName: field("holderName", form.holderName, required: isNew, longest: 60),
      idTypes: Self.idTypes.map {
        OptionView($0, strings.text("licence.id-types.\($0)"), isChosen: $0 == form.idType)
      },
      idNumber: FieldView(
        "idNumber", form.idNumber, in: frame, strings, label: "licence.id-number",
        hint: "licence.id-number-hint", required: isNew, longest: 40),
      issuerName: field("issuerName", form.issuerName, longest: 60),
      issuerCode: field("issuerCode", form.issuerCode, hint: "licence.issuer-code-hint", longest: 18),
      issuedOn: field(
        "issuedOn", form.issuedOn, hint: isNew ? "licence.issued-on-hint" : nil, required: !isNew,
        longest: 10),
      expiresOn: field(
        "expiresOn", form.expiresOn, hint: "licence.expires-on-hint", required: false, longest: 10),
      content: form.content, contentFault: frame.fault("content", strings),
      reason: isNew
        ? nil : field("reason", form.reason, hint: "licence.change-reason-hint", longest: 200),
      submit: strings.text(isNew ? "licence.issue" : "licence.change-submit")
    ).content
  }
}
