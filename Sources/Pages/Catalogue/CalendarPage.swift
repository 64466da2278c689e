public import ServiceHall

/// `/calendar`: the working days of a year, and when a limit ends. 工作日历
public struct CalendarPage: Page {
  public static let template = "Catalogue/calendar"

  public struct Day: Sendable {
    public var date: CivilDate
    public var isWorking: Bool

    public init(date: CivilDate, isWorking: Bool) {
      self.date = date
      self.isWorking = isWorking
    }
  }

  public struct LocalDay: Sendable {
    public var date: CivilDate
    public var name: String

    public init(date: CivilDate, name: String) {
      self.date = date
      self.name = name
    }
  }

  /// What was asked and what the calendar says to it.
  public struct Answer: Sendable {
    public var from: String
    public var limit: Int
    public var isWorkingDays: Bool
    public var due: CivilDate
    public var isProvisional: Bool

    public init(from: String, limit: Int, isWorkingDays: Bool, due: CivilDate, isProvisional: Bool) {
      self.from = from
      self.limit = limit
      self.isWorkingDays = isWorkingDays
      self.due = due
      self.isProvisional = isProvisional
    }
  }

  public var frame: Frame
  public var year: Int
  /// Every day of the year, from January on; empty when nothing is known of it.
  public var days: [Day]
  /// The notice's title; nil while the year is not loaded.
  public var source: String?
  /// Years to choose from.
  public var years: [Int]
  public var localDays: [LocalDay] = []
  /// The days that the notice just loaded has changed; nil when none was loaded.
  public var changed: [CivilDate]?
  public var answer: Answer?
  /// What was typed in the question.
  public var from: String = ""
  public var limit: String = ""
  public var isWorkingDays = true
  /// Whether the person may load notices.
  public var mayEdit = false

  public init(frame: Frame, year: Int, days: [Day], source: String?, years: [Int]) {
    self.frame = frame
    self.year = year
    self.days = days
    self.source = source
    self.years = years
  }
}
