/// Days on which the whole hall gives out no numbers: a power cut, a holiday. 停止办理
///
/// Invariants, cited by number in `ClosureTests`:
/// 1. It ends on the day on which it begins, or later, and at most a year later.
/// 2. It holds from the first minute of its first day to the last minute of its last day.
/// 3. Somebody who administers the hall makes it; the county's working calendar closes no hall.
public struct Closure: Sendable, Equatable {
  /// The journal's number of its making.
  public let id: Int64
  public let days: Days

  public init(id: Int64, days: Days) {
    self.id = id
    self.days = days
  }

  public struct Days: Sendable, Equatable, Codable {
    public let from: CivilDate
    public let through: CivilDate
    /// As people read it: 国庆放假. At most 30 characters.
    public let reason: String

    /// - Parameter today: what is over cannot be closed any more.
    /// - Throws: `InputRefusal` naming `through` or `reason`.
    public init(
      from: CivilDate, through: CivilDate, reason: String?, today: CivilDate
    ) throws(InputRefusal) {
      guard (from...from.adding(days: 366)).contains(through), through >= today else {
        throw InputRefusal("through", .outOfRange)
      }
      self.from = from
      self.through = through
      self.reason = try PlainText.required(reason, field: "reason", longest: 30)
    }

    public init(from: CivilDate, through: CivilDate, reason: String) {
      self.from = from
      self.through = through
      self.reason = reason
    }

    public func hold(_ date: CivilDate) -> Bool { from <= date && date <= through }
  }
}

extension [Closure] {
  /// The closure that holds on a day, if one does; the first that was made, if several do.
  public func closure(on date: CivilDate) -> Closure? {
    self.filter { $0.days.hold(date) }.min { $0.id < $1.id }
  }
}
