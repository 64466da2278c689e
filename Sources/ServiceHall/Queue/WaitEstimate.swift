/// How long a person may have to wait; an estimate, and said to be one. 预计等候
public enum WaitEstimate {
  /// Taken until a line has served somebody, in milliseconds: five minutes.
  public static let assumedServiceMilliseconds: Int64 = 300_000

  /// The line's mean service time after one more service, weighting the latest by one fifth.
  ///
  /// Whole milliseconds, so that a replay gives the same figure on every machine.
  public static func mean(_ mean: Int64?, after service: Duration) -> Int64 {
    let latest = min(max(service.wholeMilliseconds, 0), 4 * 3_600_000)
    guard let mean else { return latest }
    return mean + (latest - mean) / 5
  }

  /// Whole seconds until the ticket is called, or nil when no window of the line is open.
  public static func seconds(ahead: Int, mean: Int64?, openWindows: Int) -> Int? {
    guard openWindows > 0 else { return nil }
    let each = mean ?? assumedServiceMilliseconds
    return Int(Int64(ahead) * each / Int64(openWindows) / 1000)
  }
}
