/// When the last day of a limit is over. 截止时刻
public enum DayEnd: Sendable, Equatable, Codable {
  /// 24:00 of the day.
  case midnight
  /// The end of office hours.
  case officeHours(TimeOfDay)

  /// The first moment that is too late.
  public func deadline(on day: CivilDate, offset: UTCOffset) -> Moment {
    switch self {
    case .midnight: offset.start(of: day.adding(days: 1))
    case .officeHours(let time): offset.start(of: day) + .minutes(time.minutes)
    }
  }
}
