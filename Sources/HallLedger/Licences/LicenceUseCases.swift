import GRDB
import Seal
public import ServiceHall

extension Ledger where Scope == Hall {
  /// Issues a licence. 核发
  ///
  /// - Parameters:
  ///   - hall: as the county knows it: its codes stand in the number and in the QR code.
  ///   - answer: makes the bytes that are kept with the idempotency key and given again.
  /// - Throws: `InputRefusal`, `LicenceRefusal.numbersUsedUp`.
  public func issueLicence(
    _ content: LicenceContent, of hall: Hall, by caller: Caller, key: IdempotencyKey?,
    answer: @escaping @Sendable (Licence) throws -> [UInt8]
  ) async throws -> [UInt8] {
    let office = LicenceOffice(hall: hall, file: SealKeyFile(folder: folder))
    return try await record(by: caller) { draft in
      try draft.answer(key) { try answer(try office.issue(content, in: draft)) }
    }
  }

  /// Makes a new version with another content; the old one is superseded. 变更
  ///
  /// A version that a lost key has signed is made anew so, though nothing else changes.
  ///
  /// - Parameter version: what the caller has seen.
  /// - Throws: `LicenceRefusal.unknownLicence`, `.revoked`, `.versionsUsedUp`; `RequestRefusal.staleVersion`;
  ///   `InputRefusal`.
  public func changeLicence(
    _ number: LicenceNumber, by change: LicenceChange, reason: String, after version: Int, of hall: Hall,
    by caller: Caller
  ) async throws -> Licence {
    let reason = try PlainText.required(reason, field: "reason", longest: 200)
    let office = LicenceOffice(hall: hall, file: SealKeyFile(folder: folder))
    return try await record(by: caller) { draft in
      let former = try draft.standingLicence(number, after: version)
      let today = try draft.today()
      let content = try change.applied(to: former.content).checked(today: today)
      let licence = try office.seal(content, number, version: former.version + 1, in: draft)
      try draft.append(
        .licence(
          .changed(number, LicenceEvent.Changed(licence: licence, reason: reason, on: today))))
      try draft.withdrawFromHandOver(former, reason)
      try draft.registerForHandOver(licence)
      return try LicenceTable.require(number, on: today, in: draft.database)
    }
  }

  /// Makes a new version that lasts longer. 延续
  ///
  /// - Throws: as `changeLicence`, and `LicenceRefusal.endless`.
  public func renewLicence(
    _ number: LicenceNumber, through day: CivilDate, reason: String, after version: Int, of hall: Hall,
    by caller: Caller
  ) async throws -> Licence {
    let reason = try PlainText.required(reason, field: "reason", longest: 200)
    let office = LicenceOffice(hall: hall, file: SealKeyFile(folder: folder))
    return try await record(by: caller) { draft in
      let former = try draft.standingLicence(number, after: version)
      guard let ends = former.content.expiresOn else { throw LicenceRefusal.endless }
      guard day > ends else { throw InputRefusal("expiresOn", .outOfRange) }
      let today = try draft.today()
      let content = try former.content.lasting(through: day).checked(today: today)
      let licence = try office.seal(content, number, version: former.version + 1, in: draft)
      try draft.append(
        .licence(
          .renewed(number, LicenceEvent.Changed(licence: licence, reason: reason, on: today))))
      try draft.withdrawFromHandOver(former, reason)
      try draft.registerForHandOver(licence)
      return try LicenceTable.require(number, on: today, in: draft.database)
    }
  }

  /// Ends a licence for good. 注销
  ///
  /// - Throws: `LicenceRefusal.unknownLicence`, `.revoked`; `RequestRefusal.staleVersion`.
  public func revokeLicence(
    _ number: LicenceNumber, reason: String, after version: Int, by caller: Caller
  ) async throws -> Licence {
    let reason = try PlainText.required(reason, field: "reason", longest: 200)
    return try await record(by: caller) { draft in
      let former = try draft.standingLicence(number, after: version)
      let today = try draft.today()
      try draft.append(
        .licence(.revoked(number, LicenceEvent.Revoked(reason: reason, on: today))))
      try draft.withdrawFromHandOver(former, reason)
      return try LicenceTable.require(number, on: today, in: draft.database)
    }
  }
}

extension Draft where Scope == Hall {
  /// The licence's present version, which is what the caller has seen.
  fileprivate func standingLicence(_ number: LicenceNumber, after version: Int) throws -> LicenceVersion {
    let licence = try LicenceTable.require(number, on: try today(), in: database)
    guard licence.current.version == version else { throw RequestRefusal.staleVersion }
    guard licence.revocation == nil else { throw LicenceRefusal.revoked }
    guard Attestation.versions.contains(version + 1) else { throw LicenceRefusal.versionsUsedUp }
    return licence.current
  }

  /// The next number of a licence (C14). 证照编号
  fileprivate func nextLicenceNumber(of hall: Hall.ShortCode, on day: CivilDate) throws -> LicenceNumber {
    do {
      return try LicenceNumber(
        hall: hall, day: day, mark: try EpochTable.mark(in: database),
        serial: try nextSerial("licence", day))
    } catch is IdentifierFault {
      throw LicenceRefusal.numbersUsedUp
    }
  }
}

/// Makes and seals licences inside a use case.
private struct LicenceOffice {
  let hall: Hall
  let file: SealKeyFile

  func issue(_ content: LicenceContent, in draft: Draft<Hall>) throws -> Licence {
    let today = try draft.today()
    let content = try content.checked(today: today)
    let number = try draft.nextLicenceNumber(of: hall.shortCode, on: today)
    let licence = try seal(content, number, version: 1, in: draft)
    try draft.append(.licence(.issued(number, licence)))
    try draft.registerForHandOver(licence)
    return try LicenceTable.require(number, on: today, in: draft.database)
  }

  func seal(
    _ content: LicenceContent, _ number: LicenceNumber, version: Int, in draft: Draft<Hall>
  ) throws -> LicenceVersion {
    let key = try draft.sealKey(in: file)
    let id = try LicenceID(
      kind: content.kind.code, issuer: content.issuer.code, serial: number.rawValue,
      version: String(String(1000 + version).suffix(3))
    ).rawValue
    // 26 characters of 31: more than 128 bits.
    let salt = draft.surroundings.randomText(26)
    let document = LicenceVersion.document(
      number: number, version: version, id: id, content: content, salt: salt)
    guard let keyID = Hex.decode(key.publicKey.id) else { throw LedgerFault.damaged("seal.key") }
    let attestation = try Attestation(
      suite: Attestation.Suite(key.suite), key: keyID, division: hall.division, shortCode: hall.shortCode,
      number: number, version: version, kind: content.kind.name, issuedOn: content.issuedOn,
      expiresOn: content.expiresOn, signedOn: try draft.today(), holder: content.holder.maskedName,
      digest: key.suite.digest.hash(document))
    let seal = try SignedAttestation(attestation, signature: key.signFixed(attestation.message))
    return LicenceVersion(
      number: number, version: version, id: id, content: content, salt: salt, seal: seal.text)
  }
}
