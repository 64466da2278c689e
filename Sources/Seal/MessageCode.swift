/// Proof that a message comes from a holder of the key. 消息鉴别码
public enum MessageCode {
  /// HMAC (RFC 2104, GB/T 15852.2) of the message, 32 bytes.
  ///
  /// Compare it with `constantTimeEquals`, never with `==`.
  public static func hmac(_ digest: Digest, key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    Libcrypto.hmac(digest, key: key, message)
  }
}
