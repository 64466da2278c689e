public import ServiceHall

/// Why the whole hall is closed today, and when it opens again.
public struct ClosedHall: Sendable {
  public var reason: String
  public var opens: CivilDate?
  /// `HH:mm`
  public var time: String?

  public init(reason: String, opens: CivilDate? = nil, time: String? = nil) {
    self.reason = reason
    self.opens = opens
    self.time = time
  }
}

extension Strings {
  /// Why nothing is done today, and when it goes on.
  public func closedHall(_ hall: ClosedHall) -> String {
    let why = text("closed.hall", ["reason": hall.reason])
    return opening(of: hall).map { "\(why)\($0)" } ?? why
  }

  /// When it opens again, as a sentence.
  func opening(of hall: ClosedHall) -> String? {
    guard let date = hall.opens else { return nil }
    return text(
      "closed.hall-opens", ["day": day(date), "time": hall.time.map { " \($0) " } ?? ""])
  }

  /// A day of the year with its weekday.
  func day(_ date: CivilDate) -> String {
    text(
      "closed.date",
      [
        "month": String(date.parts.month), "day": String(date.parts.day),
        "weekday": text("weekdays.\(date.weekday.rawValue)"),
      ])
  }
}
