import CourierLink
import Testing

@Suite("Compressed bodies")
struct DeflateTests {
  @Test("what goes in comes out, at every level")
  func roundTrip() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for round in 0..<60 {
      let count = [0, 1, 65_535, 65_536, 65_537, 500_000, Int.random(in: 0..<3000, using: &generator)][
        round % 7]
      let top: UInt8 = round.isMultiple(of: 2) ? 3 : 255
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...top, using: &generator) }
      let packed = Deflate.compress(bytes, level: round % 11)
      #expect(try Deflate.inflate(packed, limit: count) == bytes, "seed \(seed)")
      if count > 0 {
        #expect(throws: Deflate.Fault.tooLarge) { try Deflate.inflate(packed, limit: count - 1) }
      }
    }
  }

  @Test("a bomb does not go off")
  func bomb() throws {
    let packed = Deflate.compress([UInt8](repeating: 0, count: 64 * 1024 * 1024), level: 9)
    #expect(packed.count < 100_000)
    #expect(throws: Deflate.Fault.tooLarge) { try Deflate.inflate(packed, limit: 1024 * 1024) }
    #expect(throws: Deflate.Fault.tooLarge) { try Deflate.inflate(packed, limit: 0) }
  }

  @Test("every cut is truncated, and anything behind is refused")
  func ends() throws {
    let packed = Deflate.compress(Array("record after record after record".utf8))
    for count in 0..<packed.count {
      #expect(throws: Deflate.Fault.truncated) { try Deflate.inflate(Array(packed[..<count]), limit: 1000) }
    }
    #expect(throws: Deflate.Fault.trailingBytes) { try Deflate.inflate(packed + [0], limit: 1000) }
    #expect(throws: Deflate.Fault.trailingBytes) { try Deflate.inflate(packed + packed, limit: 1000) }
  }

  @Test("what is no zlib stream is malformed, and a flipped bit is never passed over")
  func malformed() {
    let plain = Array("record after record after record".utf8)
    let packed = Deflate.compress(plain)
    // gzip, a preset dictionary, text.
    for bytes: [UInt8] in [[0x1F, 0x8B, 8, 0, 0, 0, 0, 0], [0x78, 0xBB, 0, 0, 0, 1, 3, 0], plain] {
      #expect(throws: Deflate.Fault.malformed) { try Deflate.inflate(bytes, limit: 1000) }
    }
    for bit in 0..<packed.count * 8 {
      var bytes = packed
      bytes[bit / 8] ^= 1 << (bit % 8)
      let result = try? Deflate.inflate(bytes, limit: 1000)
      // The header's level is a remark.
      #expect(result == nil || result == plain, "bit \(bit)")
    }
  }
}
