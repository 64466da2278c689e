import ServiceHall

/// How large the chunks of the next manifest are: what the line carries in five to ten seconds, as far as
/// 16 to 256 KiB allow.
///
/// An urgent record waits for one chunk at most, and a break costs no more than one.
public struct ChunkSizing: Sendable {
  /// Before anything was measured.
  public static let first = 64 << 10
  static let target = 10.0

  /// Bytes a second that got through, as last measured.
  public private(set) var goodput: Double?

  public init() {}

  /// A chunk was taken in after so long.
  public mutating func succeeded(bytes: Int, in duration: Duration) {
    let measured = Double(bytes) * 1000 / Double(max(1, duration.wholeMilliseconds))
    goodput = goodput.map { $0 * 0.7 + measured * 0.3 } ?? measured
  }

  /// The largest power of two that takes no more than ten seconds.
  public static func chunkSize(goodput: Double?) -> Int {
    guard let goodput else { return first }
    let sizes = BlobShape.chunkSizes
    var size = sizes.lowerBound
    while size * 2 <= sizes.upperBound, Double(size * 2) <= goodput * target { size *= 2 }
    return size
  }

  /// A file that would have too many such chunks gets larger ones.
  public static func chunkSize(_ wanted: Int, for size: Int) -> Int {
    var chunk = wanted
    while chunk < BlobShape.chunkSizes.upperBound, chunk * BlobShape.mostChunks < size { chunk *= 2 }
    return chunk
  }
}
