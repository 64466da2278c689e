import Courier
import Foundation
import Glibc
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

  private var signing: KeyFile { KeyFile(path: path + ".key") }
  private var opener: KeyFile { KeyFile(path: path + ".opener") }
  private var next: KeyFile { KeyFile(path: path + ".next") }

  var exist: Bool { signing.exists }

  /// Nil for an end that has never been enrolled.
  func read() throws -> ChannelKeys? {
    guard let signing = try signing.read().map({ try SigningKey(pem: $0) }) else { return nil }
    let suite: ChannelSuite = signing.publicKey.suite == .sm2 ? .sm : .international
    return ChannelKeys(
      signing: signing, next: try next.read().map { try SigningKey(pem: $0) },
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
    try opener.write(keys.opener.pem)
    try signing.write(keys.signing.pem)
    try next.remove()
  }

  /// Keeps the key that is to take over.
  func writeNext(_ key: SigningKey) throws { try next.write(key.pem) }

  /// The next key is the present one from here on.
  func promote() throws { try next.move(to: signing) }

  /// Nobody was told of the next key.
  func dropNext() throws { try next.remove() }

  private func readOrMakeOpener(_ suite: ChannelSuite) throws -> SealingKey {
    if let pem = try opener.read() { return try SealingKey(pem: pem) }
    let key = SealingKey.make(suite.sealing)
    try opener.write(key.pem)
    return key
  }
}

/// A private key in a file of mode 0600.
private struct KeyFile {
  let path: String

  var exists: Bool { FileManager.default.fileExists(atPath: path) }

  func read() throws -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  func move(to other: KeyFile) throws {
    guard unsafe rename(path, other.path) == 0 else { throw StationFault.notWritable(other.path) }
  }

  func remove() throws {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw StationFault.notWritable(path) }
  }

  /// The key is on disk, whole, when this returns.
  func write(_ pem: String) throws {
    let part = path + ".part"
    let isMade = FileManager.default.createFile(
      atPath: part, contents: Data(pem.utf8), attributes: [.posixPermissions: 0o600])
    guard isMade, let file = FileHandle(forWritingAtPath: part) else {
      throw StationFault.notWritable(path)
    }
    try file.synchronize()
    try file.close()
    guard unsafe rename(part, path) == 0 else { throw StationFault.notWritable(path) }
  }
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
