@testable import Seal

/// Private keys written by hand, as PKCS#8 in PEM: those of the standards, and damaged ones.
enum KeyTexts {
  static let ed25519 = "2B6570"
  static let x25519 = "2B656E"
  static let ed448 = "2B6571"
  static let sm2 = "2A811CCF5501822D"
  static let p256 = "2A8648CE3D030107"

  /// RFC 8410 § 7: the algorithm's identifier and the seed.
  static func curve25519(_ identifier: String, _ seed: String) -> String {
    pem(sequence(integer(0) + sequence(tagged(0x06, hex(identifier))) + octets(octets(hex(seed)))))
  }

  /// RFC 5915 in PKCS#8: the curve's identifier, the secret number of 32 bytes, and the point.
  static func elliptic(_ curve: String, _ secret: String, point: String? = nil) -> String {
    let algorithm = tagged(0x06, hex("2A8648CE3D0201")) + tagged(0x06, hex(curve))
    let publicPart = point.map { tagged(0xA1, tagged(0x03, [0] + hex($0))) } ?? []
    let pair = sequence(integer(1) + octets(hex(secret)) + publicPart)
    return pem(sequence(integer(0) + sequence(algorithm) + octets(pair)))
  }

  static func pem(_ bytes: [UInt8], label: String = "PRIVATE KEY") -> String {
    let digits = Base64.encode(bytes)
    let padding = String(repeating: "=", count: (4 - digits.count % 4) % 4)
    var text = "-----BEGIN \(label)-----\n"
    var rest = Substring(digits + padding)
    while !rest.isEmpty {
      text += rest.prefix(64) + "\n"
      rest = rest.dropFirst(64)
    }
    return text + "-----END \(label)-----\n"
  }

  static func hex(_ text: String) -> [UInt8] { Hex.decode(text) ?? [] }

  private static func integer(_ value: UInt8) -> [UInt8] { tagged(0x02, [value]) }
  private static func octets(_ bytes: [UInt8]) -> [UInt8] { tagged(0x04, bytes) }
  private static func sequence(_ bytes: [UInt8]) -> [UInt8] { tagged(0x30, bytes) }

  private static func tagged(_ tag: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    let count = UInt8(bytes.count)
    return [tag] + (count < 128 ? [count] : [0x81, count]) + bytes
  }
}
