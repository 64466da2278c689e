/// How many bytes a second the channel may take, by the hour of the day: halls share their line with
/// people who work on it.
///
/// Invariants:
/// 1. A minute outside every rule has no cap.
/// 2. Where rules overlap, the lowest holds.
/// 3. A rule whose end is not after its begin goes past midnight; equal hours are the whole day.
public struct RateCap: Sendable, Equatable {
  public struct Rule: Sendable, Equatable {
    /// 0…23.
    public let fromHour: Int
    /// 0…24; the rule ends when this hour begins.
    public let toHour: Int
    public let bytesPerSecond: Int

    /// Nil for hours that do not exist, or for no bytes at all: the channel would be dead and look alive.
    public init?(fromHour: Int, toHour: Int, bytesPerSecond: Int) {
      guard (0...23).contains(fromHour), (0...24).contains(toHour), bytesPerSecond >= 1 else { return nil }
      self.fromHour = fromHour
      self.toHour = toHour
      self.bytesPerSecond = bytesPerSecond
    }

    fileprivate func covers(minute: Int) -> Bool {
      let (from, to) = (fromHour * 60, toHour * 60)
      return from < to ? minute >= from && minute < to : minute >= from || minute < to
    }
  }

  public let rules: [Rule]

  public init(_ rules: [Rule] = []) {
    self.rules = rules
  }

  /// Bytes per second, or nil for as fast as the line is.
  ///
  /// - Parameter minute: of the local day, 0…1439; others are taken round the clock.
  public func cap(atMinute minute: Int) -> Int? {
    let minute = (minute % 1440 + 1440) % 1440
    return rules.filter { $0.covers(minute: minute) }.map(\.bytesPerSecond).min()
  }
}
