/// Which chunks of an attachment are there: chunk n is bit n % 8, the lowest first, of byte n / 8.
///
/// Invariants, cited by number in `BlobBitmapTests`:
/// 1. There is no bit for a chunk that there is not.
/// 2. One set of chunks has one spelling: no zero byte at the end; nothing at all is an empty one.
public struct BlobBitmap: Sendable, Equatable {
  /// Chunks.
  public let count: Int
  public private(set) var bytes: [UInt8] = []

  public init(count: Int) { self.count = count }

  /// - Returns: nil where a bit stands for a chunk that there is not.
  public init?(count: Int, bytes: [UInt8]) {
    self.init(count: count)
    for (place, byte) in bytes.enumerated() {
      for bit in 0..<8 where byte & 1 << UInt8(bit) != 0 {
        guard place * 8 + bit < count else { return nil }
        insert(place * 8 + bit)
      }
    }
  }

  public static func full(_ count: Int) -> BlobBitmap {
    var bitmap = BlobBitmap(count: count)
    for index in 0..<count { bitmap.insert(index) }
    return bitmap
  }

  public func contains(_ index: Int) -> Bool {
    bytes.indices.contains(index / 8) && bytes[index / 8] & 1 << UInt8(index % 8) != 0
  }

  public mutating func insert(_ index: Int) {
    guard (0..<count).contains(index) else { return }
    while bytes.count <= index / 8 { bytes.append(0) }
    bytes[index / 8] |= 1 << UInt8(index % 8)
  }

  public var isEmpty: Bool { bytes.isEmpty }
  public var isFull: Bool { firstMissing == nil }

  /// What to send next.
  public var firstMissing: Int? {
    let place = bytes.firstIndex { $0 != 255 } ?? bytes.count
    return (place * 8..<min(count, place * 8 + 8)).first { !contains($0) }
  }
}
