/// The algorithms that sign what leaves a machine: international or national. 签名算法
///
/// The raw values are what a batch and an acknowledgement write after `alg=`.
public enum SignatureSuite: String, Sendable, CaseIterable, Codable {
  /// Ed25519 (RFC 8032), the hash of the suite being SHA-256.
  case ed25519
  /// SM2 over SM3 (GB/T 32918.2, GB/T 32905) on the curve sm2p256v1. 商用密码
  case sm2

  /// The hash of key ids, and of chains that are signed under the suite.
  public var digest: Digest {
    switch self {
    case .ed25519: .sha256
    case .sm2: .sm3
    }
  }

  var algorithm: KeyAlgorithm {
    switch self {
    case .ed25519: .ed25519
    case .sm2: .sm2
    }
  }
}
