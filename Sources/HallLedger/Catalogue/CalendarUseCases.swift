public import ServiceHall

extension Ledger where Scope == County {
  /// Loads a year's notice, in the place of an earlier one.
  ///
  /// - Returns: the days on which offices work now and did not by what was known before, or the other way
  ///   round; empty when nothing is said otherwise than before.
  /// - Throws: `InputRefusal` naming the day that is wrong.
  public func saveCalendar(
    _ year: CalendarYear, by caller: Caller
  ) async throws -> [CivilDate] {
    let year = try year.checked()
    return try await record(by: caller) { draft in
      let before = try draft.facts().calendar
      if before.years[year.year] == year { return [] }
      let after = WorkingCalendar(
        years: before.years.values.filter { $0.year != year.year } + [year],
        localDaysOff: before.localDaysOff)
      let changed = after.changes(since: before, in: year.year)
      try draft.append(
        .calendarSaved(CountyEvent.CalendarSaved(year: year, changed: changed)))
      return changed
    }
  }

  /// Adds a day off of this place (全国年节及纪念日放假办法 Art. 4).
  public func saveLocalDay(_ date: CivilDate, name: String, by caller: Caller) async throws {
    let name = try PlainText.required(name, field: "name", longest: 30)
    guard (2000...2100).contains(date.parts.year) else { throw InputRefusal("date", .outOfRange) }
    try await record(by: caller) { draft in
      guard try draft.facts().calendar.localDaysOff[date] != name else { return }
      try draft.append(.localDaySaved(CountyEvent.LocalDaySaved(date: date, name: name)))
    }
  }

  /// Takes a local day off away; one that is not there is gone already.
  public func removeLocalDay(_ date: CivilDate, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      guard try draft.facts().calendar.localDaysOff[date] != nil else { return }
      try draft.append(.localDayRemoved(date))
    }
  }
}
