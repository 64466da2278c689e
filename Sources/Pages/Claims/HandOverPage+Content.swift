internal import ServiceHall

extension HandOverPage {
  private struct DocumentView: View {
    let id: String
    let kind: String
    let number: String
    let title: String
    let place: String?
    let isTicked: Bool
  }

  private struct RelationView: View {
    let value: String
    let name: String
    let isChosen: Bool
  }

  private struct AskingView: View {
    let number: FieldView
    let pin: FieldView
  }

  private struct PresentedView: View {
    let claim: String
    let documents: [DocumentView]
    let documentsFault: String?
    let holder: String
    let holderNumber: String
    let isBody: Bool
    let proxies: String?
    let cell: String?
    let valid: String
    let isSuspect: Bool
    let needs: String
    let relations: [RelationView]
    let relationFault: String?
    let types: [OptionView]
    let name: FieldView
    let idNumber: FieldView
    let principal: FieldView
    let letter: String?
    let letterFault: String?
    let letterHint: String
    let signature: String?
    let signatureFault: String?
    let isOnPaper: Bool
    let isDrawn: Bool
    let withOthers: Bool
  }

  private struct Words: View {
    let place: String
    let key: String
    let asking: AskingView?
    let presented: PresentedView?
  }

  public func content(_ strings: Strings) -> PageContent {
    var asking: AskingView?
    var shown: PresentedView?
    switch stage {
    case .asking(let number):
      asking = AskingView(
        number: FieldView(
          "number", number, in: frame, strings, label: "handover.number", hint: "handover.number-hint",
          required: true, longest: 60),
        pin: FieldView(
          "pin", in: frame, strings, label: "handover.pin", hint: "handover.pin-hint", kind: .digits,
          required: true, longest: 12))
    case .presented(let presented): shown = view(of: presented, strings)
    }
    return Words(
      place: windowName ?? strings.text("handover.counter"), key: key, asking: asking, presented: shown
    ).content
  }

  private func view(of presented: Presented, _ strings: Strings) -> PresentedView {
    let form = presented.form
    let relations: [HandOver.Relation] = presented.isBody ? [.agent] : [.holder, .proxy]
    let chosen = form.relation ?? relations[0]
    return PresentedView(
      claim: presented.claim,
      documents: presented.documents.map {
        DocumentView(
          id: $0.id, kind: strings.text("document-kinds.\($0.kind.rawValue)"), number: $0.number,
          title: $0.title, place: $0.place.map { strings.text("handover.place", ["place": $0]) },
          isTicked: form.ticked?.contains($0.id) ?? true)
      },
      documentsFault: frame.fault("documents", strings).map { _ in strings.text("handover.no-document") },
      holder: presented.holder,
      holderNumber: presented.holderNumber, isBody: presented.isBody,
      proxies: presented.proxies.isEmpty
        ? nil : strings.text("handover.named", ["names": strings.list(presented.proxies)]),
      cell: presented.cell.map { strings.text("handover.cell", ["n": String($0)]) },
      valid: strings.text("handover.valid", ["day": presented.expiresOn]),
      isSuspect: presented.isClockSuspect,
      needs: strings.text(presented.isBody ? "handover.needs-body" : "handover.needs"),
      relations: relations.map {
        RelationView(
          value: $0.rawValue, name: strings.text("relations.\($0.rawValue)"), isChosen: $0 == chosen)
      },
      relationFault: frame.fault("relation", strings),
      types: IDTypes.options(IDTypes.persons, chosen: form.idType, strings),
      name: FieldView(
        "personName", form.name, in: frame, strings, label: "handover.name", required: true, longest: 60),
      idNumber: FieldView(
        "idNumber", form.idNumber, in: frame, strings, label: "handover.id-number",
        hint: "handover.id-hint", required: true, longest: 40),
      principal: FieldView(
        "holderNumber", form.holderNumber, in: frame, strings,
        label: presented.isBody ? "handover.credit-code" : "handover.holder-number",
        hint: presented.isBody ? "handover.credit-hint" : "handover.holder-hint", longest: 40),
      letter: form.letter, letterFault: frame.fault("scannedLetter", strings),
      letterHint: strings.text(presented.proxies.isEmpty ? "handover.letter-hint" : "handover.letter-named"),
      signature: form.signature,
      signatureFault: frame.fault("signature", strings).map { _ in
        strings.text("handover.no-signature")
      },
      isOnPaper: form.isOnPaper && form.signature == nil, isDrawn: form.signature != nil,
      withOthers: presented.isBody || chosen != .holder)
  }
}
