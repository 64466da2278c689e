/// The private key that opens what was sealed for its holder. 解密私钥
///
/// Not a `SigningKey`: that one stays where it was made, this one may be kept in escrow.
///
/// Invariants, cited by number in `SealingKeyTests`:
/// 1. The text and the key are the same: read back, it has the same public part.
/// 2. A public part under which nothing would be secret, or nothing could be opened, is no key.
public struct SealingKey: Sendable {
  /// What others need to seal for the holder.
  public let publicKey: Public
  let handle: KeyHandle

  /// A new key from libcrypto's generator.
  public static func make(_ suite: SealingSuite) -> SealingKey {
    guard let key = SealingKey(suite, .generate(suite.algorithm)) else {
      Libcrypto.stop("EVP_PKEY_fromdata")
    }
    return key
  }

  /// Reads PKCS#8 in PEM (`-----BEGIN PRIVATE KEY-----`), without a passphrase; the suite is in it.
  ///
  /// - Throws: `KeyFault`.
  public init(pem: String) throws(KeyFault) {
    let handle = try KeyHandle.reading(pem: pem, of: SealingSuite.allCases.map(\.algorithm))
    guard let key = SealingKey(handle.algorithm == .sm2 ? .sm : .international, handle) else {
      throw .unusable
    }
    self = key
  }

  /// The public key is read anew, so that a copy of it does not hold the private part in memory.
  private init?(_ suite: SealingSuite, _ handle: KeyHandle) {
    guard let publicKey = Public(suite, bytes: handle.publicBytes) else { return nil }
    self.handle = handle
    self.publicKey = publicKey
  }

  public var suite: SealingSuite { publicKey.suite }

  /// The key as PKCS#8 in PEM, under no passphrase. It belongs in a file of mode 0600 and in no log.
  public var pem: String { handle.pem }
}
