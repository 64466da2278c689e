/// The key against which a machine's signatures are checked. 签名公钥
///
/// Invariants, cited by number in `PublicKeyTests`:
/// 1. A key has one spelling in bytes, so equal keys have equal ids.
/// 2. Bytes that are no point, or one under which a signature proves nothing, are no key.
/// 3. A signature is verified or not; nothing that somebody may send does anything else.
///
/// Reading a key costs tens of microseconds, verifying with it 100 (Ed25519) to 300 (SM2): keep the
/// value.
public struct PublicKey: Sendable {
  public let suite: SignatureSuite
  /// The key's own bytes: 32 for Ed25519 (RFC 8032 § 5.1.2); for SM2 the uncompressed point, 04 and
  /// two coordinates of 32 bytes, the highest first.
  public let bytes: [UInt8]
  /// The key's name, `kid` on the wire: the first 16 lower-case hexadecimal digits of the suite's
  /// digest over `bytes`.
  public let id: String
  private let handle: KeyHandle

  /// Reads a key; nil when the bytes are none.
  public init?(_ suite: SignatureSuite, bytes: [UInt8]) {
    guard let handle = KeyHandle.reading(suite.algorithm, publicBytes: bytes) else { return nil }
    self.suite = suite
    self.bytes = bytes
    self.handle = handle
    id = KeyID.text(suite.digest, bytes)
  }

  /// Whether the signature is the key's, of this message; its form is that of `SigningKey.sign`.
  public func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    handle.verifies(signature, of: message)
  }
}

extension PublicKey: Equatable, Hashable {
  public static func == (first: PublicKey, second: PublicKey) -> Bool {
    first.suite == second.suite && first.bytes == second.bytes
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(suite)
    hasher.combine(bytes)
  }
}
