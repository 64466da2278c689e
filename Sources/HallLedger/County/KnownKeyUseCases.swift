import GRDB
public import ServiceHall

/// A hall of another machine, as a list told of it.
public struct KnownHall: Sendable, Equatable {
  public let division: DivisionCode
  public let shortCode: Hall.ShortCode
  public let name: String
  public let listedOn: CivilDate
  public let source: String
  public let keys: [SealKey.ID]
}

extension Ledger where Scope == County {
  /// Takes a list of other halls' keys. Whoever gives it in answers for where it came from.
  ///
  /// Halls of this machine are left out: they answer for themselves.
  ///
  /// - Returns: the halls that were taken.
  /// - Throws: `LicenceRefusal.olderList` when a later one told of one of its halls; nothing is taken then.
  @discardableResult
  public func takeVerificationKeys(
    _ list: VerificationKeyList, by caller: Caller
  ) async throws -> [VerificationKeyList.HallKeys] {
    try await record(by: caller) { draft in
      let own = try draft.facts().halls.values
      let halls = list.halls.filter { hall in
        !own.contains { $0.shortCode == hall.shortCode && $0.division == hall.division }
      }
      for hall in halls {
        let former = try KnownKeyTable.hall(hall.division, hall.shortCode, in: draft.database)
        if let former, former.listedOn > list.date { throw LicenceRefusal.olderList }
      }
      guard !halls.isEmpty else { return [] }
      try draft.append(
        .verificationKeysTaken(
          VerificationKeyList(date: list.date, source: list.source, halls: halls)))
      return halls
    }
  }

  /// The halls that lists have told of.
  public func knownHalls() async throws -> [KnownHall] {
    try await read { database in
      try database.all(
        "SELECT division, short_code, name, listed_on, source FROM known_hall ORDER BY 1, 2", []
      ) { row in
        let (division, shortCode, listed): (String, String, String) = (row[0], row[1], row[3])
        guard let code = DivisionCode(division), let short = Hall.ShortCode(shortCode),
          let day = CivilDate(listed)
        else { throw LedgerFault.damaged("known_hall \(division) \(shortCode)") }
        let keys = try database.all(
          "SELECT id FROM known_key WHERE division = ? AND short_code = ? ORDER BY id",
          [division, shortCode]
        ) { row -> String in row[0] }
        return KnownHall(
          division: code, shortCode: short, name: row[2], listedOn: day, source: row[4],
          keys: keys.compactMap { SealKey.ID($0) })
      }
    }
  }

  /// Checks a document of a hall elsewhere.
  ///
  /// - Parameter wall: by this machine's clock; a clock that is behind the list is not believed.
  /// - Returns: the result, and the hall's name where it was vouched for.
  func verifyByLists(
    _ document: SignedAttestation, as text: String, on wall: CivilDate
  ) async throws -> (Verification, String?) {
    try await read { try KnownSource.verify(document, as: text, on: wall, in: $0) }
  }
}

/// The lists that were imported, as the county's tables hold them.
struct KnownSource: VerificationSource {
  let database: Database
  let basis: Verification.Basis

  static func verify(
    _ document: SignedAttestation, as text: String, on wall: CivilDate, in database: Database
  ) throws -> (Verification, String?) {
    let attestation = document.attestation
    guard
      let hall = try KnownKeyTable.hall(attestation.division, attestation.shortCode, in: database)
    else { return (.unknownKey(on: wall), nil) }
    let source = KnownSource(database: database, basis: .list(hall.listedOn))
    let verification = try LicenceVerifier.verify(
      document, as: text, on: max(wall, hall.listedOn), in: source)
    return (verification, hall.name)
  }

  func key(_ id: SealKey.ID, of attestation: Attestation) throws -> SealKey? {
    let body = try database.first(
      "SELECT body FROM known_key WHERE division = ? AND short_code = ? AND id = ?",
      [attestation.division.rawValue, attestation.shortCode.rawValue, id.rawValue]
    ) { row -> String in row[0] }
    return try body.flatMap { try CanonicalJSON.value(VerificationKeyList.Key.self, from: $0).key }
  }

  func standing(of document: SignedAttestation, as text: String) throws -> DocumentStanding? {
    let attestation = document.attestation
    let body = try database.first(
      "SELECT body FROM known_document WHERE division = ? AND short_code = ? AND number = ?",
      [attestation.division.rawValue, attestation.shortCode.rawValue, attestation.number.rawValue]
    ) { row -> String in row[0] }
    let told = try body.map { try CanonicalJSON.value(VerificationKeyList.Document.self, from: $0) }
    return told?.standing(of: attestation.version) ?? .current
  }
}
