import Testing

@testable import Seal

@Suite("PublicKey")
struct PublicKeyTests {
  /// GB/T 32918.5-2017 annex A.2: the curve sm2p256v1, the message "message digest" and the identity
  /// 1234567812345678. The signature is r ‖ s.
  static let sm2 = SigningKeyTests.Vector(
    secret: "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8",
    publicKey: """
      0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020\
      ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13
      """,
    message: Hex.encode(Array("message digest".utf8)),
    signature: """
      f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3\
      b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa
      """)

  /// `SEQUENCE { INTEGER, INTEGER }` of two numbers of 32 bytes.
  static func der(_ numbers: [UInt8]) -> [UInt8] {
    let integers = [numbers.prefix(32), numbers.dropFirst(32)].flatMap { number -> [UInt8] in
      let digits = (number.first ?? 0) < 128 ? Array(number) : [0] + number
      return [0x02, UInt8(digits.count)] + digits
    }
    return [0x30, UInt8(integers.count)] + integers
  }

  @Test("(1) agrees with GB/T 32918")
  func standardVector() throws {
    let vector = PublicKeyTests.sm2
    let key = try #require(PublicKey(.sm2, bytes: KeyTexts.hex(vector.publicKey)))
    let pair = try SigningKey(pem: KeyTexts.elliptic(KeyTexts.sm2, vector.secret))
    let signature = PublicKeyTests.der(KeyTexts.hex(vector.signature))
    #expect(pair.publicKey == key && pair.suite == .sm2)
    #expect(key.verifies(signature, of: KeyTexts.hex(vector.message)))
    #expect(!key.verifies(signature, of: Array("message digesT".utf8)))
  }

  @Test("(1) the id is the start of the digest of the bytes", arguments: SignatureSuite.allCases)
  func id(_ suite: SignatureSuite) throws {
    let made = SigningKey.make(suite).publicKey
    let read = try #require(PublicKey(suite, bytes: made.bytes))
    #expect(read == made && read.hashValue == made.hashValue && read.id == made.id)
    #expect(made.bytes.count == (suite == .sm2 ? 65 : 32))
    #expect(made.id == Hex.encode(suite.digest.hash(made.bytes)).prefix(16))
    #expect(suite.digest == (suite == .sm2 ? .sm3 : .sha256))
  }

