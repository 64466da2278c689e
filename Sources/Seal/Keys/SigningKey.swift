/// The private key with which a machine signs. 签名私钥
///
/// Invariants, cited by number in `SigningKeyTests`:
/// 1. What the key signs, its public key verifies; no other key, message or signature does.
/// 2. The text and the key are the same: read back, it has the same public key.
/// 3. A text that is not a sound, unencrypted private key of a suite is refused, whatever it is.
public struct SigningKey: Sendable {
  /// What others know of the key.
  public let publicKey: PublicKey
  private let handle: KeyHandle

  /// A new key from libcrypto's generator.
  public static func make(_ suite: SignatureSuite) -> SigningKey {
    guard let key = SigningKey(suite, .generate(suite.algorithm)) else {
      Libcrypto.stop("EVP_PKEY_fromdata")
    }
    return key
  }

  /// Reads PKCS#8 in PEM (`-----BEGIN PRIVATE KEY-----`), without a passphrase; the suite is in it.
  ///
  /// - Throws: `KeyFault`.
  public init(pem: String) throws(KeyFault) {
    let handle = try KeyHandle.reading(pem: pem, of: SignatureSuite.allCases.map(\.algorithm))
    guard let key = SigningKey(handle.algorithm == .sm2 ? .sm2 : .ed25519, handle) else {
      throw .unusable
    }
    self = key
  }

  /// The public key is read anew, so that a copy of it does not hold the private part in memory.
  private init?(_ suite: SignatureSuite, _ handle: KeyHandle) {
    guard let publicKey = PublicKey(suite, bytes: handle.publicBytes) else { return nil }
    self.handle = handle
    self.publicKey = publicKey
  }

  public var suite: SignatureSuite { publicKey.suite }

  /// The key as PKCS#8 in PEM, under no passphrase. It belongs in a file of mode 0600 and in no log.
  public var pem: String { handle.pem }

  /// The signature of the message.
  ///
  /// Ed25519: the 64 bytes of RFC 8032, the same each time. SM2: the DER of
  /// `SEQUENCE { r INTEGER, s INTEGER }` (GM/T 0009-2012 § 7.3), 8 to 72 bytes and different each
  /// time, over SM3 with the identity `1234567812345678`.
  public func sign(_ message: [UInt8]) -> [UInt8] { handle.signature(of: message) }
}
