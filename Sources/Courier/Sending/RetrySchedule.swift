import ServiceHall

/// When to try again after a failure: 5 s at first, 15 min at most, never in step with others.
///
/// Decorrelated jitter: each pause is drawn between the shortest and three times the last one. Counted on
/// the monotonic clock.
public struct RetrySchedule: Sendable {
  public static let shortest: Duration = .seconds(5)
  public static let longest: Duration = .minutes(15)

  private var last = RetrySchedule.shortest

  public init() {}

  /// The pause before the next try.
  ///
  /// - Parameter fraction: drawn evenly from 0 ..< 1.
  public mutating func pause(_ fraction: Double) -> Duration {
    let span = min(last * 3, Self.longest) - Self.shortest
    last = Self.shortest + span * max(0, min(1, fraction))
    return last
  }

  /// The link came up, the receiver was heard or a person pressed the button.
  public mutating func reset() { last = Self.shortest }
}
