extension SealingKey {
  /// The key for which anybody may seal a file. 加密公钥
  public struct Public: Sendable {
    public let suite: SealingSuite
    /// The key's own bytes: 32 for X25519 (RFC 7748 § 5); for SM2 the uncompressed point, 04 and two
    /// coordinates of 32 bytes, the highest first.
    public let bytes: [UInt8]
    let handle: KeyHandle

    /// Reads a key; nil when the bytes are none.
    ///
    /// Refused are a coordinate that is not reduced, whose file would name another key than its
    /// holder's, and a point of small order.
    public init?(_ suite: SealingSuite, bytes: [UInt8]) {
      guard let handle = KeyHandle.reading(suite.algorithm, publicBytes: bytes) else { return nil }
      if suite == .international {
        guard Public.probe.sharedSecret(with: handle) != nil else { return nil }
      }
      self.suite = suite
      self.bytes = bytes
      self.handle = handle
    }

    /// The key's name: the first 16 lower-case hexadecimal digits of the suite's digest over `bytes`.
    public var id: String { KeyID.text(suite.digest, bytes) }

    /// Any pair at all: a public key of small order shares the same secret with every one.
    private static let probe = KeyHandle.generate(.x25519)
  }
}

extension SealingKey.Public: Equatable, Hashable {
  public static func == (first: SealingKey.Public, second: SealingKey.Public) -> Bool {
    first.suite == second.suite && first.bytes == second.bytes
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(suite)
    hasher.combine(bytes)
  }
}
