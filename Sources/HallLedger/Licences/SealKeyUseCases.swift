import Foundation
import GRDB
import Seal
public import ServiceHall

/// The private half of a hall's key: `seal.key` in its folder, which its owner alone reads. 验证私钥
///
/// The file is written before the event that tells of the key. After a crash in between, the file holds a key that
/// the journal does not know; whoever needs one next tells of it then. So a key that has signed is always known.
struct SealKeyFile {
  private let file: SecretFile

  init(folder: String) { file = SecretFile(path: folder + "/seal.key") }

  /// - Throws: `LedgerFault.damaged` for a file that holds no key.
  func read() throws -> SigningKey? {
    guard let data = file.read() else { return nil }
    do {
      return try SigningKey(pem: String(decoding: data, as: UTF8.self))
    } catch {
      throw LedgerFault.damaged("seal.key")
    }
  }

  /// Takes the former key's place, which is gone then: nobody can sign with it any more.
  func make(_ suite: SignatureSuite) throws -> SigningKey {
    let key = SigningKey.make(suite)
    try file.write(Data(key.pem.utf8))
    return key
  }
}

extension Ledger where Scope == Hall {
  /// The hall's keys, the latest first.
  public func sealKeys() async throws -> [HeldSealKey] {
    try await read { try SealKeyTable.all(in: $0) }
  }

  /// Lets a new key take the present one's place. 轮换
  ///
  /// - Parameter suite: nil for that of the present one, or where there is none, for the journal's own.
  @discardableResult
  public func rotateSealKey(
    to suite: Attestation.Suite?, by caller: Caller
  ) async throws -> [HeldSealKey] {
    let file = SealKeyFile(folder: folder)
    return try await record(by: caller) { draft in
      let present = try file.read()
      let wanted = suite?.signature ?? present?.suite
      try draft.tell(of: try file.make(try wanted ?? draft.usualSealSuite()))
      return try SealKeyTable.all(in: draft.database)
    }
  }

  /// Says that a key proves nothing from a day on: it was lost, or somebody has a copy. 吊销
  ///
  /// The present key is replaced when the next document is sealed. A day may be moved to an earlier one, never to a
  /// later one: what has been refused stays so.
  ///
  /// - Throws: `LicenceRefusal.unknownSealKey`, `.keyRevoked`; `InputRefusal` naming `from` or `reason`.
  @discardableResult
  public func revokeSealKey(
    _ id: SealKey.ID, from day: CivilDate, reason: String, by caller: Caller
  ) async throws -> [HeldSealKey] {
    let reason = try PlainText.required(reason, field: "reason", longest: 200)
    return try await record(by: caller) { draft in
      guard let held = try SealKeyTable.key(id, in: draft.database) else {
        throw LicenceRefusal.unknownSealKey
      }
      guard day <= (try draft.today()) else { throw InputRefusal("from", .outOfRange) }
      if let former = held.key.revokedFrom, former <= day { throw LicenceRefusal.keyRevoked }
      try draft.append(
        .licence(.keyRevoked(id, LicenceEvent.KeyRevoked(from: day, reason: reason))))
      return try SealKeyTable.all(in: draft.database)
    }
  }
}

extension Draft where Scope == Hall {
  /// The day of the journal, which never goes back.
  func today() throws -> CivilDate { try facts().businessDay(at: now) }

  /// The key that seals now, made where there is none.
  ///
  /// The group's writer runs one use case at a time and may run it twice: the second time the file is there, and
  /// the same key is told of.
  func sealKey(in file: SealKeyFile) throws -> SigningKey {
    guard let key = try file.read() else {
      return try tell(of: try file.make(try usualSealSuite()))
    }
    guard let id = SealKey.ID(key.publicKey.id), let held = try SealKeyTable.key(id, in: database) else {
      return try tell(of: key)
    }
    guard held.key.retiredOn == nil, held.key.revokedFrom == nil else {
      return try tell(of: try file.make(key.suite))
    }
    return key
  }

  @discardableResult
  func tell(of key: SigningKey) throws -> SigningKey {
    guard let id = SealKey.ID(key.publicKey.id) else { throw LedgerFault.damaged("seal.key") }
    try append(
      .licence(
        .keyMade(
          id,
          LicenceEvent.KeyMade(
            suite: Attestation.Suite(key.suite).name,
            publicKey: Base64.encode(key.publicKey.bytes, padded: true), from: try today()))))
    return key
  }

  /// A hall whose journal is chained by SM3 seals by SM2.
  fileprivate func usualSealSuite() throws -> SignatureSuite {
    guard let row = try database.row("SELECT body FROM journal WHERE seq = 0") else {
      throw LedgerFault.damaged("journal 0")
    }
    let header = try CanonicalJSON.value(JournalHeader.self, from: row["body"])
    return header.digest == .sm3 ? .sm2 : .ed25519
  }
}