  @Test("(2) refuses bytes of another length", arguments: SignatureSuite.allCases)
  func lengths(_ suite: SignatureSuite) {
    let bytes = SigningKey.make(suite).publicKey.bytes
    for count in 0..<bytes.count { #expect(PublicKey(suite, bytes: Array(bytes.prefix(count))) == nil) }
    #expect(PublicKey(suite, bytes: bytes + [0]) == nil)
    #expect(PublicKey(suite, bytes: [UInt8](repeating: 4, count: 100_000)) == nil)
    for other in SignatureSuite.allCases where other != suite {
      #expect(PublicKey(other, bytes: bytes) == nil)
    }
  }

  @Test("(2) refuses what is no point of sm2p256v1")
  func foreignPoints() {
    let bytes = KeyTexts.hex(PublicKeyTests.sm2.publicKey)
    let prime = KeyTexts.hex("fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff")
    for index in bytes.indices {
      for bit in 0..<8 {
        var other = bytes
        other[index] ^= 1 << UInt8(bit)
        #expect(PublicKey(.sm2, bytes: other) == nil)
      }
    }
    // Hybrid, where the sign is the point's; compressed; infinity; the zero point; p.
    #expect(PublicKey(.sm2, bytes: [7] + bytes.dropFirst()) == nil)
    #expect(PublicKey(.sm2, bytes: [3] + bytes.dropFirst().prefix(32)) == nil)
    #expect(PublicKey(.sm2, bytes: [0]) == nil)
    #expect(PublicKey(.sm2, bytes: [UInt8](repeating: 0, count: 65)) == nil)
    #expect(PublicKey(.sm2, bytes: [4] + [UInt8](repeating: 0, count: 64)) == nil)
    #expect(PublicKey(.sm2, bytes: [4] + prime + prime) == nil)
    #expect(PublicKey(.sm2, bytes: [4] + [UInt8](repeating: 0xFF, count: 64)) == nil)
    // A point of P-256, its generator.
    let generator = """
      046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296\
      4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5
      """
    #expect(PublicKey(.sm2, bytes: KeyTexts.hex(generator)) == nil)
  }

  /// Points of small order, with either sign; coordinates of p and more; no points at all.
  @Test(
    "(2) refuses what is no signing point of edwards25519",
    arguments: [
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "0200000000000000000000000000000000000000000000000000000000000000",
      "0700000000000000000000000000000000000000000000000000000000000000",
    ])
  func smallOrder(_ text: String) {
    var bytes = KeyTexts.hex(text)
    #expect(PublicKey(.ed25519, bytes: bytes) == nil)
    bytes[31] |= 0x80
    #expect(PublicKey(.ed25519, bytes: bytes) == nil)
  }

  @Test("(2) takes every key that is made", arguments: SignatureSuite.allCases)
  func made(_ suite: SignatureSuite) {
    for _ in 0..<100 {
      #expect(PublicKey(suite, bytes: SigningKey.make(suite).publicKey.bytes) != nil)
    }
  }

  @Test("(3) no changed, cut or grown signature is verified", arguments: SignatureSuite.allCases)
  func changed(_ suite: SignatureSuite) {
    let key = SigningKey.make(suite)
    let message = Array("line".utf8)
    let signature = key.sign(message)
    for index in signature.indices {
      for bit in 0..<8 {
        var other = signature
        other[index] ^= 1 << UInt8(bit)
        #expect(!key.publicKey.verifies(other, of: message))
      }
      #expect(!key.publicKey.verifies(Array(signature.prefix(index)), of: message))
    }
    #expect(!key.publicKey.verifies(signature + [0], of: message))
    #expect(!key.publicKey.verifies(signature + signature, of: message))
    #expect(!key.publicKey.verifies([UInt8](repeating: 0x30, count: 1_000_000), of: message))
    for count in [64, 70, 71, 72] {
      for byte in [0, 0xFF] as [UInt8] {
        let forged = [UInt8](repeating: byte, count: count)
        #expect(!key.publicKey.verifies(forged, of: message))
      }
    }
  }

  @Test("(3) numbers out of their range are no signature")
  func outOfRange() throws {
    let key = try #require(PublicKey(.sm2, bytes: KeyTexts.hex(PublicKeyTests.sm2.publicKey)))
    let message = KeyTexts.hex(PublicKeyTests.sm2.message)
    let signature = KeyTexts.hex(PublicKeyTests.sm2.signature)
    let order = KeyTexts.hex("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123")
    let zero = [UInt8](repeating: 0, count: 32)
    let negative = Array(signature.suffix(32))
    for numbers in [zero + zero, order + order, order + zero, zero + order, zero + negative] {
      #expect(!key.verifies(PublicKeyTests.der(numbers), of: message))
    }
    // Zero in its shortest form, a negative number, a length of four bytes, one without an end.
    for text in [
      "3006020100020100", "30060201ff0201ff", "3084ffffffff", "3080020101020101", "3000", "30",
      "300602010102010100",
    ] {
      #expect(!key.verifies(KeyTexts.hex(text), of: message))
    }
    // The same numbers in another form of DER.
    let der = PublicKeyTests.der(signature)
    #expect(key.verifies(der, of: message))
    #expect(!key.verifies([0x30, 0x81] + der.dropFirst(), of: message))
  }

  /// RFC 8032 § 5.1.7: s + L solves the same equation.
  @Test("(3) a signature has one spelling")
  func malleability() throws {
    let vector = SigningKeyTests.ed25519[1]
    let key = try #require(PublicKey(.ed25519, bytes: KeyTexts.hex(vector.publicKey)))
    let order = KeyTexts.hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
    var signature = KeyTexts.hex(vector.signature)
    #expect(key.verifies(signature, of: KeyTexts.hex(vector.message)))
    var carry = 0
    for index in 0..<32 {
      let sum = Int(signature[32 + index]) + Int(order[index]) + carry
      signature[32 + index] = UInt8(truncatingIfNeeded: sum)
      carry = sum >> 8
    }
    #expect(!key.verifies(signature, of: KeyTexts.hex(vector.message)))
  }
}
