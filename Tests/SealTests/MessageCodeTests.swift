import Seal
import Testing

@Suite("MessageCode")
struct MessageCodeTests {
  struct Vector: Sendable {
    let key: [UInt8]
    let message: [UInt8]
    let expected: String
  }

  /// RFC 4231, test cases 1, 2, 3 and 6.
  static let vectors = [
    Vector(
      key: [UInt8](repeating: 0x0B, count: 20), message: Array("Hi There".utf8),
      expected: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    Vector(
      key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8),
      expected: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    Vector(
      key: [UInt8](repeating: 0xAA, count: 20), message: [UInt8](repeating: 0xDD, count: 50),
      expected: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    Vector(
      key: [UInt8](repeating: 0xAA, count: 131),
      message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      expected: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
  ]

  @Test("agrees with RFC 4231", arguments: vectors)
  func standardVectors(_ vector: Vector) {
    let code = MessageCode.hmac(.sha256, key: vector.key, vector.message)
    #expect(Hex.encode(code) == vector.expected)
  }

  /// GM/T 0042-2015 annex D.3, the first vector.
  @Test("agrees with GM/T 0042")
  func nationalVector() {
    let code = MessageCode.hmac(
      .sm3, key: Array(0x01...0x20),
      Array(
        """
        abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq\
        abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq
        """.utf8))
    #expect(Hex.encode(code) == "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a")
  }

  /// RFC 2104 § 2.
  @Test(
    "agrees with the definition for every length of key",
    arguments: Digest.allCases, [0, 1, 32, 63, 64, 65, 200])
  func definition(_ digest: Digest, _ length: Int) {
    let key = [UInt8](repeating: 0x4B, count: length)
    let short = length > 64 ? digest.hash(key) : key
    let block = short + [UInt8](repeating: 0, count: 64 - short.count)
    for message in [[], Array("办件".utf8)] {
      let inner = digest.hash(block.map { $0 ^ 0x36 }, message)
      let expected = digest.hash(block.map { $0 ^ 0x5C }, inner)
      #expect(MessageCode.hmac(digest, key: key, message) == expected)
    }
  }
}
