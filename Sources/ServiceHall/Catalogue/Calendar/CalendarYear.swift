/// The days off and the working weekends of one year, as the State Council's notice lists them. 放假安排
public struct CalendarYear: Sendable, Equatable, Codable {
  public let year: Int
  /// Every day off that the notice lists, weekends inside a holiday included. 放假
  public let daysOff: [CivilDate]
  /// Saturdays and Sundays on which offices work. 调休上班
  public let workingWeekends: [CivilDate]
  /// Where the days come from: the notice's title and number.
  public let source: String

  public init(year: Int, daysOff: [CivilDate], workingWeekends: [CivilDate], source: String) {
    self.year = year
    self.daysOff = daysOff.sorted()
    self.workingWeekends = workingWeekends.sorted()
    self.source = source
  }

  /// - Throws: `InputRefusal` naming `year`, `source`, or the day as `daysOff.3`.
  public func checked() throws(InputRefusal) -> CalendarYear {
    let source = try PlainText.required(source, field: "source", longest: 200)
    guard (2000...2100).contains(year) else { throw InputRefusal("year", .outOfRange) }
    var faults = faults(of: daysOff, "daysOff") + faults(of: workingWeekends, "workingWeekends")
    let off = Set(daysOff)
    for (index, day) in workingWeekends.enumerated() where off.contains(day) || !day.isWeekend {
      faults.append(FieldFault("workingWeekends.\(index)", .notCombinable))
    }
    // A list that leaves out a day that is off by law is not the whole notice.
    for festival in Festivals.all(in: year) ?? [] where !off.contains(festival) {
      faults.append(FieldFault("daysOff", .required))
      break
    }
    if !faults.isEmpty { throw InputRefusal(faults) }
    return CalendarYear(
      year: year, daysOff: daysOff, workingWeekends: workingWeekends, source: source)
  }

  private func faults(of days: [CivilDate], _ field: String) -> [FieldFault] {
    days.enumerated().compactMap { index, day in
      if day.parts.year != year { return FieldFault("\(field).\(index)", .outOfRange) }
      if index > 0, days[index - 1] == day { return FieldFault("\(field).\(index)", .taken) }
      return nil
    }
  }
}

extension CivilDate {
  public var isWeekend: Bool { weekday == .saturday || weekday == .sunday }
}
