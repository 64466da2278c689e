import Testing

@testable import Seal

@Suite("KeyDerivation")
struct KeyDerivationTests {
  struct Vector: Sendable {
    let secret: [UInt8]
    let salt: [UInt8]
    let info: [UInt8]
    let expected: String
  }

  /// RFC 5869, appendices A.1, A.2 and A.3.
  static let vectors = [
    Vector(
      secret: [UInt8](repeating: 0x0B, count: 22), salt: Array(0x00...0x0C), info: Array(0xF0...0xF9),
      expected: """
        3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865
        """),
    Vector(
      secret: Array(0x00...0x4F), salt: Array(0x60...0xAF), info: Array(0xB0...0xFF),
      expected: """
        b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09\
        da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87
        """),
    Vector(
      secret: [UInt8](repeating: 0x0B, count: 22), salt: [], info: [],
      expected: """
        8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8
        """),
  ]

  @Test("agrees with RFC 5869", arguments: vectors)
  func standardVectors(_ vector: Vector) {
    let key = KeyDerivation.hkdf(
      .sha256, secret: vector.secret, salt: vector.salt, info: vector.info,
      byteCount: vector.expected.count / 2)
    #expect(Hex.encode(key) == vector.expected)
  }

  @Test("a longer key begins with the shorter one", arguments: Digest.allCases)
  func lengths(_ digest: Digest) {
    let longest = KeyDerivation.hkdf(digest, secret: [1], salt: [2], info: [3], byteCount: 255 * 32)
    for count in [0, 1, 31, 32, 33, 255 * 32 - 1] {
      let key = KeyDerivation.hkdf(digest, secret: [1], salt: [2], info: [3], byteCount: count)
      #expect(key == Array(longest.prefix(count)))
    }
  }
}
