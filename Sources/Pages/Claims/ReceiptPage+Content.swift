internal import ServiceHall

extension ReceiptPage {
  private struct DocumentView: View {
    let id: String
    let title: String
    let number: String
    let holder: String
    let count: String
  }

  private struct FactView: View {
    let name: String
    let text: String
  }

  private struct Words: View {
    let title: String
    let number: String
    let hallName: String
    let state: String
    let tone: String
    let documents: [DocumentView]
    let isList: Bool
    let holder: String
    let place: String
    let way: String
    let receiver: String?
    let relation: String?
    let time: String?
    let facts: [FactView]
    let refusalReason: String?
    let witness: String?
    let clerk: String?
    let hasSignature: Bool
    let isSignedOnPaper: Bool
    let isForPrint: Bool
    let isUnderWay: Bool
    let mayHandOver: Bool
  }

  public func content(_ strings: Strings) -> PageContent {
    let isList = method == .agent
    let facts: [(String, String?)] = [
      ("tracking", trackingNumber), ("carrier", carrier), ("sent", sentOn), ("received", receivedOn),
      ("consent", consent), ("letter", hasLetter ? strings.text("receipt.letter-kept") : nil),
      ("failure", failure),
    ]
    return Words(
      title: strings.text(isList ? "receipt.list" : "receipt.title"), number: number, hallName: hallName,
      state: strings.text("delivery-states.\(state.rawValue)"),
      tone: state == .delivered ? "open" : state == .underWay ? "paused" : "closed",
      documents: documents.map {
        DocumentView(
          id: $0.id, title: $0.title, number: $0.number, holder: $0.holder,
          count: strings.text("receipt.one"))
      },
      isList: isList, holder: holder,
      place: [hallName, windowName].compactMap { $0 }.joined(separator: " "),
      way: strings.text("delivery-methods.\(method.rawValue)"),
      receiver: receiver.map { [$0, receiverNumber].compactMap { $0 }.joined(separator: "  ") },
      relation: relation.map { strings.text("relations.\($0.rawValue)") },
      time: method.isUnderWay ? endedAt : at,
      facts: facts.compactMap { key, text in
        text.map { FactView(name: strings.text("receipt.\(key)"), text: $0) }
      },
      refusalReason: refusalReason, witness: witness, clerk: clerk, hasSignature: hasSignature,
      isSignedOnPaper: isSignedOnPaper, isForPrint: isForPrint, isUnderWay: state == .underWay,
      mayHandOver: frame.person?.roles.contains(.clerk) ?? false
    ).content
  }
}
