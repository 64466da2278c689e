/// The algorithms under which a file is sealed: international or national. 加密套件
public enum SealingSuite: String, Sendable, CaseIterable, Codable {
  /// X25519, HKDF-SHA-256, AES-256-GCM.
  case international
  /// SM2, SM4-CTR, HMAC-SM3. 商用密码
  case sm

  /// The hash of key ids.
  public var digest: Digest {
    switch self {
    case .international: .sha256
    case .sm: .sm3
    }
  }

  var algorithm: KeyAlgorithm {
    switch self {
    case .international: .x25519
    case .sm: .sm2
    }
  }

  /// What stands for the suite in a sealed file.
  var code: UInt8 {
    switch self {
    case .international: 1
    case .sm: 2
    }
  }

  /// The proof at the end of each chunk, in bytes.
  var proofByteCount: Int {
    switch self {
    case .international: Libcrypto.tagByteCount
    case .sm: Digest.byteCount
    }
  }
}
