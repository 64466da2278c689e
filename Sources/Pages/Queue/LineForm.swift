public import ServiceHall

/// A line as an administrator types it; kept as text, so that a refused form is shown as it was sent.
public struct LineForm: Sendable {
  public var letter: String = ""
  public var name: String = ""
  public var place: String = ""
  public var overdueAfterMinutes: String = "45"
  public var dailyCap: String = ""
  public var personCap: String = ""
  /// `09:00-12:00,13:30-17:00` by weekday; blank is closed.
  public var hours: [Weekday: String] = [:]
  /// Round the clock.
  public var always: Bool = false

  /// The windows that serve it.
  public var windows: Set<String> = []

  /// What is usual, for a line that is to be added.
  public static func usual(letter: String) -> LineForm {
    var form = LineForm()
    form.letter = letter
    for weekday in Weekday.allCases where weekday != .saturday && weekday != .sunday {
      form.hours[weekday] = "09:00-12:00,13:30-17:00"
    }
    return form
  }

  public init(
    letter: String = "", name: String = "", place: String = "", overdueAfterMinutes: String = "45",
    dailyCap: String = "", personCap: String = "", hours: [Weekday: String] = [:],
    always: Bool = false
  ) {
    self.letter = letter
    self.name = name
    self.place = place
    self.overdueAfterMinutes = overdueAfterMinutes
    self.dailyCap = dailyCap
    self.personCap = personCap
    self.hours = hours
    self.always = always
  }

  public init(_ line: Line) {
    self.init(
      letter: line.id.rawValue, name: line.name, place: line.place ?? "",
      overdueAfterMinutes: String(line.overdueAfterMinutes),
      dailyCap: line.dailyCap.map { String($0) } ?? "",
      personCap: line.personCap.map { String($0) } ?? "")
    always = line.hours == .always
    guard !always else { return }
    for (weekday, spans) in line.hours.spans {
      hours[weekday] = spans.map { "\($0.from)-\($0.to)" }.joined(separator: ",")
    }
  }
}
