import GRDB
import Seal
public import ServiceHall

/// A hall's key with what only the hall needs to know.
public struct HeldSealKey: Sendable, Equatable {
  public let key: SealKey
  public let revokedReason: String?
}

enum SealKeyTable {
  private static let columns = "id, suite, public_key, valid_from, retired_on, revoked_from, revoked_reason"

  /// The latest first.
  static func all(in database: Database) throws -> [HeldSealKey] {
    try database.all("SELECT \(columns) FROM seal_key ORDER BY seq DESC", [], held)
  }

  static func key(_ id: SealKey.ID, in database: Database) throws -> HeldSealKey? {
    try database.first("SELECT \(columns) FROM seal_key WHERE id = ?", [id.rawValue], held)
  }

  private static func held(_ row: Columns) throws -> HeldSealKey {
    let (id, suite, publicKey, from): (String, String, String, String) = (row[0], row[1], row[2], row[3])
    let (retired, revoked, reason): (String?, String?, String?) = (row[4], row[5], row[6])
    guard let id = SealKey.ID(id), let suite = Attestation.Suite(name: suite),
      let bytes = Base64.decode(publicKey, padded: true), let from = CivilDate(from)
    else { throw LedgerFault.damaged("seal_key \(id)") }
    return HeldSealKey(
      key: SealKey(
        id: id, suite: suite, publicKey: bytes, validFrom: from,
        retiredOn: retired.flatMap { CivilDate($0) }, revokedFrom: revoked.flatMap { CivilDate($0) }),
      revokedReason: reason)
  }
}

extension Attestation.Suite {
  var signature: SignatureSuite {
    switch self {
    case .ed25519: .ed25519
    case .sm2: .sm2
    }
  }

  init(_ suite: SignatureSuite) {
    switch suite {
    case .ed25519: self = .ed25519
    case .sm2: self = .sm2
    }
  }
}

extension SealKey {
  /// The key as `Seal` verifies with it; nil for bytes that are none, or that have another name.
  var verifying: PublicKey? {
    guard let key = PublicKey(suite.signature, bytes: publicKey), key.id == id.rawValue else { return nil }
    return key
  }
}
