import Testing

@testable import Seal

@Suite("SecureRandom")
struct SecureRandomTests {
  @Test("gives as many bytes as asked", arguments: [0, 1, 16, 100_000])
  func count(_ count: Int) {
    #expect(SecureRandom.bytes(count).count == count)
  }

  @Test("never repeats itself")
  func distinct() {
    let drawn = Set((0..<1_000).map { _ in SecureRandom.bytes(16) })
    #expect(drawn.count == 1_000)
  }

  @Test("draws texts of the alphabet alone")
  func alphabet() {
    let text = SecureRandom.text(5_000, alphabet: "ABC23号")
    #expect(text.count == 5_000)
    #expect(Set(text) == Set("ABC23号"))
    #expect(SecureRandom.text(3, alphabet: "x") == "xxx")
    #expect(SecureRandom.text(0, alphabet: "ab").isEmpty)
  }

  /// Fed each byte equally often, a fair drawing gives each character equally often. Sizes that do
  /// not divide 256 would favour the first characters if bytes were merely reduced; the bytes to
  /// be rejected come first.
  @Test("favours no character", arguments: [1, 2, 3, 10, 31, 32, 62, 200, 255, 256])
  func unbiased(_ size: Int) throws {
    let alphabet = SecureRandom.Alphabet(
      (0..<size).compactMap { UnicodeScalar(0x4E00 + $0).map(Character.init) })
    let accepted = 256 / size * size
    let bytes = (accepted..<256).map { UInt8($0) } + (0..<accepted).map { UInt8($0) }
    var served = 0
    let text = SecureRandom.text(accepted, alphabet: alphabet) { _ in
      served += 1
      return served == 1 ? bytes : []
    }
    let counts = text.reduce(into: [Character: Int]()) { $0[$1, default: 0] += 1 }
    #expect(counts.count == size)
    #expect(Set(counts.values) == [256 / size])
    #expect(served == 1)
  }

  @Test("keeps the length when the source serves more than asked")
  func surplus() {
    #expect(SecureRandom.text(3, alphabet: "ab") { _ in [0, 1, 0, 1, 0] } == "aba")
  }
}
