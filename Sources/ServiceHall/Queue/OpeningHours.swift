/// When a line gives out numbers, by weekday. 取号时间
public struct OpeningHours: Sendable, Equatable, Codable {
  /// From the first minute to before the last: 09:00–12:00 holds 11:59 and not 12:00.
  public struct Span: Sendable, Equatable, Codable {
    public let from: TimeOfDay
    public let to: TimeOfDay

    /// - Returns: nil unless it begins before it ends.
    public init?(from: TimeOfDay, to: TimeOfDay) {
      guard from < to else { return nil }
      self.from = from
      self.to = to
    }

    private enum Key: String, CodingKey { case from, to }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      let from = try container.decode(TimeOfDay.self, forKey: .from)
      let to = try container.decode(TimeOfDay.self, forKey: .to)
      guard let span = Span(from: from, to: to) else {
        throw DecodingError.dataCorruptedError(
          forKey: .to, in: container, debugDescription: "ends before it begins")
      }
      self = span
    }
  }

  public private(set) var spans: [Weekday: [Span]]

  /// - Throws: `InputRefusal` when two spans of one day overlap.
  public init(_ spans: [Weekday: [Span]]) throws(InputRefusal) {
    var sorted: [Weekday: [Span]] = [:]
    for (weekday, daySpans) in spans where !daySpans.isEmpty {
      let ordered = daySpans.sorted { $0.from < $1.from }
      for (earlier, later) in zip(ordered, ordered.dropFirst()) where later.from < earlier.to {
        throw InputRefusal("hours.\(weekday.rawValue)", .notCombinable)
      }
      sorted[weekday] = ordered
    }
    self.spans = sorted
  }

  private init(everyDay span: Span?) {
    spans = [:]
    guard let span else { return }
    for weekday in Weekday.allCases { spans[weekday] = [span] }
  }

  /// Round the clock.
  public static let always = OpeningHours(
    everyDay: Span(from: TimeOfDay(clamping: 0), to: TimeOfDay(clamping: 1440)))

  public func isOpen(on date: CivilDate, at time: TimeOfDay) -> Bool {
    spans[date.weekday, default: []].contains { $0.from <= time && time < $0.to }
  }

  /// When the line next opens on `date` after `time`, if it does.
  public func nextOpening(on date: CivilDate, after time: TimeOfDay) -> TimeOfDay? {
    spans[date.weekday, default: []].first { time < $0.from }?.from
  }

  /// When the line next opens on a day after `date`: within a week of days on which the hall is not closed.
  public func firstOpening(
    after date: CivilDate, closures: [Closure] = []
  ) -> (date: CivilDate, time: TimeOfDay)? {
    var later = date
    var tries = 0
    while tries < 7 {
      later = later.adding(days: 1)
      if let closure = closures.closure(on: later) {
        later = closure.days.through
        continue
      }
      if let span = spans[later.weekday]?.first { return (later, span.from) }
      tries += 1
    }
    return nil
  }

  private struct WeekdayKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ weekday: Weekday) { stringValue = weekday.rawValue }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: WeekdayKey.self)
    var spans: [Weekday: [Span]] = [:]
    for weekday in Weekday.allCases {
      spans[weekday] = try container.decodeIfPresent([Span].self, forKey: WeekdayKey(weekday))
    }
    try self.init(spans)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: WeekdayKey.self)
    for (weekday, daySpans) in spans { try container.encode(daySpans, forKey: WeekdayKey(weekday)) }
  }
}
