/// Keys from a secret that is not one. 密钥派生
enum KeyDerivation {
  /// HKDF (RFC 5869): extraction under the salt, expansion to the purpose that `info` names.
  ///
  /// - Precondition: `byteCount` is at most 255 digests.
  static func hkdf(
    _ digest: Digest, secret: [UInt8], salt: [UInt8], info: [UInt8], byteCount: Int
  ) -> [UInt8] {
    precondition(byteCount <= 255 * Digest.byteCount, "a key too long for HKDF")
    let extracted = MessageCode.hmac(digest, key: salt, secret)
    var key: [UInt8] = []
    var block: [UInt8] = []
    var number: UInt8 = 0
    while key.count < byteCount {
      number += 1
      block = MessageCode.hmac(digest, key: extracted, block + info + [number])
      key += block
    }
    return Array(key.prefix(byteCount))
  }
}
