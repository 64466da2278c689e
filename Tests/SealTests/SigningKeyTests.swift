import Testing

@testable import Seal

@Suite("SigningKey")
struct SigningKeyTests {
  struct Vector: Sendable {
    let secret: String
    let publicKey: String
    let message: String
    let signature: String
  }

  /// RFC 8032 § 7.1: tests 1, 2, 3 and SHA(abc).
  static let ed25519 = [
    Vector(
      secret: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      message: "",
      signature: """
        e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555\
        fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
        """),
    Vector(
      secret: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      message: "72",
      signature: """
        92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da0\
        85ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
        """),
    Vector(
      secret: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
      message: "af82",
      signature: """
        6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac1\
        8ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
        """),
    Vector(
      secret: "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
      publicKey: "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
      message: """
        ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2\
        192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
        """,
      signature: """
        dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b5890\
        9351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704
        """),
  ]

  @Test("(1) agrees with RFC 8032", arguments: ed25519)
  func standardVectors(_ vector: Vector) throws {
    let key = try SigningKey(pem: KeyTexts.curve25519(KeyTexts.ed25519, vector.secret))
    let message = KeyTexts.hex(vector.message)
    #expect(key.suite == .ed25519)
    #expect(Hex.encode(key.publicKey.bytes) == vector.publicKey)
    #expect(Hex.encode(key.sign(message)) == vector.signature)
    #expect(key.publicKey.verifies(KeyTexts.hex(vector.signature), of: message))
  }

  @Test("(1) only the key's own signature of the message is verified", arguments: SignatureSuite.allCases)
  func verifies(_ suite: SignatureSuite) throws {
    let key = SigningKey.make(suite)
    let other = SigningKey.make(suite)
    #expect(key.publicKey != other.publicKey && key.publicKey.id != other.publicKey.id)
    for message in [[], [0], Array("办件".utf8), [UInt8](repeating: 7, count: 200_000)] {
      let signature = key.sign(message)
      #expect(suite == .sm2 ? signature.count <= 72 : signature.count == 64)
      #expect(key.publicKey.verifies(signature, of: message))
      #expect(!key.publicKey.verifies(signature, of: message + [0]))
      #expect(!other.publicKey.verifies(signature, of: message))
    }
  }

  @Test("(2) a text and its key are the same", arguments: SignatureSuite.allCases)
  func text(_ suite: SignatureSuite) throws {
    let key = SigningKey.make(suite)
    #expect(key.pem.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
    let twin = try SigningKey(pem: key.pem)
    #expect(twin.publicKey == key.publicKey && twin.suite == suite && twin.pem == key.pem)
    #expect(key.publicKey.verifies(twin.sign([1, 2, 3]), of: [1, 2, 3]))
  }

  @Test("(2) a key with its point, a compressed one or none is the same")
  func points() throws {
    let vector = PublicKeyTests.sm2
    let compressed = "03" + vector.publicKey.dropFirst(2).prefix(64)
    for point in [nil, vector.publicKey, compressed] {
      let key = try SigningKey(pem: KeyTexts.elliptic(KeyTexts.sm2, vector.secret, point: point))
      #expect(Hex.encode(key.publicKey.bytes) == vector.publicKey)
    }
  }

  @Test(
    "(3) refuses what is no private key",
    arguments: [
      "", "secret", "-----BEGIN PRIVATE KEY-----\n", KeyTexts.pem([]), KeyTexts.pem([0x30, 0]),
      KeyTexts.pem([0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]), String(repeating: "-", count: 1_000_000),
      KeyTexts.pem(KeyTexts.hex(ed25519[0].publicKey), label: "PUBLIC KEY"),
      // Made under the passphrase "x"; libcrypto would ask for it at the terminal.
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAg64xKAVNcrwQICCAAw
      DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEAlXHvAhoAM29/68DNJbQ1gEQJ9I
      o5nDTy6AKVGmtEnPuLB/a+PeIdDMZT52ZviYEjjHrYivXGYBt2d4Pd5sBT8SoCmu
      xb/VzSwz29bpoKVzT3o=
      -----END ENCRYPTED PRIVATE KEY-----
      """,
    ])
  func unreadable(_ text: String) {
    #expect(throws: KeyFault.unreadable) { try SigningKey(pem: text) }
    #expect(throws: KeyFault.unreadable) { try SealingKey(pem: text) }
  }

  @Test("(3) refuses every cut text", arguments: SignatureSuite.allCases)
  func cut(_ suite: SignatureSuite) {
    let text = SigningKey.make(suite).pem.dropLast()
    for count in 0..<(text.count - 1) {
      #expect(throws: KeyFault.self) { try SigningKey(pem: String(text.prefix(count))) }
    }
  }

  @Test("(3) refuses keys of other algorithms")
  func foreign() {
    let secret = SigningKeyTests.ed25519[0].secret
    for text in [
      KeyTexts.curve25519(KeyTexts.x25519, secret), KeyTexts.elliptic(KeyTexts.p256, secret),
      KeyTexts.curve25519(KeyTexts.ed448, secret + String(repeating: "07", count: 25)),
    ] {
      #expect(throws: KeyFault.foreignAlgorithm) { try SigningKey(pem: text) }
    }
    #expect(throws: KeyFault.foreignAlgorithm) {
      try SealingKey(pem: KeyTexts.curve25519(KeyTexts.ed25519, secret))
    }
  }

  /// With n the order of the group, n − 1 has no inverse of 1 + d, by which SM2 divides.
  @Test(
    "(3) refuses a secret out of its range",
    arguments: [
      "0000000000000000000000000000000000000000000000000000000000000000",
      "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54122",
      "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123",
      "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54124",
      "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
    ])
  func outOfRange(_ secret: String) {
    #expect(throws: KeyFault.self) { try SigningKey(pem: KeyTexts.elliptic(KeyTexts.sm2, secret)) }
    #expect(throws: KeyFault.self) { try SealingKey(pem: KeyTexts.elliptic(KeyTexts.sm2, secret)) }
  }

  @Test("(3) refuses halves of two keys")
  func halves() {
    let secret = PublicKeyTests.sm2.secret.replacing("3945", with: "3944")
    let text = KeyTexts.elliptic(KeyTexts.sm2, secret, point: PublicKeyTests.sm2.publicKey)
    #expect(throws: KeyFault.unusable) { try SigningKey(pem: text) }
  }

  @Test("many tasks sign and verify with one key at once", arguments: SignatureSuite.allCases)
  func concurrency(_ suite: SignatureSuite) async {
    let key = SigningKey.make(suite)
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<200 {
        group.addTask {
          let message = Array("line \(number)".utf8)
          return key.publicKey.verifies(key.sign(message), of: message)
        }
      }
      for await isVerified in group { #expect(isVerified) }
    }
  }
}
