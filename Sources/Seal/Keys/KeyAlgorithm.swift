/// What a key is for, and how it is written.
enum KeyAlgorithm {
  case ed25519
  case x25519
  case sm2

  /// libcrypto's name of the algorithm.
  var name: String {
    switch self {
    case .ed25519: "ED25519"
    case .x25519: "X25519"
    case .sm2: "SM2"
    }
  }

  /// The length of a public key, in bytes: one coordinate, or 04 and both.
  var publicByteCount: Int {
    switch self {
    case .ed25519, .x25519: 32
    case .sm2: 65
    }
  }
}
