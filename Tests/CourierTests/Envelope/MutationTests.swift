import Courier
import Foundation
import Seal
import ServiceHall
import Testing

/// Both readers under bytes that nobody meant. `YIZHAN_MUTATIONS` says how many; `Appliance/dev/fuzz` runs ten million.
@Suite("Altered envelopes")
struct MutationTests {
  private static let count = Int(ProcessInfo.processInfo.environment["YIZHAN_MUTATIONS"] ?? "") ?? 20_000
  private static let seed = UInt64(ProcessInfo.processInfo.environment["YIZHAN_SEED"] ?? "") ?? 1

  private static let key = SigningKey.make(.ed25519)
  private static let stream = StreamID(
    hall: .named("chengguan"), epoch: .named(String(repeating: "5e", count: 16)), lane: .normal)

  private static func batch(_ compression: Batch.Compression) -> Batch {
    let lines = (1...6).compactMap { number in
      RecordLine(
        message: RecordLine.message(from: Digest.sha256.hash([UInt8(number)])), entity: "case:\(number)",
        version: number, json: #"{"kind":"示例","text":"一二三四五六七八九十"}"#)?.bytes
    }
    return Batch.compose(
      stream, from: 1, lines: lines, prev: Chain(.sha256).start(of: stream), compression: compression,
      packer: .plain, by: key)
  }

  /// One to four changes: bits, bytes, pieces gone, put in, doubled or moved.
  private static func alter(_ bytes: [UInt8], _ random: inout Randomness) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let length = min(Int.random(in: 1...40, using: &random), bytes.count - place)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes.removeSubrange(place..<place + length)
      case 3:
        bytes.insert(
          contentsOf: (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }, at: place)
      case 4: bytes.insert(contentsOf: Array(bytes[place..<place + length]), at: place)
      default:
        let piece = Array(bytes[place..<place + length])
        bytes.removeSubrange(place..<place + length)
        bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &random))
      }
    }
    return bytes
  }

  @Test("no altered batch is taken for a signed one, and none stops the reader")
  func batches() throws {
    var random = Randomness(seed: Self.seed)
    let originals = [Self.batch(.none), Self.batch(.deflate)]
    var read = 0
    for number in 0..<Self.count {
      let original = originals[number % 2]
      let bytes = Self.alter(original.bytes, &random)
      guard let (batch, length) = try? Batch.read(bytes[...]) else { continue }
      read += 1
      let lines = try? batch.lines(.plain)
      let isSame = batch.signed == original.signed && batch.signature == original.signature
      // A signature is dear to verify; what is under another text is tried now and then.
      let isSigned = isSame || (number % 32 == 0 && batch.isSigned(by: [Self.key.publicKey]))
      guard isSigned, lines != nil else { continue }
      #expect(
        Array(bytes.prefix(length)) == original.bytes, "seed \(Self.seed), change \(number) was taken in")
    }
    #expect(read > Self.count / 50, "the changes must reach what lies behind the header")
  }

  @Test("no altered acknowledgement is taken for a signed one, and none stops the reader")
  func acknowledgements() throws {
    var random = Randomness(seed: Self.seed &+ 1)
    let original = Acknowledgement.Statement(
      code: .ok, stream: Self.stream, held: Held(highWater: 17, chain: Digest.sha256.hash([1])), safe: 12,
      incarnation: "0123456789abcdef", time: "2026-11-20T09:31:05+08:00"
    ).signed(by: Self.key)
    let whole = try Acknowledgement.read(original[...]).acknowledgement
    for number in 0..<Self.count {
      let bytes = Self.alter(original, &random)
      guard let (word, _) = try? Acknowledgement.read(bytes[...]) else { continue }
      let isSame = word.signed == whole.signed && word.signature == whole.signature
      guard !isSame, number % 32 == 0 else { continue }
      #expect(!word.isSigned(by: [Self.key.publicKey]), "seed \(Self.seed), change \(number)")
    }
  }

  @Test("a line that was altered is read as the bytes say, or not at all")
  func lines() throws {
    var random = Randomness(seed: Self.seed &+ 2)
    let original = try #require(try Self.batch(.none).lines(.plain).first)
    var read = 0
    for number in 0..<Self.count {
      let bytes = Self.alter(original, &random)
      let line = RecordLine(bytes: bytes)
      read += line == nil ? 0 : 1
      let tabs = bytes.count { $0 == 9 }
      let isText = String(validating: bytes, as: UTF8.self) != nil
      #expect(
        line.map { $0.bytes == bytes && tabs == 3 && isText && !bytes.contains(10) } ?? true,
        "seed \(Self.seed), change \(number)")
    }
    #expect(read > Self.count / 50, "the changes must leave some lines sound")
  }
}
