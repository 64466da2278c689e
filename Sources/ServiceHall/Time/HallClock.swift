/// Where a ledger takes the time from; injected, so that tests can hold it still.
public struct HallClock: Sendable {
  /// Wall time as the machine believes it.
  public let now: @Sendable () -> Moment
  /// Time since an arbitrary start that never jumps.
  public let elapsed: @Sendable () -> Duration

  public init(
    now: @escaping @Sendable () -> Moment, elapsed: @escaping @Sendable () -> Duration
  ) {
    self.now = now
    self.elapsed = elapsed
  }
}

/// Dates the journal from a clock that cannot be trusted.
///
/// Invariants, cited by number in `JournalClockTests`:
/// 1. The moments it gives never go backwards.
/// 2. Wall time that is earlier than the last moment by more than `tolerance` makes it suspect.
/// 3. Wall time that moved differently from elapsed time by more than `tolerance` makes it suspect.
public struct JournalClock: Sendable {
  /// Why the clock is suspect; people see it until it no longer holds.
  public enum Suspicion: String, Sendable, Codable {
    /// Wall time is before the journal's last entry; entries repeat that entry's time meanwhile.
    case behind
    /// Wall time jumped while the machine ran.
    case jumped
  }

  public static let tolerance: Duration = .seconds(5)

  public private(set) var last: Moment
  public private(set) var suspicion: Suspicion?
  private var anchor: (wall: Moment, elapsed: Duration)?

  /// - Parameter last: the time of the journal's last entry.
  public init(last: Moment) { self.last = last }

  /// The moment for the next entry.
  public mutating func advance(wall: Moment, elapsed: Duration) -> Moment {
    if let anchor {
      let drift = wall.since(anchor.wall) - (elapsed - anchor.elapsed)
      if abs(drift.wholeMilliseconds) > Self.tolerance.wholeMilliseconds { suspicion = .jumped }
    }
    anchor = (wall, elapsed)
    if last.since(wall) > Self.tolerance {
      suspicion = .behind
    } else if suspicion == .behind {
      suspicion = nil
    }
    last = max(last, wall)
    return last
  }
}
