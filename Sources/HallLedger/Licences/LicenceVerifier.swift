import GRDB
import Seal
public import ServiceHall

/// What a verifier asks of whoever knows a hall: its ledger, or a list.
protocol VerificationSource {
  var basis: Verification.Basis { get }
  /// Nil for a key that is not known here as that hall's.
  func key(_ id: SealKey.ID, of attestation: Attestation) throws -> SealKey?
  /// - Returns: nil when the hall's own ledger does not have the document.
  func standing(of document: SignedAttestation, as text: String) throws -> DocumentStanding?
}

/// Checks a document's QR code. 核验
enum LicenceVerifier {
  static func verify(
    _ document: SignedAttestation, as text: String, on today: CivilDate, in source: some VerificationSource
  ) throws -> Verification {
    let attestation = document.attestation
    guard let id = SealKey.ID(bytes: attestation.key), let key = try source.key(id, of: attestation),
      key.suite == attestation.suite, let publicKey = key.verifying
    else { return .unknownKey(on: today) }
    guard publicKey.verifiesFixed(document.signature, of: attestation.message) else {
      return .invalid(.signature, on: today)
    }
    if let objection = key.objection(toSigning: attestation.signedOn) {
      return .invalid(objection, on: today)
    }
    return .judge(
      attestation, standing: try source.standing(of: document, as: text), basis: source.basis, on: today)
  }
}

/// A hall's own ledger.
struct HallSource: VerificationSource {
  let database: Database

  var basis: Verification.Basis { .ledger }

  func key(_ id: SealKey.ID, of attestation: Attestation) throws -> SealKey? {
    try SealKeyTable.key(id, in: database)?.key
  }

  /// The very text must stand in the ledger: whoever has a copy of the key can sign another, with any date.
  func standing(of document: SignedAttestation, as text: String) throws -> DocumentStanding? {
    let attestation = document.attestation
    let row = try database.first(
      """
      SELECT v.body, v.superseded_on, l.revoked_on FROM licence_version v JOIN licence l USING (number)
      WHERE v.number = ? AND v.version = ?
      """, [attestation.number.rawValue, attestation.version]
    ) { row -> (body: String, superseded: String?, revoked: String?) in (row[0], row[1], row[2]) }
    guard let row, try CanonicalJSON.value(LicenceVersion.self, from: row.body).seal == text else {
      return nil
    }
    if let day = row.revoked.flatMap({ CivilDate($0) }) { return .revoked(on: day) }
    return row.superseded.flatMap { CivilDate($0) }.map { .superseded(on: $0) } ?? .current
  }
}

extension Ledger where Scope == Hall {
  /// Checks a document that names this hall.
  ///
  /// - Parameter now: by the wall clock; the journal's day counts, which is never before.
  public func verify(
    _ document: SignedAttestation, as text: String, now: Moment
  ) async throws -> Verification {
    let today = facts.businessDay(at: now)
    return try await read {
      try LicenceVerifier.verify(document, as: text, on: today, in: HallSource(database: $0))
    }
  }
}
