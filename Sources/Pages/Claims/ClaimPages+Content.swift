internal import ServiceHall

/// A QR code as the partial `qr` draws it.
struct QRView: View {
  let side: Int
  let outline: String
  let name: String

  init(_ symbol: QRSymbol, name: String) {
    side = symbol.side
    outline = symbol.outline
    self.name = name
  }
}

extension ClaimFormPage {
  private struct Words: View {
    let holder: String
    let holderNumber: String
    let rows: [DocumentRowView]
    let hasOthers: Bool
    let valid: String
    let key: String
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      holder: holder, holderNumber: holderNumber,
      rows: rows.map { DocumentRowView($0, isTicked: ticked.contains($0.id), strings) },
      hasOthers: rows.contains { !ticked.contains($0.id) && !$0.hasClaim },
      valid: strings.text("claim-form.valid", ["n": String(validDays)]), key: key
    ).content
  }
}

extension IssuedClaimPage {
  private struct DocumentView: View {
    let title: String
    let number: String
  }

  private struct Words: View {
    let claim: String
    let code: String
    let pin: String
    let codeSymbol: QRView
    let phoneSymbol: QRView
    let holder: String
    let documents: [DocumentView]
    let count: String
    let valid: String
    let bring: String
    let document: String?
    let mayHandOver: Bool
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      claim: claim, code: Self.grouped(code), pin: Self.grouped(pin, by: 3),
      codeSymbol: QRView(symbol, name: strings.text("claim-page.code")),
      phoneSymbol: QRView(followSymbol, name: strings.text("claim-page.phone")),
      holder: holder, documents: documents.map { DocumentView(title: $0.title, number: $0.number) },
      count: strings.text("claim-page.count", ["n": String(documents.count)]),
      valid: strings.text("claim-page.valid", ["day": expiresOn]),
      bring: strings.text(isBody ? "claim-page.bring-body" : "claim-page.bring"), document: document,
      mayHandOver: frame.person?.roles.contains(.clerk) ?? false
    ).content
  }

  /// A long code in groups, as people read it aloud; a scanner never sees the blanks.
  static func grouped(_ text: String, by size: Int = 4) -> String {
    var result = ""
    for (index, character) in text.enumerated() {
      if index > 0, index % size == 0 { result.append(" ") }
      result.append(character)
    }
    return result
  }
}
