import Foundation
import GRDB
import Seal
public import ServiceHall

extension VerificationKeyList {
  /// Reads a file.
  ///
  /// - Throws: `LicenceRefusal.notAList` for what is none, or holds a key that is none.
  public init(json: [UInt8]) throws(LicenceRefusal) {
    guard json.count <= Self.largest,
      let list = try? JSONDecoder().decode(VerificationKeyList.self, from: Data(json)), list.isSound
    else { throw .notAList }
    self = list
  }

  /// Canonical JSON, so that two makers of the same list make the same file.
  public func json() throws -> [UInt8] { Array(try CanonicalJSON.text(self).utf8) }

  /// Whether it is of this format, names every hall, key and document once, and every key is one.
  private var isSound: Bool {
    func areDifferent<Name: Hashable>(_ names: [Name]) -> Bool { Set(names).count == names.count }
    return format == Self.format && areDifferent(halls.map { "\($0.division) \($0.shortCode)" })
      && halls.allSatisfy { hall in
        areDifferent(hall.keys.map(\.id)) && areDifferent(hall.documents.map(\.number))
          && hall.keys.allSatisfy { $0.key?.verifying != nil }
      }
  }
}

extension VerificationKeyList.Key {
  init(_ key: SealKey) {
    self.init(
      id: key.id, suite: key.suite.name, publicKey: Base64.encode(key.publicKey, padded: true),
      validFrom: key.validFrom, retiredOn: key.retiredOn, revokedFrom: key.revokedFrom)
  }

  /// Nil for a suite or bytes that are none.
  var key: SealKey? {
    guard let suite = Attestation.Suite(name: suite), let bytes = Base64.decode(publicKey, padded: true)
    else { return nil }
    return SealKey(
      id: id, suite: suite, publicKey: bytes, validFrom: validFrom, retiredOn: retiredOn,
      revokedFrom: revokedFrom)
  }
}

extension VerificationKeyList.HallKeys {
  /// What one hall's ledger tells those who verify elsewhere.
  init(_ hall: Hall, in database: Database) throws {
    self.init(
      division: hall.division, shortCode: hall.shortCode, name: hall.name,
      keys: try SealKeyTable.all(in: database).map { VerificationKeyList.Key($0.key) },
      documents: try Self.documents(in: database))
  }

  private static func documents(in database: Database) throws -> [VerificationKeyList.Document] {
    try database.all(
      """
      SELECT l.number, l.version, l.revoked_on, v.superseded_on FROM licence l
      LEFT JOIN licence_version v ON v.number = l.number AND v.version = l.version - 1
      WHERE l.revoked_on IS NOT NULL OR l.version > 1 ORDER BY l.seq
      """, []
    ) { row in
      let (number, version): (String, Int64) = (row[0], row[1])
      let (revoked, superseded): (String?, String?) = (row[2], row[3])
      guard let number = LicenceNumber(number), let day = (revoked ?? superseded).flatMap({ CivilDate($0) })
      else { throw LedgerFault.damaged("licence \(number)") }
      return VerificationKeyList.Document(
        number: number, state: revoked == nil ? .superseded : .revoked,
        version: revoked == nil ? Int(version) : nil, on: day)
    }
  }
}

extension Ledger where Scope == Hall {
  /// What this hall tells those who verify elsewhere.
  public func verificationKeys(of hall: Hall) async throws -> VerificationKeyList.HallKeys {
    try await read { try VerificationKeyList.HallKeys(hall, in: $0) }
  }
}

/// A list of keys from elsewhere, held in memory. 核验清单
struct ListSource: VerificationSource {
  private struct Name: Hashable {
    let division: DivisionCode
    let shortCode: Hall.ShortCode
  }

  private struct Known {
    let keys: [SealKey.ID: SealKey]
    let documents: [LicenceNumber: VerificationKeyList.Document]
  }

  let basis: Verification.Basis
  private let halls: [Name: Known]

  /// - Parameter list: sound.
  init(_ list: VerificationKeyList) {
    basis = .list(list.date)
    var halls: [Name: Known] = [:]
    for hall in list.halls {
      halls[Name(division: hall.division, shortCode: hall.shortCode)] = Known(
        keys: Dictionary(hall.keys.compactMap { $0.key }.map { ($0.id, $0) }) { first, _ in first },
        documents: Dictionary(hall.documents.map { ($0.number, $0) }) { first, _ in first })
    }
    self.halls = halls
  }

  private func known(_ attestation: Attestation) -> Known? {
    halls[Name(division: attestation.division, shortCode: attestation.shortCode)]
  }

  func key(_ id: SealKey.ID, of attestation: Attestation) throws -> SealKey? {
    known(attestation)?.keys[id]
  }

  func standing(of document: SignedAttestation, as text: String) throws -> DocumentStanding? {
    let attestation = document.attestation
    return known(attestation)?.documents[attestation.number]?.standing(of: attestation.version) ?? .current
  }
}

/// Verifies by a list alone: without a network, a hall or a data folder. 离线核验
public struct OfflineVerifier: Sendable {
  private let list: VerificationKeyList
  private let source: ListSource
  /// The later of the list's day and the one that was given.
  private let today: CivilDate

  /// - Parameter today: by this machine's clock; a clock that is behind the list is not believed.
  public init(_ list: VerificationKeyList, today: CivilDate) {
    self.list = list
    source = ListSource(list)
    self.today = max(today, list.date)
  }

  public func verify(_ text: String) throws -> Verification {
    do {
      return try LicenceVerifier.verify(try SignedAttestation(text), as: text, on: today, in: source)
    } catch let fault as AttestationFault {
      return .invalid(.unreadable(fault), on: today)
    }
  }
}
