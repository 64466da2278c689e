import Courier
import Seal
import ServiceHall
import Testing

@Suite("Envelopes")
struct EnvelopeTests {
  private static let key = SigningKey.make(.ed25519)
  private static let stream = StreamID(
    hall: .named("cheng-guan"), epoch: .named(String(repeating: "ab", count: 16)), lane: .normal)

  private static func lines(_ count: Int) throws -> [[UInt8]] {
    try (1...max(1, count)).prefix(count).map { number in
      let message = RecordLine.message(from: Digest.sha256.hash([UInt8(number)]))
      return try #require(
        RecordLine(
          message: message, entity: "case:\(number)", version: 1, json: #"{"kind":"示例"}"#)
      ).bytes
    }
  }

  private static func batch(_ count: Int = 3, suite: SigningKey = key) throws -> Batch {
    Batch.compose(
      stream, from: 1, lines: try lines(count), prev: Chain(suite.publicKey.suite.digest).start(of: stream),
      compression: .none, packer: .plain, by: suite)
  }

  @Test("a batch reads as it was written, in both suites", arguments: SignatureSuite.allCases)
  func roundTrip(suite: SignatureSuite) throws {
    let key = SigningKey.make(suite)
    for count in [0, 1, 3] {
      let batch = try Self.batch(count, suite: key)
      let bytes = batch.bytes + [1, 2, 3]
      let (read, length) = try Batch.read(bytes[...])
      #expect(read == batch)
      #expect(length == bytes.count - 3)
      #expect(read.isSigned(by: [key.publicKey]))
      #expect(try read.lines(.plain) == (try Self.lines(count)))
      #expect(read.header.isHello == (count == 0))
    }
  }

  @Test("no byte of a batch can be changed: it is not read, not signed or not the body")
  func everyByte() throws {
    let batch = try Self.batch(2)
    let original = batch.bytes
    for index in original.indices {
      for flip in [0x01, 0x20, 0x80] as [UInt8] {
        var bytes = original
        bytes[index] ^= flip
        guard let (read, _) = try? Batch.read(bytes[...]) else { continue }
        let lines = try? read.lines(.plain)
        #expect(!read.isSigned(by: [Self.key.publicKey]) || lines == nil, "byte \(index)")
      }
    }
  }

