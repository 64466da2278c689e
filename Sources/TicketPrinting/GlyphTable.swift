/// Chinese characters that GBK lacks, as pictures; from `Templates/tickets/glyphs.bin`. 字形表
///
/// A record is three bytes with the code point, the highest first, then 16 rows of 16 dots, the leftmost dot in
/// the highest bit. Records are sorted by code point.
public struct GlyphTable: Sendable {
  private static let record = 35
  private let bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  public static let empty = GlyphTable([])

  public var count: Int { bytes.count / Self.record }

  /// The dots of a character, 16 rows from the top; nil when the table has none.
  func rows(of scalar: Unicode.Scalar) -> [UInt16]? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      let start = middle * Self.record
      let point = bytes[start..<start + 3].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      if point == scalar.value {
        return (0..<16).map { row in
          UInt16(bytes[start + 3 + 2 * row]) << 8 | UInt16(bytes[start + 4 + 2 * row])
        }
      }
      if point < scalar.value { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The character as `ESC *` takes it in a line of text: 24 columns of 24 dots, three bytes each, the highest
  /// dot in the highest bit.
  func columns(of scalar: Unicode.Scalar) -> [UInt8]? {
    guard let rows = rows(of: scalar) else { return nil }
    return (0..<24).flatMap { x in
      (0..<3).map { third in
        (0..<8).reduce(UInt8(0)) { byte, bit in
          // Three dots for two of the picture.
          let isDark = rows[(third * 8 + bit) * 2 / 3] & (0x8000 >> UInt16(x * 2 / 3)) != 0
          return byte << 1 | (isDark ? 1 : 0)
        }
      }
    }
  }
}
