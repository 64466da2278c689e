import Foundation
import Seal

/// The two keys of one end of the channel: by one it signs, with the other it opens what was sealed for it.
///
///     …channel.key      or receiver.key
///     …channel.opener   or receiver.opener
struct ChannelKeys {
  let signing: SigningKey
  let opener: SealingKey

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

  /// Nil for an end that has never been enrolled.
  func read() throws -> ChannelKeys? {
    guard let signing = try signing.read().map({ try SigningKey(pem: $0) }) else { return nil }
    let suite: ChannelSuite = signing.publicKey.suite == .sm2 ? .sm : .international
    return ChannelKeys(signing: signing, opener: try readOrMakeOpener(suite))
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
  }

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

  func read() throws -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
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