  @Test(
    "a sealed batch is read by its recipient alone, and no byte of it can be changed",
    arguments: SignatureSuite.allCases)
  func sealed(suite: SignatureSuite) throws {
    let key = SigningKey.make(suite)
    let opener = SealingKey.make(suite == .sm2 ? .sm : .international)
    let batch = Batch.compose(
      Self.stream, from: 1, lines: try Self.lines(2), prev: Chain(suite.digest).start(of: Self.stream),
      compression: .none, packer: .plain, by: key, sealedFor: opener.publicKey)
    let original = batch.bytes
    #expect(original.firstRange(of: Array("case:1".utf8)) == nil)
    let (read, _) = try Batch.read(original[...])
    #expect(read == batch)
    #expect(try read.lines(.plain, opener: opener) == (try Self.lines(2)))
    for other in [nil, SealingKey.make(.international), SealingKey.make(.sm)] {
      #expect(throws: BodyFault.sealed) { try read.lines(.plain, opener: other) }
    }
    for index in original.indices {
      var bytes = original
      bytes[index] ^= 0x01
      guard let (read, _) = try? Batch.read(bytes[...]) else { continue }
      #expect(
        !read.isSigned(by: [key.publicKey]) || (try? read.lines(.plain, opener: opener)) == nil,
        "byte \(index)")
    }
  }

  @Test("a hello is never sealed, and a way of sealing that is not known is refused")
  func sealedHello() throws {
    let opener = SealingKey.make(.international)
    let hello = Batch.compose(
      Self.stream, from: 1, lines: [], prev: Chain(.sha256).start(of: Self.stream),
      compression: .none, packer: .plain, by: Self.key, sealedFor: opener.publicKey)
    #expect(hello.header.sealing == nil)
    let text = String(decoding: try Self.batch(1).bytes, as: UTF8.self)
    let other = text.replacing("alg=ed25519\n", with: "alg=ed25519\nenc=rot13\n")
    #expect(throws: EnvelopeFault.header("enc")) { try Batch.read(Array(other.utf8)[...]) }
  }

  @Test("a batch that is cut off is incomplete, wherever it is cut")
  func truncated() throws {
    let bytes = try Self.batch(2).bytes
    for length in 0..<bytes.count {
      #expect(throws: EnvelopeFault.incomplete) { try Batch.read(bytes[..<length]) }
    }
  }

  @Test("headers that this version does not know stay under the signature and are ignored")
  func laterHeaders() throws {
    let batch = try Self.batch(1)
    let text = String(decoding: batch.signed, as: UTF8.self)
    let signed = Array((text.dropLast() + "future=yes\n\n").utf8)
    let bytes =
      signed + Array(Base64.encode(Self.key.sign(signed), padded: true).utf8) + [10] + batch.body
    let (read, _) = try Batch.read(bytes[...])
    #expect(read.header.later == ["future": "yes"])
    #expect(read.isSigned(by: [Self.key.publicKey]))
    #expect(try read.lines(.plain).count == 1)
  }

  @Test(
    "a header that is not of its form is named",
    arguments: [
      ("lane=2", "lane=4", "lane"), ("lane=2", "lane=02", "lane"), ("from=1", "from=0", "to"),
      ("from=1", "from=+1", "from"), ("comp=none", "comp=gzip", "comp"), ("hall=", "hell=", "hall"),
      ("to=3", "to=1", "size"), ("epoch=ab", "epoch=AB", "epoch"), ("alg=ed25519", "alg=rsa", "alg"),
      ("comp=none\n", "comp=none\ncomp=none\n", "comp"),
    ])
  func badHeader(from: String, to: String, name: String) throws {
    let batch = try Self.batch(3)
    let text = String(decoding: batch.bytes, as: UTF8.self).replacing(from, with: to, maxReplacements: 1)
    // A number of records that the body does not have shows in the body alone.
    if name == "size" {
      let (read, _) = try Batch.read(Array(text.utf8)[...])
      #expect(throws: BodyFault.lines) { try read.lines(.plain) }
    } else {
      #expect(throws: EnvelopeFault.header(name)) { try Batch.read(Array(text.utf8)[...]) }
    }
  }

  @Test(
    "an acknowledgement reads as it was written, for every code", arguments: Acknowledgement.Code.allCases)
  func acknowledgement(code: Acknowledgement.Code) throws {
    let held = Held(highWater: 17, chain: Digest.sha256.hash([1]))
    let bytes = Acknowledgement.Statement(
      code: code, stream: Self.stream, held: held, safe: 12, incarnation: "0123456789abcdef",
      time: "2026-11-20T09:31:05+08:00"
    ).signed(by: Self.key)
    let (word, length) = try Acknowledgement.read(bytes[...])
    #expect(length == bytes.count)
    #expect(word.code == code && word.stream == Self.stream && word.highWater == 17 && word.safe == 12)
    #expect(word.chain == held.chain && word.incarnation == "0123456789abcdef")
    #expect(word.isSigned(by: [Self.key.publicKey]))
    for index in bytes.indices {
      var altered = bytes
      altered[index] ^= 1
      guard let (word, _) = try? Acknowledgement.read(altered[...]) else { continue }
      #expect(!word.isSigned(by: [Self.key.publicKey]), "byte \(index)")
    }
  }

  @Test("a line has three TABs, no LF and a message that is a UUID")
  func line() throws {
    let message = "01234567-89ab-8cde-8f01-23456789abcd"
    let line = try #require(
      RecordLine(message: message, entity: "case:1", version: 1, json: "{}"))
    #expect(RecordLine(bytes: line.bytes) == line)
    #expect(RecordLine(message: "x", entity: "case:1", version: 1, json: "{}") == nil)
    #expect(RecordLine(message: message, entity: "case 1", version: 1, json: "{}") == nil)
    #expect(RecordLine(message: message, entity: "case:1", version: 0, json: "{}") == nil)
    #expect(RecordLine(message: message, entity: "case:1", version: 1, json: "{\n}") == nil)
    #expect(RecordLine(bytes: line.bytes + [9]) == nil)
  }
}
