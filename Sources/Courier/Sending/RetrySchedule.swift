import ServiceHall

/// When to try again after a failure: 5 s at first, 15 min at most, never in step with others.
///
/// Decorrelated jitter: each pause is drawn between the shortest and three times the last one. Counted on
/// the monotonic clock. A receiver that is just being started again is asked twice a second for a while: where
/// nobody listens, that costs a packet each time.
public struct RetrySchedule: Sendable {
  public static let shortest: Duration = .seconds(5)
  public static let longest: Duration = .minutes(15)

  public static let knock: Duration = .milliseconds(500)
  /// How often it is knocked before the long pauses begin.
  public static let knocks = 40

  private var last = RetrySchedule.shortest
  private var knocksLeft = RetrySchedule.knocks

  public init() {}

  /// The pause before the next try.
  ///
  /// - Parameters:
  ///   - fraction: drawn evenly from 0 ..< 1.
  ///   - isRestarting: nobody listens, or whoever did is gone.
  public mutating func pause(_ fraction: Double, isRestarting: Bool = false) -> Duration {
    if isRestarting, knocksLeft > 0 {
      knocksLeft -= 1
      return Self.knock
    }
    let span = min(last * 3, Self.longest) - Self.shortest
    last = Self.shortest + span * max(0, min(1, fraction))
    return last
  }

  /// The link came up, the receiver was heard or a person pressed the button.
  public mutating func reset() { self = RetrySchedule() }
}
