import CourierLink
import Seal
import ServiceHall
import Testing

@testable import Courier

@Suite("The parts of the check")
struct ConformancePartsTests {
  private static let key = SigningKey.make(.ed25519)

  private static func stream() -> PracticeStream {
    let id = StreamID(
      hall: .named("check"), epoch: .named(String(repeating: "0f", count: 16)), lane: .normal)
    var stream = PracticeStream(id, .sha256)
    stream.add((0..<3).map { PracticeStream.record(SecureRandom.bytes(16), padding: $0) })
    return stream
  }

  @Test("an untouched draft has the bytes of a composed batch", arguments: [1..<4, 2..<3, 4..<4])
  func draft(range: Range<Int>) throws {
    let stream = Self.stream()
    for compression in [Batch.Compression.none, .deflate] {
      let draft = stream.draft(
        range, compression, packer: FlawedSite.packer, key: Self.key.publicKey)
      let batch = Batch.compose(
        stream.id, from: range.lowerBound, lines: range.map { stream.lines[$0 - 1] },
        prev: stream.heads[range.lowerBound - 1], compression: compression,
        packer: FlawedSite.packer, by: Self.key)
      #expect(draft.bytes(by: Self.key) == batch.bytes)
    }
  }

  @Test("a practice record is a record")
  func record() throws {
    for line in Self.stream().lines { #expect(RecordLine(bytes: line)?.bytes == line) }
  }

  @Test("a bomb is a sound zlib stream of that many zeros", arguments: [1, 258, 70_000, 1 << 20])
  func bomb(size: Int) throws {
    let bytes = DeflateBomb.bytes(inflatingTo: size)
    let inflated = try Deflate.inflate(bytes, limit: size + 600)
    #expect(abs(inflated.count - size) <= 259)
    #expect(inflated.allSatisfy { $0 == 0 })
    #expect(size < 1000 || bytes.count < size / 100)
  }

  @Test("times of the wire's form, and others")
  func times() {
    let right = [
      "2026-11-20T09:31:05+08:00", "2026-11-20T09:31:05Z", "2026-11-20T09:31:05.123-05:30",
      "2026-12-31T23:59:60Z",
    ]
    let wrong = [
      "", "2026-11-20", "2026-11-20T09:31:05", "2026-11-20 09:31:05Z", "2026-13-20T09:31:05Z",
      "2026-11-20T24:31:05Z", "2026-11-20T09:31:05.Z", "2026-11-20T09:31:05+0800",
      "2026-11-20T09:31:05+08:60", "20261120T093105Z", "1795138265",
    ]
    for text in right { #expect(RFC3339.isTime(text), "\(text)") }
    for text in wrong { #expect(!RFC3339.isTime(text), "\(text)") }
  }

  @Test("what was sent and came is told by its headers, other bytes by their beginning")
  func telling() {
    let stream = Self.stream()
    let draft = stream.draft(1..<4, .deflate, packer: FlawedSite.packer, key: Self.key.publicKey)
    let bytes = draft.bytes(by: Self.key)
    let told = ConformanceExchange.told(bytes + bytes)
    #expect(told.count == 2)
    #expect(told[0].hasPrefix("YZB1 hall=check epoch=0f0f0f0f0f0f… lane=2 from=1 to=3 prev="))
    #expect(told[0].hasSuffix("alg=ed25519"))
    #expect(ConformanceExchange.told(Array("<p>\u{7}no</p>".utf8)) == ["<p>.no</p>"])
    #expect(ConformanceExchange.told([]) == [])
    let many = ConformanceExchange.told(Array([[UInt8]](repeating: bytes, count: 9).joined()))
    #expect(many.count == 5)
  }

  @Test("rules are numbered from 1 in their order")
  func numbers() {
    #expect(ConformanceRule.allCases.map(\.number) == Array(1...ConformanceRule.allCases.count))
  }
}
