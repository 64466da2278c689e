public import ServiceHall

/// A finished document as the office's lists show it: nothing of it is personal in clear. 待领文书
public struct DocumentRow: Sendable {
  public var id: String
  public var kind: FinishedDocument.Kind
  public var number: String
  public var title: String
  public var issuer: String
  /// Masked, as is the number.
  public var holder: String
  public var holderNumber: String
  public var place: String?
  public var state: FinishedDocument.State
  /// The day since which it has been in its state.
  public var since: String
  /// Whether a code was given out for it that still can be used.
  public var hasClaim: Bool

  public init(
    id: String, kind: FinishedDocument.Kind, number: String, title: String, issuer: String,
    holder: String, holderNumber: String, place: String? = nil, state: FinishedDocument.State,
    since: String, hasClaim: Bool = false
  ) {
    self.id = id
    self.kind = kind
    self.number = number
    self.title = title
    self.issuer = issuer
    self.holder = holder
    self.holderNumber = holderNumber
    self.place = place
    self.state = state
    self.since = since
    self.hasClaim = hasClaim
  }
}

/// A document's row in words.
struct DocumentRowView: View {
  let id: String
  let kind: String
  let number: String
  let title: String
  let issuer: String
  let holder: String
  let holderNumber: String
  let place: String?
  let state: String
  let tone: String
  let since: String
  let hasClaim: Bool
  /// Whether it may be ticked for a code or for a delivery.
  let isFree: Bool
  let isTicked: Bool
  let tickName: String

  init(_ row: DocumentRow, isTicked: Bool = false, _ strings: Strings) {
    id = row.id
    kind = strings.text("document-kinds.\(row.kind.rawValue)")
    number = row.number
    title = row.title
    issuer = row.issuer
    holder = row.holder
    holderNumber = row.holderNumber
    place = row.place
    state = strings.text("document-states.\(row.state.rawValue)")
    tone = strings.tone(of: row.state)
    since = row.since
    hasClaim = row.hasClaim && row.state == .ready
    isFree = row.state == .ready && !row.hasClaim
    self.isTicked = isTicked
    tickName = strings.text("documents-page.tick", ["title": row.title, "number": row.number])
  }
}

extension Strings {
  /// The class of a state's mark.
  func tone(of state: FinishedDocument.State) -> String {
    switch state {
    case .ready: "open"
    case .registered: "paused"
    case .collected, .returned, .revoked: "closed"
    }
  }
}
