/// On which days offices work, and when a time limit ends. 工作日历
///
/// Invariants, cited by number in `WorkingCalendarTests`:
/// 1. The start day is not counted (民法典 Art. 201).
/// 2. The last day of any limit is a working day: a limit in natural days that ends on a day off ends on the
///    next working day (民法典 Art. 203).
/// 3. A day that is suspended counts once, however many suspensions cover it, and never makes a limit end
///    earlier.
/// 4. An answer is provisional when, and only when, it rests on a day of a year whose notice is not loaded:
///    weekends and the days off by law are all that is known of it.
public struct WorkingCalendar: Sendable, Equatable {
  /// When a time limit ends. 到期日
  public struct DueDate: Sendable, Equatable {
    public let date: CivilDate
    /// 暂定: a notice that is still to come may move it.
    public let isProvisional: Bool

    public init(date: CivilDate, isProvisional: Bool) {
      self.date = date
      self.isProvisional = isProvisional
    }
  }

  /// A time during which a limit does not run: the days after `from` up to and with `to`. 中止
  public struct Suspension: Sendable, Equatable {
    public let from: CivilDate
    public let to: CivilDate

    /// - Returns: nil when it ends before it begins.
    public init?(from: CivilDate, to: CivilDate) {
      guard from <= to else { return nil }
      self.from = from
      self.to = to
    }

    func covers(_ day: CivilDate) -> Bool { from < day && day <= to }
  }

  public enum Refusal: Error, Sendable, Equatable {
    /// Neither a notice nor the lunar festivals of the year are known.
    case yearNotLoaded(Int)
    case limitOutOfRange
  }

  /// The longest limit that is computed, in days.
  public static let longestLimit = 3660

  public let years: [Int: CalendarYear]
  /// Further days off in this place (全国年节及纪念日放假办法 Art. 4), with their names.
  public let localDaysOff: [CivilDate: String]
  private let daysOff: Set<CivilDate>
  private let workingWeekends: Set<CivilDate>

  public init(years: [CalendarYear], localDaysOff: [CivilDate: String] = [:]) {
    self.years = Dictionary(years.map { ($0.year, $0) }) { _, last in last }
    self.localDaysOff = localDaysOff
    daysOff = Set(self.years.values.flatMap(\.daysOff)).union(localDaysOff.keys)
    workingWeekends = Set(self.years.values.flatMap(\.workingWeekends))
  }

  public func isWorkingDay(_ day: CivilDate) throws(Refusal) -> Bool {
    if daysOff.contains(day) { return false }
    let year = day.parts.year
    if years[year] != nil { return !day.isWeekend || workingWeekends.contains(day) }
    guard let festivals = Festivals.all(in: year) else { throw .yearNotLoaded(year) }
    return !day.isWeekend && !festivals.contains(day)
  }

  /// The last day of a limit in working days; a limit of none ends on the start day itself (即办).
  ///
  /// - Throws: `Refusal`.
  public func due(
    after start: CivilDate, workingDays: Int, suspended: [Suspension] = []
  ) throws(Refusal) -> DueDate {
    try end(after: start, of: workingDays, suspended) { day throws(Refusal) in
      try isWorkingDay(day)
    }
  }

  /// The last day of a limit in natural days.
  ///
  /// - Throws: `Refusal`.
  public func due(
    after start: CivilDate, naturalDays: Int, suspended: [Suspension] = []
  ) throws(Refusal) -> DueDate {
    let counted = try end(after: start, of: naturalDays, suspended) { _ in true }
    if naturalDays == 0 { return counted }
    var day = counted.date
    while try !isWorkingDay(day) { day = day.adding(days: 1) }
    // Counting natural days needs no calendar; finding the working day does.
    return DueDate(
      date: day, isProvisional: !isLoaded(from: counted.date.adding(days: -1), to: day))
  }

  /// How many working days lie after `day` up to and with `due`; negative when it has passed.
  public func workingDays(from day: CivilDate, to due: CivilDate) throws(Refusal) -> Int {
    guard day <= due else { return -(try workingDays(from: due, to: day)) }
    var count = 0
    var next = day.adding(days: 1)
    while next <= due {
      if try isWorkingDay(next) { count += 1 }
      next = next.adding(days: 1)
    }
    return count
  }

  /// The days on which this calendar and an earlier one disagree: what a newly loaded year has changed.
  public func changes(since earlier: WorkingCalendar, in year: Int) -> [CivilDate] {
    guard let first = CivilDate(year: year, month: 1, day: 1),
      let last = CivilDate(year: year, month: 12, day: 31)
    else { return [] }
    return (first.daysSinceEpoch...last.daysSinceEpoch).map(CivilDate.init(daysSinceEpoch:)).filter {
      (try? isWorkingDay($0)) != (try? earlier.isWorkingDay($0))
    }
  }

  private func end(
    after start: CivilDate, of limit: Int, _ suspended: [Suspension],
    _ counts: (CivilDate) throws(Refusal) -> Bool
  ) throws(Refusal) -> DueDate {
    guard (0...Self.longestLimit).contains(limit) else { throw .limitOutOfRange }
    var day = start
    var left = limit
    while left > 0 {
      day = day.adding(days: 1)
      if suspended.contains(where: { $0.covers(day) }) { continue }
      if try counts(day) { left -= 1 }
    }
    return DueDate(date: day, isProvisional: limit > 0 && !isLoaded(from: start, to: day))
  }

  private func isLoaded(from start: CivilDate, to end: CivilDate) -> Bool {
    let first = start.adding(days: 1).parts.year
    return (min(first, end.parts.year)...end.parts.year).allSatisfy { years[$0] != nil }
  }
}
