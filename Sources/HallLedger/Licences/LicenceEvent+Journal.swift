import ServiceHall

extension LicenceEvent {
  private static let keyMadeKind = "seal.keyMade"
  private static let keyRevokedKind = "seal.keyRevoked"
  private static let issuedKind = "licence.issued"
  private static let changedKind = "licence.changed"
  private static let renewedKind = "licence.renewed"
  private static let revokedKind = "licence.revoked"
  private static let revealedKind = "licence.revealed"

  var kind: String {
    switch self {
    case .keyMade: Self.keyMadeKind
    case .keyRevoked: Self.keyRevokedKind
    case .issued: Self.issuedKind
    case .changed: Self.changedKind
    case .renewed: Self.renewedKind
    case .revoked: Self.revokedKind
    case .revealed: Self.revealedKind
    }
  }

  var subject: String {
    switch self {
    case .keyMade(let key, _), .keyRevoked(let key, _): key.rawValue
    case .issued(let number, _), .changed(let number, _), .renewed(let number, _),
      .revoked(let number, _), .revealed(let number, _):
      number.rawValue
    }
  }

  func body() throws -> String {
    switch self {
    case .keyMade(_, let body): try CanonicalJSON.text(body)
    case .keyRevoked(_, let body): try CanonicalJSON.text(body)
    case .issued(_, let body): try CanonicalJSON.text(body)
    case .changed(_, let body), .renewed(_, let body): try CanonicalJSON.text(body)
    case .revoked(_, let body): try CanonicalJSON.text(body)
    case .revealed(_, let body): try CanonicalJSON.text(body)
    }
  }

  /// - Returns: nil for an event of another feature.
  init?(kind: String, subject: String, body: String) throws {
    func named<ID: LosslessStringConvertible>(_ type: ID.Type) throws -> ID {
      guard let id = ID(subject) else { throw LedgerFault.damaged("\(kind) \(subject)") }
      return id
    }
    func decoded<Body: Decodable>(_ type: Body.Type) throws -> Body {
      try CanonicalJSON.value(type, from: body)
    }
    let key = SealKey.ID.self
    let number = LicenceNumber.self
    switch kind {
    case Self.keyMadeKind: self = .keyMade(try named(key), try decoded(KeyMade.self))
    case Self.keyRevokedKind: self = .keyRevoked(try named(key), try decoded(KeyRevoked.self))
    case Self.issuedKind: self = .issued(try named(number), try decoded(LicenceVersion.self))
    case Self.changedKind: self = .changed(try named(number), try decoded(Changed.self))
    case Self.renewedKind: self = .renewed(try named(number), try decoded(Changed.self))
    case Self.revokedKind: self = .revoked(try named(number), try decoded(Revoked.self))
    case Self.revealedKind: self = .revealed(try named(number), try decoded(Revealed.self))
    default: return nil
    }
  }
}
