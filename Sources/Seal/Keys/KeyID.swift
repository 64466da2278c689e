/// The short name of a public key.
enum KeyID {
  /// Its length in bytes; as text it has twice as many digits.
  static let byteCount = 8

  static func text(_ digest: Digest, _ publicBytes: [UInt8]) -> String {
    Hex.encode(bytes(digest, publicBytes))
  }

  static func bytes(_ digest: Digest, _ publicBytes: [UInt8]) -> [UInt8] {
    Array(digest.hash(publicBytes).prefix(byteCount))
  }
}
