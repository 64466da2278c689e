import ServiceHall

extension ClaimEvent {
  var kind: String {
    switch self {
    case .documentRegistered: "document.registered"
    case .documentReadied: "document.readied"
    case .documentMoved: "document.moved"
    case .documentReturned: "document.returned"
    case .documentRevoked: "document.revoked"
    case .documentRevealed: "document.revealed"
    case .claimMade: "claim.made"
    case .pinFailed: "claim.pinFailed"
    case .claimUnlocked: "claim.unlocked"
    case .claimRevoked: "claim.revoked"
    case .holderReminded: "claim.reminded"
    case .cellFilled: "claim.cellFilled"
    case .cellCleared: "claim.cellCleared"
    case .delivered: "delivery.made"
    case .deliveryEnded: "delivery.ended"
    case .settingsSaved: "claims.settingsSaved"
    }
  }

  var subject: String {
    switch self {
    case .documentRegistered(let id, _), .documentReadied(let id), .documentMoved(let id, _),
      .documentReturned(let id, _), .documentRevoked(let id, _), .documentRevealed(let id, _):
      id.description
    case .claimMade(let id, _), .pinFailed(let id), .claimUnlocked(let id, _),
      .claimRevoked(let id, _), .holderReminded(let id, _), .cellFilled(let id, _),
      .cellCleared(let id):
      id.description
    case .delivered(let number, _), .deliveryEnded(let number, _): number.rawValue
    case .settingsSaved: ""
    }
  }

  func body() throws -> String {
    switch self {
    case .documentReadied, .pinFailed, .cellCleared: "{}"
    case .documentRegistered(_, let body): try CanonicalJSON.text(body)
    case .documentMoved(_, let body): try CanonicalJSON.text(body)
    case .documentReturned(_, let body), .documentRevoked(_, let body),
      .documentRevealed(_, let body), .claimUnlocked(_, let body), .claimRevoked(_, let body),
      .holderReminded(_, let body):
      try CanonicalJSON.text(body)
    case .claimMade(_, let body): try CanonicalJSON.text(body)
    case .cellFilled(_, let body): try CanonicalJSON.text(body)
    case .delivered(_, let body): try CanonicalJSON.text(body)
    case .deliveryEnded(_, let body): try CanonicalJSON.text(body)
    case .settingsSaved(let body): try CanonicalJSON.text(body)
    }
  }

  /// - Returns: nil when the kind is none of documents and claims.
  init?(kind: String, subject: String, body: String) throws {
    switch kind.split(separator: ".").first {
    case "document": self = try Self.document(kind, subject, body)
    case "claim": self = try Self.claim(kind, subject, body)
    case "delivery":
      guard let number = try? ReceiptNumber(subject) else { throw Self.damaged(kind, subject) }
      self =
        kind == "delivery.made"
        ? .delivered(number, try CanonicalJSON.value(Delivery.Made.self, from: body))
        : .deliveryEnded(number, try CanonicalJSON.value(DeliveryEnded.self, from: body))
    case "claims":
      self = .settingsSaved(try CanonicalJSON.value(ClaimSettings.self, from: body))
    default: return nil
    }
  }

  private static func document(_ kind: String, _ subject: String, _ body: String) throws -> ClaimEvent {
    guard let id = FinishedDocument.ID(subject) else { throw damaged(kind, subject) }
    func reason() throws -> Reason { try CanonicalJSON.value(Reason.self, from: body) }
    switch kind {
    case "document.registered":
      return .documentRegistered(
        id, try CanonicalJSON.value(DocumentRegistered.self, from: body))
    case "document.readied": return .documentReadied(id)
    case "document.moved":
      return .documentMoved(id, try CanonicalJSON.value(DocumentMoved.self, from: body))
    case "document.returned": return .documentReturned(id, try reason())
    case "document.revoked": return .documentRevoked(id, try reason())
    case "document.revealed": return .documentRevealed(id, try reason())
    default: throw damaged(kind, subject)
    }
  }

  private static func claim(_ kind: String, _ subject: String, _ body: String) throws -> ClaimEvent {
    guard let id = Claim.ID(subject) else { throw damaged(kind, subject) }
    func reason() throws -> Reason { try CanonicalJSON.value(Reason.self, from: body) }
    switch kind {
    case "claim.made": return .claimMade(id, try CanonicalJSON.value(ClaimMade.self, from: body))
    case "claim.pinFailed": return .pinFailed(id)
    case "claim.unlocked": return .claimUnlocked(id, try reason())
    case "claim.revoked": return .claimRevoked(id, try reason())
    case "claim.reminded": return .holderReminded(id, try reason())
    case "claim.cellFilled":
      return .cellFilled(id, try CanonicalJSON.value(LockerCell.self, from: body))
    case "claim.cellCleared": return .cellCleared(id)
    default: throw damaged(kind, subject)
    }
  }

  private static func damaged(_ kind: String, _ subject: String) -> LedgerFault {
    .damaged("\(kind) \(subject)")
  }
}
