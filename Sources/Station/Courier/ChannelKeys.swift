import Courier
import Foundation
import HallLedger
import Seal
import ServiceHall

/// The two keys of one end of the channel: by one it signs, with the other it opens what was sealed for it.
///
///     …channel.key      or receiver.key
///     …channel.opener   or receiver.opener
///     …channel.next     takes over once the receiver knows it
struct ChannelKeys {
  let signing: SigningKey
  /// Takes over from `signing`.
  var next: SigningKey?
  let opener: SealingKey

  var signers: Signers { Signers(signing, next: next) }

  static func make(_ suite: ChannelSuite) -> ChannelKeys {
    ChannelKeys(signing: .make(suite.signature), opener: .make(suite.sealing))
  }
}

/// By which algorithms one end signs and seals.
public enum ChannelSuite: String, Sendable, CaseIterable {
  /// Ed25519, X25519 and AES-256-GCM.
  case international
  /// SM2, SM3 and SM4. 商用密码
  case sm

  var signature: SignatureSuite { self == .sm ? .sm2 : .ed25519 }
  var sealing: SealingSuite { self == .sm ? .sm : .international }
}

/// Where one end keeps its keys: files that their owner alone reads.
struct ChannelKeyFiles {
  /// Without the suffix.
  let path: String

  private var signing: SecretFile { SecretFile(path: path + ".key") }
  private var opener: SecretFile { SecretFile(path: path + ".opener") }
  private var next: SecretFile { SecretFile(path: path + ".next") }

  var exist: Bool { signing.exists }

  /// Nil for an end that has never been enrolled.
  func read() throws -> ChannelKeys? {
    guard let signing = try signing.readPEM().map({ try SigningKey(pem: $0) }) else { return nil }
    let suite: ChannelSuite = signing.publicKey.suite == .sm2 ? .sm : .international
    return ChannelKeys(
      signing: signing, next: try next.readPEM().map { try SigningKey(pem: $0) },
      opener: try readOrMakeOpener(suite))
  }

  /// The keys that are there if they are of the suite, or new ones that are not written yet.
  ///
  /// - Parameter suite: nil for whichever there is, and the international one where there is none.
  func readOrNew(_ suite: ChannelSuite?) throws -> ChannelKeys {
    if let keys = try read(), suite == nil || keys.signing.publicKey.suite == suite?.signature {
      return keys
    }
    return .make(suite ?? .international)
  }

  /// A receiver's keys, made on first use: halls know them, so that another suite needs another receiver.
  func readOrMake(_ suite: ChannelSuite?) throws -> ChannelKeys {
    guard let keys = try read() else {
      let keys = ChannelKeys.make(suite ?? .international)
      try write(keys)
      return keys
    }
    guard suite == nil || keys.signing.publicKey.suite == suite?.signature else {
      throw StationFault.otherSuite(keys.signing.publicKey.suite.rawValue)
    }
    return keys
  }

  /// The keys are on disk when this returns.
  func write(_ keys: ChannelKeys) throws {
    try opener.write(pem: keys.opener.pem)
    try signing.write(pem: keys.signing.pem)
    try next.remove()
  }

  /// Keeps the key that is to take over.
  func writeNext(_ key: SigningKey) throws { try next.write(pem: key.pem) }

  /// The next key is the present one from here on.
  func promote() throws { try next.move(to: signing) }

  /// Nobody was told of the next key.
  func dropNext() throws { try next.remove() }

  private func readOrMakeOpener(_ suite: ChannelSuite) throws -> SealingKey {
    if let pem = opener.readPEM() { return try SealingKey(pem: pem) }
    let key = SealingKey.make(suite.sealing)
    try opener.write(pem: key.pem)
    return key
  }
}

extension SecretFile {
  /// A private key.
  fileprivate func readPEM() -> String? { read().map { String(decoding: $0, as: UTF8.self) } }
  fileprivate func write(pem: String) throws { try write(Data(pem.utf8)) }
}

extension DataFolder {
  /// A hall's keys as they are to be used now: a rotation that was cut off is finished or undone first.
  ///
  /// - Returns: nil for a hall that has never been enrolled.
  func settledKeys(of hall: Hall.ID, on shelf: HallShelf) async throws -> ChannelKeys? {
    let files = channelKeys(of: hall)
    guard let keys = try files.read(), let next = keys.next else { return try files.read() }
    let (told, lanes) = try await shelf.with(hall) { ledger in
      (ledger.facts.upstream?.key, try await ledger.outboxStates())
    }
    if told != next.publicKey.id {
      try files.dropNext()
    } else if keys.signers.isTakenUp(lanes) {
      try files.promote()
    }
    return try files.read()
  }
}
