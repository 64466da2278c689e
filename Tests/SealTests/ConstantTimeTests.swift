import Seal
import Testing

@Suite("constantTimeEquals")
struct ConstantTimeTests {
  @Test("finds a difference in any byte")
  func differences() {
    let secret = [UInt8](repeating: 7, count: 32)
    #expect(constantTimeEquals(secret, secret))
    for index in secret.indices {
      var other = secret
      other[index] ^= 0x80
      #expect(!constantTimeEquals(secret, other))
    }
  }

  @Test("unequal lengths are unequal")
  func lengths() {
    #expect(constantTimeEquals([], []))
    #expect(!constantTimeEquals([], [0]))
    #expect(!constantTimeEquals([1, 2], [1]))
    #expect(!constantTimeEquals([1], [1, 2]))
  }
}
