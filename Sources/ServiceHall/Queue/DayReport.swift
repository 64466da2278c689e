/// One business day of a hall in figures. 日报
///
/// Made from the journal's events alone, so that it can be checked against them at any time. What was
/// taken back within its ten seconds does not count.
public struct DayReport: Sendable, Equatable {
  /// The middle and the slow end of many durations, in whole seconds.
  public struct Spread: Sendable, Equatable {
    /// nil without any duration.
    public let p50: Int?
    public let p90: Int?

    public init(_ seconds: [Int] = []) {
      let sorted = seconds.sorted()
      p50 = Percentile.nearestRank(50, ofSorted: sorted)
      p90 = Percentile.nearestRank(90, ofSorted: sorted)
    }
  }

  public struct Figures: Sendable, Equatable {
    /// 取号
    public var taken = 0
    /// Services that ended with the person there. A number that visits two lines is served twice. 办结
    public var served = 0
    /// Services that ended because the person had gone. 人已离开
    public var left = 0
    /// 过号
    public var missed = 0
    /// 取消
    public var cancelled = 0
    /// Missed too often, or still waiting, missed or set aside when the day ended. 作废
    public var void = 0
    /// From taking the number, or coming back, or being sent on, to the call.
    public var waiting = Spread()
    /// From the start of the service, or the call where none was recorded, to its end; without the time
    /// for which the number was set aside.
    public var service = Spread()

    public init() {}
  }

  public struct Hour: Sendable, Equatable {
    /// 0…23
    public let hour: Int
    public var taken = 0
    public var served = 0
  }

  public internal(set) var total = Figures()
  public internal(set) var lines: [Line.ID: Figures] = [:]
  /// `taken`, `cancelled` and `void` belong to no window.
  public internal(set) var windows: [Window.ID: Figures] = [:]
  /// From the first hour in which something happened to the last.
  public internal(set) var hours: [Hour] = []
  /// Waiting at the end of the events: now, for today.
  public internal(set) var stillWaiting = 0
  public internal(set) var ratings: [Satisfaction: Int] = [:]
  /// Services that could be rated and were not.
  public internal(set) var unrated = 0

  public var rated: Int { ratings.values.reduce(0, +) }

  /// 满意率: the three upper levels among the ratings, in per cent, rounded down; nil without any.
  public var satisfiedPercent: Int? {
    let rated = rated
    guard rated > 0 else { return nil }
    let good = ratings.filter { !$0.key.isPoor }.values.reduce(0, +)
    return good * 100 / rated
  }

  public init() {}
}

public enum Percentile {
  /// The nearest-rank percentile: the smallest value that is not below `percent` of all.
  ///
  /// - Parameters:
  ///   - percent: 1…100.
  ///   - values: in ascending order.
  /// - Returns: nil without values.
  public static func nearestRank(_ percent: Int, ofSorted values: [Int]) -> Int? {
    guard !values.isEmpty else { return nil }
    let rank = (percent * values.count + 99) / 100
    return values[min(max(rank, 1), values.count) - 1]
  }
}
