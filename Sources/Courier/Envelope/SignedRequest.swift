public import Seal

/// Proves who asks for what a receiver holds: records are personal, and a path can be guessed.
///
///     Yizhan-Request: KID BASE64(signature over "YZR1 GET /channel/v1/… INC")
///
/// `INC` is the receiver's incarnation, so that a word to another receiver is worth nothing here.
public enum SignedRequest {
  public static let field = "Yizhan-Request"

  private static func words(
    _ method: String, _ target: String, _ incarnation: String, _ more: [String]
  ) -> [UInt8] {
    Array((["YZR1", method, target, incarnation] + more).joined(separator: " ").utf8)
  }

  /// - Parameters:
  ///   - target: path and query, as they stand in the request line.
  ///   - more: what else is signed.
  public static func value(
    _ method: String = "GET", for target: String, incarnation: String, and more: [String] = [],
    by key: SigningKey
  ) -> String {
    let signature = key.sign(words(method, target, incarnation, more))
    return "\(key.publicKey.id) \(Base64.encode(signature, padded: true))"
  }

  public static func holds(
    _ value: String?, _ method: String = "GET", for target: String, incarnation: String,
    and more: [String] = [], by hall: EnrolledHall
  ) -> Bool {
    let parts = (value ?? "").split(separator: " ")
    guard parts.count == 2, let key = hall.key(String(parts[0])),
      let signature = Base64.decode(parts[1], padded: true)
    else { return false }
    return key.verifies(signature, of: words(method, target, incarnation, more))
  }
}
