/// The county's distance from UTC, in whole minutes.
///
/// China keeps one zone without daylight saving, so an offset says all, needs no time-zone database,
/// and leaves the machine's own zone without any influence.
public struct UTCOffset: Sendable, Hashable, Codable {
  public let minutes: Int

  /// - Returns: nil beyond fourteen hours.
  public init?(minutes: Int) {
    guard abs(minutes) <= 14 * 60 else { return nil }
    self.minutes = minutes
  }

  private init(hours: Int) { minutes = hours * 60 }

  /// +08:00
  public static let beijing = UTCOffset(hours: 8)

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let offset = UTCOffset(minutes: try container.decode(Int.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an offset")
    }
    self = offset
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(minutes)
  }

  /// The calendar day on which `moment` falls here.
  public func date(of moment: Moment) -> CivilDate {
    CivilDate(daysSinceEpoch: split(moment).days)
  }

  /// The moment at which a day begins here.
  public func start(of date: CivilDate) -> Moment {
    Moment(milliseconds: Int64(date.daysSinceEpoch) * 86_400_000 - Int64(minutes) * 60_000)
  }

  /// The time of day at `moment` here.
  public func timeOfDay(of moment: Moment) -> TimeOfDay {
    TimeOfDay(clamping: split(moment).milliseconds / 60_000)
  }

  /// RFC 3339 in whole seconds: `2026-11-20T09:31:05+08:00`.
  public func timestamp(_ moment: Moment) -> String {
    let (days, milliseconds) = split(moment)
    let seconds = milliseconds / 1000
    let date = CivilDate(daysSinceEpoch: days).description
    let sign = minutes < 0 ? "-" : "+"
    return date
      + "T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
      + "\(sign)\(padded(abs(minutes) / 60, 2)):\(padded(abs(minutes) % 60, 2))"
  }

  /// `09:31` for a person to read.
  public func clockTime(_ moment: Moment) -> String { timeOfDay(of: moment).description }

  private func split(_ moment: Moment) -> (days: Int, milliseconds: Int) {
    let local = Int(moment.milliseconds) + minutes * 60_000
    let days = local >= 0 ? local / 86_400_000 : (local - 86_399_999) / 86_400_000
    return (days, local - days * 86_400_000)
  }
}
