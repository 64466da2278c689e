import Testing

@testable import Seal

@Suite("SealingKey")
struct SealingKeyTests {
  /// RFC 7748 § 6.1.
  static let alice = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"
  static let bob = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"

  @Test("(1) agrees with RFC 7748")
  func standardVector() throws {
    let alice = try SealingKey(pem: KeyTexts.curve25519(KeyTexts.x25519, SealingKeyTests.alice))
    let bob = try SealingKey(pem: KeyTexts.curve25519(KeyTexts.x25519, SealingKeyTests.bob))
    #expect(alice.suite == .international && bob.suite == .international)
    #expect(
      Hex.encode(alice.publicKey.bytes)
        == "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")
    #expect(
      Hex.encode(bob.publicKey.bytes)
        == "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
    let shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"
    let atAlice = try #require(alice.handle.sharedSecret(with: bob.publicKey.handle))
    let atBob = try #require(bob.handle.sharedSecret(with: alice.publicKey.handle))
    #expect(Hex.encode(atAlice) == shared && atBob == atAlice)
  }

  @Test("(1) a text and its key are the same", arguments: SealingSuite.allCases)
  func text(_ suite: SealingSuite) throws {
    let key = SealingKey.make(suite)
    let twin = try SealingKey(pem: key.pem)
    #expect(key.pem.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
    #expect(twin.publicKey == key.publicKey && twin.suite == suite && twin.pem == key.pem)
    #expect(key.publicKey.bytes.count == (suite == .sm ? 65 : 32))
    #expect(key.publicKey.id == Hex.encode(suite.digest.hash(key.publicKey.bytes)).prefix(16))
    let read = try #require(SealingKey.Public(suite, bytes: key.publicKey.bytes))
    #expect(read == key.publicKey && read.hashValue == key.publicKey.hashValue)
    #expect(SealingKey.make(suite).publicKey != key.publicKey)
  }

  /// The points of small order (RFC 7748 § 6.1 lets them be refused), and coordinates of p and more.
  @Test(
    "(2) refuses points that would share nothing secret, and second spellings",
    arguments: [
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
      "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "0900000000000000000000000000000000000000000000000000000000000080",
      "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ])
  func smallOrder(_ text: String) {
    #expect(SealingKey.Public(.international, bytes: KeyTexts.hex(text)) == nil)
  }

  @Test("(2) refuses bytes of another length, and no points", arguments: SealingSuite.allCases)
  func lengths(_ suite: SealingSuite) {
    let bytes = SealingKey.make(suite).publicKey.bytes
    for count in 0..<bytes.count {
      #expect(SealingKey.Public(suite, bytes: Array(bytes.prefix(count))) == nil)
    }
    #expect(SealingKey.Public(suite, bytes: bytes + [0]) == nil)
    #expect(SealingKey.Public(.sm, bytes: [4] + [UInt8](repeating: 7, count: 64)) == nil)
  }

  @Test("SM2 opens what SM2 encrypted, and nothing else")
  func encryption() {
    let key = SealingKey.make(.sm)
    for count in [1, 31, 32, 33, 48, 200] {
      let message = SecureRandom.bytes(count)
      let encrypted = key.publicKey.handle.encrypt(message)
      #expect(key.handle.decrypt(encrypted, byteCount: count) == message)
      #expect(key.handle.decrypt(encrypted, byteCount: count + 1) == nil)
      #expect(key.handle.decrypt(encrypted, byteCount: count - 1) == nil)
      #expect(SealingKey.make(.sm).handle.decrypt(encrypted, byteCount: count) == nil)
      for cut in 0..<encrypted.count {
        #expect(key.handle.decrypt(Array(encrypted.prefix(cut)), byteCount: count) == nil)
      }
    }
  }

  /// `SEQUENCE { x, y, hash, ciphertext }` with points at infinity or off the curve, and lengths that
  /// lie.
  @Test(
    "SM2 refuses hostile bytes",
    arguments: [
      "", "30", "3000", "3080", "3084ffffffff", "300a02010002010004000400",
      "300c020100020100040004020102", "300a02010102010104000400",
      "3009020100020100040004ff", "30100201000201000400048400ffffffffff",
    ])
  func hostile(_ text: String) {
    #expect(SealingKey.make(.sm).handle.decrypt(KeyTexts.hex(text), byteCount: 48) == nil)
  }
}
