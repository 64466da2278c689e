import Testing

@testable import Seal

@Suite("Ciphers")
struct CipherTests {
  /// McGrew and Viega, The Galois/Counter Mode of Operation, test case 16; NIST took it over.
  @Test("AES-256-GCM agrees with its authors")
  func galoisCounter() {
    let key = KeyTexts.hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")
    let nonce = KeyTexts.hex("cafebabefacedbaddecaf888")
    let header = KeyTexts.hex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    let plain = KeyTexts.hex(
      """
      d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72\
      1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39
      """)
    let expected = """
      522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa\
      8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662\
      76fc6ece0f4e1768cddf8853bb2d551b
      """
    let sealed = Libcrypto.sealGCM(plain, key: key, nonce: nonce, header: header)
    #expect(Hex.encode(sealed) == expected)
    #expect(Libcrypto.openGCM(sealed, key: key, nonce: nonce, header: header) == plain)
    #expect(Libcrypto.openGCM(sealed, key: key, nonce: nonce, header: header + [0]) == nil)
    #expect(Libcrypto.openGCM(sealed, key: key.reversed(), nonce: nonce, header: header) == nil)
    #expect(Libcrypto.openGCM(sealed, key: key, nonce: nonce.reversed(), header: header) == nil)
  }

  /// Test cases 13 and 14 of the same.
  @Test("AES-256-GCM seals nothing, and a block of zeros")
  func zeros() {
    let key = [UInt8](repeating: 0, count: 32)
    let nonce = [UInt8](repeating: 0, count: 12)
    for (plain, expected) in [
      ([], "530f8afbc74536b9a963b4f1c4cb738b"),
      (
        [UInt8](repeating: 0, count: 16),
        "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
      ),
    ] {
      let sealed = Libcrypto.sealGCM(plain, key: key, nonce: nonce, header: [])
      #expect(Hex.encode(sealed) == expected)
      #expect(Libcrypto.openGCM(sealed, key: key, nonce: nonce, header: []) == plain)
      for count in 0..<sealed.count {
        let cut = Array(sealed.prefix(count))
        #expect(Libcrypto.openGCM(cut, key: key, nonce: nonce, header: []) == nil)
      }
    }
  }

  /// GB/T 32907-2016 annex A.1: `crypto.sm4_ecb` of the project's vectors. The first block of the key
  /// stream is the counter, encrypted.
  static let sm4 = (
    key: "0123456789abcdeffedcba9876543210", plain: "0123456789abcdeffedcba9876543210",
    encrypted: "681edf34d206965e86b3e94f536e4246"
  )

  @Test("SM4 agrees with GB/T 32907")
  func block() {
    let zeros = [UInt8](repeating: 0, count: 16)
    let stream = Libcrypto.sm4Counter(
      zeros, key: KeyTexts.hex(CipherTests.sm4.key), counter: KeyTexts.hex(CipherTests.sm4.plain))
    #expect(Hex.encode(stream) == CipherTests.sm4.encrypted)
  }

  @Test("the counter of SM4 is one number of 16 bytes, the highest first")
  func counter() {
    let key = KeyTexts.hex(CipherTests.sm4.key)
    let zeros = [UInt8](repeating: 0, count: 48)
    let start = [UInt8](repeating: 0, count: 14) + [0x01, 0xFF]
    let stream = Libcrypto.sm4Counter(zeros, key: key, counter: start)
    let second = Libcrypto.sm4Counter(
      Array(zeros.prefix(20)), key: key, counter: [UInt8](repeating: 0, count: 14) + [0x02, 0x00])
    #expect(Array(stream[16..<36]) == second)
    #expect(Libcrypto.sm4Counter(stream, key: key, counter: start) == zeros)
    #expect(Libcrypto.sm4Counter([], key: key, counter: start) == [])
  }
}
