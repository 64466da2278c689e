public import ServiceHall

/// `/h/{hall}/admin/report`: one day in figures, and the same as a sheet for a spreadsheet program. 日报
public struct AdminReportPage: Page {
  public static let template = "Queue/admin-report"

  public var frame: Frame
  public var day: CivilDate
  /// The hall's present business day; nothing comes after it.
  public var today: CivilDate
  public var report: DayReport
  /// Every line and window of the hall, and those of the day that are gone since.
  public var lines: [Choice]
  public var windows: [Choice]

  public init(
    frame: Frame, day: CivilDate, today: CivilDate, report: DayReport, lines: [Choice],
    windows: [Choice]
  ) {
    self.frame = frame
    self.day = day
    self.today = today
    self.report = report
    self.lines = lines
    self.windows = windows
  }
}
