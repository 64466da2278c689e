import ServiceHall

/// How large the next batch may be, so that it takes some thirty seconds on the line as it is.
///
/// An urgent record waits for one batch at most, and a cut costs no more than one.
public struct BatchSizing: Sendable {
  public static let target: Duration = .seconds(30)
  public static let smallest = 4 << 10
  public static let largest = 4 << 20
  public static let records = 1000

  /// Bytes a second that got through, as last measured; nil before the first measurement.
  public private(set) var goodput: Double?
  /// Of a batch as it travels.
  public private(set) var bytes: Int

  public init() { bytes = 64 << 10 }

  /// A batch of so many bytes was acknowledged after so long.
  public mutating func succeeded(bytes sent: Int, in duration: Duration) {
    let seconds = max(0.001, Double(duration.wholeMilliseconds) / 1000)
    // Small exchanges measure the round trip, not the line.
    guard sent >= Self.smallest || seconds > 1 else { return }
    let measured = Double(sent) / seconds
    goodput = goodput.map { $0 * 0.7 + measured * 0.3 } ?? measured
    let fitting = (goodput ?? measured) * Double(Self.target.wholeSeconds)
    // No more than twice the last, so that one lucky batch does not make a giant.
    bytes = max(Self.smallest, min(Self.largest, min(bytes * 2, Int(min(fitting, 1e9)))))
  }

  /// Nothing came back in time, or the receiver found it too large.
  public mutating func failed() { bytes = max(Self.smallest, bytes / 2) }
}
