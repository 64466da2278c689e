import ServiceHall

@testable import Pages

extension CalendarPage: SampledPage {
  static var samples: [String: CalendarPage] {
    let first = CivilDate(year: 2027, month: 1, day: 1) ?? CivilDate(daysSinceEpoch: 0)
    let days = (0..<365).map { offset in
      let date = first.adding(days: offset)
      return Day(date: date, isWorking: !date.isWeekend && offset != 0 || offset == 2)
    }
    var loaded = CalendarPage(
      frame: Samples.machine, year: 2027, days: days, source: "示例通知", years: [2026, 2027])
    loaded.from = "2027-01-04"
    loaded.limit = "5"
    loaded.answer = Answer(
      from: "2027-01-04", limit: 5, isWorkingDays: true, due: first.adding(days: 10),
      isProvisional: false)
    var provisional = CalendarPage(
      frame: Samples.machine, year: 2027, days: days, source: nil, years: [2026, 2027])
    provisional.isWorkingDays = false
    provisional.answer = Answer(
      from: "2027-01-04", limit: 5, isWorkingDays: false, due: first.adding(days: 10),
      isProvisional: true)
    var edited = loaded
    edited.frame = Samples.county.with(
      .faults([FieldFault("row 3 date", .format), FieldFault("source", .required)]))
    edited.mayEdit = true
    edited.localDays = [LocalDay(date: first.adding(days: 90), name: "示例节日")]
    var reloaded = edited
    reloaded.frame = Samples.county.with(.done(.saved))
    reloaded.changed = [first.adding(days: 2)]
    var same = reloaded
    same.changed = []
    return [
      "loaded": loaded, "reloaded": reloaded, "same": same, "provisional": provisional, "edited": edited,
      "unknown": CalendarPage(
        frame: Samples.machine, year: 2099, days: [], source: nil, years: [2026, 2099]),
    ]
  }
}
