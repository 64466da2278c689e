/// How a hall's way to its upstream stands, in one word. 上报线路
///
/// Judged from two times alone, so that a page, a program and a figure never say different things.
///
/// Invariants, cited by number in `ChannelConditionTests`:
/// 1. An upstream that was not heard for `longestSilence` is never called flowing or congested.
/// 2. While it is heard, what waits no longer than `longestWait` is no backlog.
/// 3. Times that lie ahead, as after a clock was set back, count as now.
public enum ChannelCondition: String, Sendable, CaseIterable {
  /// 畅通
  case flowing
  /// 积压: the upstream is heard, and something waits all the same.
  case congested
  /// 中断
  case interrupted
  /// 未接入: the hall stands alone.
  case unconnected

  /// A sender that has nothing to send speaks every two minutes and looks every half minute; beyond this it
  /// was not answered.
  public static let longestSilence: Duration = .minutes(5)

  /// One slow exchange or a few attempts; beyond this it is a backlog.
  public static let longestWait: Duration = .minutes(5)

  /// A backlog that has lasted so long concerns the windows too.
  public static let longestBacklog: Duration = .hours(24)

  /// - Parameters:
  ///   - heardAt: when the upstream was last heard; nil when it never was.
  ///   - oldestWaiting: since when the oldest record that is not acknowledged waits; nil when none does.
  public init(heardAt: Moment?, oldestWaiting: Moment?, at now: Moment) {
    guard let heardAt, now.since(heardAt) <= Self.longestSilence else {
      self = .interrupted
      return
    }
    let isLate = oldestWaiting.map { now.since($0) > Self.longestWait } ?? false
    self = isLate ? .congested : .flowing
  }

  /// Whether a clerk at a window should know: nothing is to be done there, but people may ask.
  public func concernsWindows(oldestWaiting: Moment?, at now: Moment) -> Bool {
    switch self {
    case .flowing, .unconnected: false
    case .interrupted: true
    case .congested: oldestWaiting.map { now.since($0) > Self.longestBacklog } ?? false
    }
  }
}
