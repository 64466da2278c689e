internal import ServiceHall

/// The kinds of a person's or a body's number that a clerk may choose. GA/T 2000.156.
enum IDTypes {
  static let persons = ["111", "154", "553", "414", "990"]
  static let bodies = [Party.creditCode]

  static func options(_ types: [String], chosen: String, _ strings: Strings) -> [OptionView] {
    types.map { OptionView($0, strings.text("id-types.\($0)"), isChosen: $0 == chosen) }
  }
}

extension AdminDocumentFormPage {
  private struct SelectView: View {
    let id: String
    let name: String
    let label: String
    let options: [OptionView]

    init(_ name: String, _ options: [OptionView], _ strings: Strings) {
      id = "f-\(name)"
      self.name = name
      label = strings.fieldName(name)
      self.options = options
    }
  }

  private struct PersonView: View {
    let heading: String
    let idType: SelectView
    let fields: [FieldView]
  }

  private struct Words: View {
    let key: String
    let kind: SelectView
    let form: SelectView
    let fields: [FieldView]
    let holderType: SelectView
    let holder: [FieldView]
    let proxies: [PersonView]
    let hasProxies: Bool
    let caseNumber: FieldView
    let place: FieldView
    let isHere: Bool
  }

  public func content(_ strings: Strings) -> PageContent {
    let form = form
    func field(
      _ name: String, _ value: String, hint: String? = nil, required: Bool = false,
      kind: FieldView.Kind = .text, longest: Int? = nil
    ) -> FieldView {
      FieldView(
        name, value, in: frame, strings, hint: hint.map { "document-form.\($0)" }, kind: kind,
        required: required, longest: longest)
    }
    let proxies = (0..<DocumentForm.proxyRows).map { index -> PersonView in
      let person = form.proxies.indices.contains(index) ? form.proxies[index] : DocumentForm.Person()
      func name(_ part: String) -> String { DocumentForm.input(part, proxy: index) }
      return PersonView(
        heading: strings.text("document-form.proxy-n", ["n": String(index + 1)]),
        idType: SelectView(
          name("idType"), IDTypes.options(IDTypes.persons, chosen: person.idType, strings), strings),
        fields: [
          field(name("name"), person.name, longest: 60),
          field(name("idNumber"), person.idNumber, longest: 40),
        ])
    }
    return Words(
      key: key,
      kind: SelectView(
        "documentKind",
        FinishedDocument.Kind.allCases.map {
          OptionView(
            $0.rawValue, strings.text("document-kinds.\($0.rawValue)"), isChosen: $0.rawValue == form.kind)
        }, strings),
      form: SelectView(
        "documentForm",
        FinishedDocument.Form.allCases.map {
          OptionView(
            $0.rawValue, strings.text("document-forms.\($0.rawValue)"), isChosen: $0.rawValue == form.form)
        }, strings),
      fields: [
        field("documentTitle", form.title, hint: "title-hint", required: true, longest: 100),
        field("documentNumber", form.number, hint: "number-hint", required: true, longest: 60),
        field("documentIssuer", form.issuer, hint: "issuer-hint", required: true, longest: 60),
        field("issuedOn", form.issuedOn, hint: "date-hint", required: true, kind: .date),
        field("expiresOn", form.expiresOn, hint: "expires-hint", kind: .date),
      ],
      holderType: SelectView(
        "holderIdType",
        IDTypes.options(IDTypes.persons + IDTypes.bodies, chosen: form.holder.idType, strings), strings),
      holder: [
        field("holderName", form.holder.name, hint: "name-hint", required: true, longest: 60),
        field("holderIdNumber", form.holder.idNumber, hint: "id-hint", required: true, longest: 40),
        field("holderPhone", form.holder.phone, hint: "phone-hint", longest: 30),
      ],
      proxies: proxies,
      hasProxies: form.proxies.contains { !$0.name.isEmpty || !$0.idNumber.isEmpty },
      caseNumber: field("caseNumber", form.caseNumber, hint: "case-hint", longest: 50),
      place: field("shelfPlace", form.place, hint: "place-hint", longest: 40), isHere: form.isHere
    ).content
  }
}
