import Seal
import Testing

@Suite("StreamingDigest")
struct StreamingDigestTests {
  static let message = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

  @Test("equals the digest of the whole", arguments: Digest.allCases, [1, 63, 64, 4_096, 100_000])
  func pieces(_ digest: Digest, _ size: Int) {
    let message = StreamingDigestTests.message.prefix(size < 64 ? 2_000 : 100_000)
    var arrays = StreamingDigest(digest)
    var buffers = StreamingDigest(digest)
    for start in stride(from: 0, to: message.count, by: size) {
      let piece = Array(message[start..<min(start + size, message.count)])
      arrays.update(piece)
      unsafe piece.withUnsafeBytes { unsafe buffers.update($0) }
    }
    #expect(arrays.finalize() == digest.hash(Array(message)))
    #expect(buffers.finalize() == digest.hash(Array(message)))
  }

  @Test("of nothing is the digest of the empty message", arguments: Digest.allCases)
  func nothing(_ digest: Digest) {
    #expect(StreamingDigest(digest).finalize() == digest.hash([UInt8]()))
  }

  @Test("continues in a copy without touching the original")
  func copies() {
    var original = StreamingDigest(.sha256)
    original.update([1])
    var copy = original
    copy.update([2])
    original.update([3])
    #expect(copy.finalize() == Digest.sha256.hash([1, 2]))
    #expect(original.finalize() == Digest.sha256.hash([1, 3]))
  }

  @Test("can be asked midway")
  func midway() {
    var digest = StreamingDigest(.sm3)
    digest.update([1])
    #expect(digest.finalize() == Digest.sm3.hash([1]))
    digest.update([2])
    #expect(digest.finalize() == Digest.sm3.hash([1, 2]))
    #expect(digest.finalize() == Digest.sm3.hash([1, 2]))
  }
}
