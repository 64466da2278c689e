import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  static let calendarEndpoints: [Endpoint] = [
    .machine(
      .get, "/api/v1/calendar/due", .anyone,
      Operation(
        "computeDueDate",
        "When a limit ends: workingDays or naturalDays after from, suspended=FROM/TO any number of times",
        query: [
          ("from", "string"), ("workingDays", "integer"), ("naturalDays", "integer"),
          ("suspended", "string"),
        ], answers: [(200, "DueDate")], refusals: [409])
    ) { context in
      let question = try DueDateQuestion(context.request.query)
      let due = try question.answer(by: context.county.calendar)
      var text = JSONText()
      text.add("due", due.date.description)
      text.add("provisional", due.isProvisional)
      return JSON.response(text.bytes)
    },
    .machine(
      .get, "/api/v1/calendar/{year}", .anyone,
      Operation(
        "readCalendar", "The days off and working weekends of a year",
        answers: [(200, "CalendarYear")])
    ) { context in
      let year = try context.path(Path.year)
      guard let notice = context.county.calendar.years[year] else { throw WebRefusal.notFound }
      return JSON.response(JSONText(notice, context.county.calendar).bytes)
    },
    .machine(
      .put, "/api/v1/calendar/{year}", .only(.countyAdmin),
      Operation(
        "saveCalendar", "Loads a year's notice", body: "CalendarNotice",
        answers: [(200, "CalendarSaved")])
    ) { context in
      let year = try context.path(Path.year)
      let body = try JSON.body(NoticeBody.self, of: context.request)
      let changed = try await context.site.surroundings.county.saveCalendar(
        CalendarYear(
          year: year, daysOff: body.daysOff, workingWeekends: body.workingWeekends,
          source: body.source), by: context.caller)
      let calendar = context.county.calendar
      guard let notice = calendar.years[year] else { throw WebRefusal.notFound }
      var text = JSONText()
      text.add("calendar", object: JSONText(notice, calendar))
      text.add("changed", strings: changed.map(\.description))
      return JSON.response(text.bytes)
    },
    .machine(
      .get, "/api/v1/identifiers/check", .staff,
      Operation(
        "checkIdentifier", "Whether a number is what it claims to be, and why not",
        query: [("kind", "string"), ("value", "string")], answers: [(200, "IdentifierCheck")])
    ) { context in
      let query = context.request.query
      guard let kind = query["kind"].flatMap(IdentifierKind.init) else {
        throw InputRefusal("kind", query["kind"] == nil ? .required : .unknown)
      }
      guard let value = query["value"] else { throw InputRefusal("value", .required) }
      let today = context.offset.date(of: context.now)
      var text = JSONText()
      do throws(IdentifierFault) {
        let warnings = try kind.check(value, today: today)
        text.add("valid", true)
        text.add("warnings", strings: warnings.map(\.rawValue))
      } catch {
        text.add("valid", false)
        text.add("code", error.rawValue)
        text.add("title", context.strings.text("identifiers.\(error.rawValue)"))
        text.add("warnings", strings: [])
      }
      return JSON.response(text.bytes)
    },
  ]
}

/// What is asked of the calendar.
struct DueDateQuestion {
  enum Limit: Equatable {
    case workingDays(Int)
    case naturalDays(Int)
  }

  let from: CivilDate
  let limit: Limit
  let suspended: [WorkingCalendar.Suspension]

  /// - Throws: `InputRefusal` naming the parameter.
  init(_ query: QueryParameters, limitField: String? = nil) throws(InputRefusal) {
    guard let text = query["from"] else { throw InputRefusal("from", .required) }
    guard let from = CivilDate(text) else { throw InputRefusal("from", .format) }
    self.from = from
    switch (query["workingDays"], query["naturalDays"]) {
    case (let days?, nil): limit = .workingDays(try Self.days(days, limitField ?? "workingDays"))
    case (nil, let days?): limit = .naturalDays(try Self.days(days, limitField ?? "naturalDays"))
    case (nil, nil): throw InputRefusal("workingDays", .required)
    default: throw InputRefusal("naturalDays", .notCombinable)
    }
    var suspended: [WorkingCalendar.Suspension] = []
    for text in query.values(of: "suspended") {
      let ends = text.split(separator: "/", omittingEmptySubsequences: false).map {
        CivilDate(String($0))
      }
      guard ends.count == 2, let first = ends[0], let last = ends[1],
        let suspension = WorkingCalendar.Suspension(from: first, to: last)
      else { throw InputRefusal("suspended", .format) }
      suspended.append(suspension)
    }
    self.suspended = suspended
  }

  private static func days(_ text: String, _ field: String) throws(InputRefusal) -> Int {
    guard let days = Int(text) else { throw InputRefusal(field, .wrongType) }
    guard (0...WorkingCalendar.longestLimit).contains(days) else {
      throw InputRefusal(field, .outOfRange)
    }
    return days
  }

  func answer(
    by calendar: WorkingCalendar
  ) throws(WorkingCalendar.Refusal) -> WorkingCalendar.DueDate {
    switch limit {
    case .workingDays(let days):
      try calendar.due(after: from, workingDays: days, suspended: suspended)
    case .naturalDays(let days):
      try calendar.due(after: from, naturalDays: days, suspended: suspended)
    }
  }
}

private struct NoticeBody: Decodable {
  let daysOff: [CivilDate]
  let workingWeekends: [CivilDate]
  let source: String
}

extension JSONText {
  fileprivate init(_ notice: CalendarYear, _ calendar: WorkingCalendar) {
    self.init()
    add("year", notice.year)
    add("daysOff", strings: notice.daysOff.map(\.description))
    add("workingWeekends", strings: notice.workingWeekends.map(\.description))
    add("source", notice.source)
    let local = calendar.localDaysOff.filter { $0.key.parts.year == notice.year }
    add(
      "localDaysOff",
      objects: local.sorted { $0.key < $1.key }.map { date, name in
        var day = JSONText()
        day.add("date", date.description)
        day.add("name", name)
        return day
      })
  }
}
