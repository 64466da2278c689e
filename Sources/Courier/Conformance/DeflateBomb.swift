/// A few bytes that become very many when they are inflated.
///
/// A zlib stream (RFC 1950) of one block with fixed codes (RFC 1951 § 3.2.6): a zero, then the longest
/// match again and again, which makes 258 bytes of every 13 bits.
enum DeflateBomb {
  private static let matchLength = 258

  /// - Parameter size: bytes that would come out; rounded down to whole matches.
  static func bytes(inflatingTo size: Int) -> [UInt8] {
    let matches = max(1, size / matchLength)
    var bits = Bits()
    bits.bytes = [0x78, 0x9c]
    bits.bytes.reserveCapacity(matches * 13 / 8 + 16)
    // The last block, with fixed codes.
    bits.add(0b011, 3)
    // Codes begin with their highest bit: 0x30 is a literal zero, 0xc5 the length 258.
    bits.add(0b0000_1100, 8)
    for _ in 0..<matches { bits.add(0b0_0000_1010_0011, 13) }
    // The end of the block.
    bits.add(0, 7)
    bits.fill()
    // Adler-32 of so many zeros.
    let sum = UInt32((matches * matchLength + 1) % 65521) << 16 | 1
    return bits.bytes + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
  }

  /// Bytes that are filled from their lowest bit.
  private struct Bits {
    var bytes: [UInt8] = []
    private var pending: UInt32 = 0
    private var count: UInt32 = 0

    mutating func add(_ value: UInt32, _ width: UInt32) {
      pending |= value << count
      count += width
      while count >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: pending))
        pending >>= 8
        count -= 8
      }
    }

    mutating func fill() { if count > 0 { add(0, 8 - count) } }
  }
}
