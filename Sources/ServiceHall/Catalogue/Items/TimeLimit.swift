/// Within how many days an item or a stage is done. 时限
public struct TimeLimit: Sendable, Equatable, Codable {
  /// 工作日 (G) and 自然日 (Z), as platforms write them.
  public enum Unit: String, Sendable, CaseIterable, Codable {
    case workingDays = "G"
    case naturalDays = "Z"
  }

  /// At least 1.
  public var days: Int
  public var unit: Unit

  public init(_ days: Int, _ unit: Unit) {
    self.days = days
    self.unit = unit
  }

  /// Whether this limit never ends after the other, on whichever day both begin.
  ///
  /// Limits of different units are compared by the calendar's weeks: working days at their longest, or at
  /// their shortest, whichever speaks against the limit. Public holidays are left out: a limit of natural days
  /// that ends on one moves on as well (民法典第二百零三条).
  public func isWithin(_ other: TimeLimit) -> Bool {
    switch (unit, other.unit) {
    case (.workingDays, .workingDays), (.naturalDays, .naturalDays): days <= other.days
    case (.workingDays, .naturalDays): days + 2 * ((days + 4) / 5) <= other.days
    case (.naturalDays, .workingDays): days <= other.days + 2 * (max(other.days - 1, 0) / 5)
    }
  }
}
