import Courier
import CourierLink
import Foundation
import Seal
import Testing

/// `Tests/WireVectors`: bytes that another program made from the contract alone.
@Suite("Wire vectors")
struct WireVectorTests {
  private struct Vectors: Decodable {
    struct Key: Decodable { let alg, kid, publicKey, seed: String }
    struct File: Decodable {
      struct Batch: Decodable {
        let from, to: Int
        let prev, head, comp, signer: String
        let lines: [String]
      }
      let opener: String?
      let batches: [Batch]?
    }
    struct Opener: Decodable { let enc, kid, pem: String }
    let keys: [String: Key]
    let openers: [String: Opener]
    let files: [String: File]
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("WireVectors")

  private static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  private static func vectors() throws -> Vectors {
    try JSONDecoder().decode(
      Vectors.self, from: Data(contentsOf: folder.appendingPathComponent("vectors.json")))
  }

  private static func key(_ name: String) throws -> PublicKey {
    let key = try #require(try vectors().keys[name])
    let suite = try #require(SignatureSuite(rawValue: key.alg))
    let bytes = try #require(Base64.decode(key.publicKey, padded: true))
    let made = try #require(PublicKey(suite, bytes: bytes))
    #expect(made.id == key.kid)
    return made
  }

  /// The zlib streams of the vectors, opened by the program that made them: deflate is tried elsewhere.
  private static let stored = Packer(deflate: { $0 }, inflate: { _, _ in nil })

  private static let zlib = Packer(
    deflate: { Deflate.compress($0, level: 6) }, inflate: { try? Deflate.inflate($0, limit: $1) })

  @Test(
    "every batch is read, signed, chained and written again byte for byte",
    arguments: ["hello.yzb1", "plain.yzb1", "deflate.yzb1", "two.yzb1", "sm.yzb1"])
  func batches(name: String) throws {
    let file = try #require(try Self.vectors().files[name])
    var rest = try Self.bytes(name)[...]
    for expected in try #require(file.batches) {
      let (batch, length) = try Batch.read(rest)
      #expect(batch.isSigned(by: [try Self.key(expected.signer)]))
      #expect((batch.header.from, batch.header.to) == (expected.from, expected.to))
      #expect(Hex.encode(batch.header.prev) == expected.prev)
      #expect(Hex.encode(batch.header.head) == expected.head)
      #expect(batch.header.compression.rawValue == expected.comp)
      let lines = expected.lines.map { Array($0.utf8) }
      #expect(lines.allSatisfy { RecordLine(bytes: $0) != nil })
      let chain = batch.header.chain
      #expect(chain.head(after: batch.header.prev, lines: lines) == batch.header.head)
      if batch.header.from == 1 {
        #expect(chain.start(of: batch.header.stream) == batch.header.prev)
      }
      if batch.header.compression == .none { #expect(try batch.lines(Self.stored) == lines) }
      #expect(batch.bytes == Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    #expect(rest.isEmpty)
  }

  @Test(
    "a sealed batch is opened by its reader's key and by no other",
    arguments: ["sealed.yzb1", "sm-sealed.yzb1"])
  func sealed(name: String) throws {
    let vectors = try Self.vectors()
    let file = try #require(vectors.files[name])
    let reader = try #require(file.opener.flatMap { vectors.openers[$0] })
    let key = try SealingKey(pem: reader.pem)
    #expect(key.publicKey.id == reader.kid)
    let bytes = try Self.bytes(name)
    let expected = try #require(file.batches?.first)
    let (batch, length) = try Batch.read(bytes[...])
    #expect(batch.isSigned(by: [try Self.key(expected.signer)]))
    #expect(batch.header.sealing?.rawValue == reader.enc)
    #expect(try batch.lines(Self.zlib, opener: key) == expected.lines.map { Array($0.utf8) })
    #expect(batch.bytes == Array(bytes.prefix(length)) && length == bytes.count)
    for other in [nil, SealingKey.make(.international), SealingKey.make(.sm)] {
      #expect(throws: BodyFault.sealed) { try batch.lines(Self.zlib, opener: other) }
    }
  }

  @Test("a batch that this program signs is the vector's, byte for byte")
  func composed() throws {
    let vectors = try Self.vectors()
    let seed = try #require(vectors.keys["hall"].flatMap { Hex.decode($0.seed) })
    // PKCS#8 of an Ed25519 key (RFC 8410 §7) is this and the seed.
    let prefix: [UInt8] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]
    let text = Base64.encode(prefix + seed, padded: true)
    let key = try SigningKey(pem: "-----BEGIN PRIVATE KEY-----\n\(text)\n-----END PRIVATE KEY-----\n")
    let original = try Self.bytes("plain.yzb1")
    let stream = try Batch.read(original[...]).batch.header.stream
    let expected = try #require(vectors.files["plain.yzb1"]?.batches?.first)
    let batch = Batch.compose(
      stream, from: 1, lines: expected.lines.map { Array($0.utf8) },
      prev: Chain(.sha256).start(of: stream), compression: .none, packer: Self.stored, by: key)
    #expect(batch.bytes == original)
  }

  @Test(
    "every acknowledgement is read and signed",
    arguments: [
      ("ok.yza1", Acknowledgement.Code.ok, "receiver"), ("gap.yza1", .gap, "receiver"),
      ("fork.yza1", .fork, "receiver"), ("sm.yza1", .ok, "smReceiver"),
    ])
  func acknowledgements(name: String, code: Acknowledgement.Code, signer: String) throws {
    let bytes = try Self.bytes(name)
    let (word, length) = try Acknowledgement.read(bytes[...])
    #expect(word.code == code)
    #expect(length == bytes.count)
    #expect(word.isSigned(by: [try Self.key(signer)]))
  }
}
