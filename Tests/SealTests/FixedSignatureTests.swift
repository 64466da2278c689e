import Testing

@testable import Seal

@Suite("Signatures of 64 bytes")
struct FixedSignatureTests {
  @Test("what is signed in 64 bytes is verified, and nothing else", arguments: SignatureSuite.allCases)
  func signing(suite: SignatureSuite) {
    let key = SigningKey.make(suite)
    let message = Array("验证".utf8)
    // SM2's numbers have leading zeros now and then.
    for round in 0..<(suite == .sm2 ? 600 : 2) {
      let signature = key.signFixed(message)
      #expect(signature.count == 64)
      guard key.publicKey.verifiesFixed(signature, of: message) else {
        Issue.record("round \(round): \(Hex.encode(signature))")
        return
      }
    }
    var signature = key.signFixed(message)
    #expect(!key.publicKey.verifiesFixed(signature, of: message + [0]))
    #expect(!SigningKey.make(suite).publicKey.verifiesFixed(signature, of: message))
    #expect(!key.publicKey.verifiesFixed(signature + [0], of: message))
    #expect(!key.publicKey.verifiesFixed(Array(signature.dropLast()), of: message))
    #expect(!key.publicKey.verifiesFixed([UInt8](repeating: 0, count: 64), of: message))
    #expect(!key.publicKey.verifiesFixed([UInt8](repeating: 255, count: 64), of: message))
    for index in signature.indices {
      signature[index] ^= 1
      #expect(!key.publicKey.verifiesFixed(signature, of: message), "\(index)")
      signature[index] ^= 1
    }
  }

  @Test("small numbers and those with the highest bit set are spelt as DER has them")
  func spellings() throws {
    let small = [UInt8](repeating: 0, count: 31) + [5]
    let large = [UInt8](repeating: 0xFF, count: 32)
    let der: [UInt8] = [0x30, 38, 2, 1, 5, 2, 33, 0] + large
    #expect(FixedSignature.der(small + large) == der)
    #expect(FixedSignature.fixed(der) == small + large)
    let zero = [UInt8](repeating: 0, count: 64)
    #expect(FixedSignature.der(zero) == [0x30, 6, 2, 1, 0, 2, 1, 0])
    #expect(FixedSignature.fixed(FixedSignature.der(zero)) == zero)
  }

  @Test(
    "other spellings in DER are refused",
    arguments: [
      [], [0x30], [0x30, 0], [0x31, 6, 2, 1, 5, 2, 1, 5], [0x30, 7, 2, 1, 5, 2, 1, 5],
      [0x30, 6, 2, 1, 5, 2, 1, 5, 0], [0x30, 7, 2, 2, 0, 5, 2, 1, 5], [0x30, 6, 2, 1, 0x85, 2, 1, 5],
      [0x30, 6, 3, 1, 5, 2, 1, 5], [0x30, 5, 2, 0, 2, 1, 5], [0x30, 6, 2, 5, 5, 2, 1, 5],
      [0x30, 0x81, 6, 2, 1, 5, 2, 1, 5], [0x30, 3, 2, 1, 5],
    ] as [[UInt8]])
  func strict(der: [UInt8]) {
    #expect(FixedSignature.fixed(der) == nil)
  }
}
