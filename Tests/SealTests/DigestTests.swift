import Seal
import Testing

@Suite("Digest")
struct DigestTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let digest: Digest
    let message: String
    let expected: String

    var testDescription: String { "\(digest) of \(message.utf8.count) bytes" }
  }

  /// FIPS 180-4 examples; GB/T 32905-2016 annex A.
  static let vectors = [
    Vector(
      digest: .sha256, message: "",
      expected: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    Vector(
      digest: .sha256, message: "abc",
      expected: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    Vector(
      digest: .sha256, message: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      expected: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
    Vector(
      digest: .sha256, message: String(repeating: "a", count: 1_000_000),
      expected: "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    Vector(
      digest: .sm3, message: "abc",
      expected: "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    Vector(
      digest: .sm3, message: String(repeating: "abcd", count: 16),
      expected: "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
  ]

  @Test("gives the digests of the standards", arguments: vectors)
  func standardVectors(_ vector: Vector) {
    #expect(Hex.encode(vector.digest.hash(Array(vector.message.utf8))) == vector.expected)
  }

  @Test("hashes parts as one message, however they are cut", arguments: Digest.allCases)
  func parts(_ digest: Digest) {
    let message = (0..<300).map { UInt8(truncatingIfNeeded: $0) }
    let whole = digest.hash(message)
    for cut in [0, 1, 55, 56, 63, 64, 65, 299, 300] {
      #expect(digest.hash(Array(message[..<cut]), Array(message[cut...])) == whole)
      #expect(digest.hash([[], Array(message[..<cut]), [], Array(message[cut...])]) == whole)
    }
    #expect(digest.hash([[UInt8]]()) == digest.hash([UInt8]()))
    #expect(whole.count == Digest.byteCount)
  }

  @Test("chains a line to the digest before it", arguments: Digest.allCases)
  func chain(_ digest: Digest) {
    var chained = [UInt8](repeating: 0, count: Digest.byteCount)
    for number in 0..<100 {
      let line = Array("line \(number)".utf8)
      let expected = digest.hash(chained + line)
      chained = digest.chain(chained, line)
      #expect(chained == expected)
    }
  }

  @Test("gives the same digests to many tasks at once")
  func concurrency() async {
    let expected = Digest.allCases.map { DigestTests.endOfChain($0) }
    await withTaskGroup(of: [[UInt8]].self) { group in
      for _ in 0..<64 {
        group.addTask { Digest.allCases.map { DigestTests.endOfChain($0) } }
      }
      for await chains in group { #expect(chains == expected) }
    }
  }

  private static func endOfChain(_ digest: Digest) -> [UInt8] {
    (0..<500).reduce([]) { digest.chain($0, Array("line \($1)".utf8)) }
  }
}
