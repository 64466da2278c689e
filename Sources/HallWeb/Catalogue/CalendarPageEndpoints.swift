import Foundation
import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  static let calendarPageEndpoints: [Endpoint] = [
    .machine(.get, "/calendar", .anyone) { context in
      let query = context.request.query
      var page = context.calendarPage(
        year: query["year"].flatMap { Int($0) } ?? context.today.parts.year)
      guard query.contains("from") else { return context.page(page) }
      page.from = query["from"] ?? ""
      page.limit = query["limit"] ?? ""
      page.isWorkingDays = query["unit"] != "natural"
      do throws(InputRefusal) {
        page.answer = try context.answer(to: page)
        return context.page(page)
      } catch {
        page.frame.flash = .faults(error.faults)
        return context.page(page, status: .unprocessableContent)
      }
    },
    .machine(.post, "/county/calendar", .only(.countyAdmin)) { context in
      let form = try context.form()
      let year = form["year"].flatMap { Int($0) }
      do {
        guard let year else { throw InputRefusal("year", .format) }
        let changed = try await context.site.surroundings.county.saveCalendar(
          try context.notice(in: form, of: year), by: context.caller)
        let days = changed.map(\.description).joined(separator: ",")
        return context.redirect(to: "/calendar?year=\(year)&changed=\(days)", .done(.saved))
      } catch let refusal as InputRefusal {
        var page = context.calendarPage(year: year ?? context.today.parts.year)
        page.frame.flash = .faults(refusal.faults)
        return context.page(page, status: .unprocessableContent)
      }
    },
    .machine(.post, "/county/calendar/local", .only(.countyAdmin)) { context in
      let form = try context.form()
      do {
        guard let date = CivilDate((form["date"] ?? "").trimmingCharacters(in: .whitespaces)) else {
          throw InputRefusal("date", .format)
        }
        try await context.site.surroundings.county.saveLocalDay(
          date, name: form["name"] ?? "", by: context.caller)
        return context.redirect(to: "/calendar?year=\(date.parts.year)", .done(.added))
      } catch let refusal as InputRefusal {
        var page = context.calendarPage(year: context.today.parts.year)
        page.frame.flash = .faults(refusal.faults)
        return context.page(page, status: .unprocessableContent)
      }
    },
    .machine(.post, "/county/calendar/local/{day}/remove", .only(.countyAdmin)) { context in
      let day = try context.path(Path.day)
      try await context.site.surroundings.county.removeLocalDay(day, by: context.caller)
      return context.redirect(to: "/calendar?year=\(day.parts.year)", .done(.removed))
    },
  ]
}

extension MachineContext {
  fileprivate func calendarPage(year: Int) -> CalendarPage {
    let calendar = county.calendar
    let first = CivilDate(year: min(max(year, 2000), 2100), month: 1, day: 1)
    var days: [CalendarPage.Day] = []
    var day = first ?? today
    let shown = day.parts.year
    while day.parts.year == shown, let isWorking = try? calendar.isWorkingDay(day) {
      days.append(CalendarPage.Day(date: day, isWorking: isWorking))
      day = day.adding(days: 1)
    }
    let next = today.parts.year + 1
    var page = CalendarPage(
      frame: frame, year: shown, days: days, source: calendar.years[shown]?.source,
      years: Set(calendar.years.keys).union([next - 1, next, shown]).sorted())
    page.localDays = calendar.localDaysOff.filter { $0.key.parts.year == shown }
      .sorted { $0.key < $1.key }.map { CalendarPage.LocalDay(date: $0.key, name: $0.value) }
    page.mayEdit = caller.roles(in: nil).contains(.countyAdmin)
    if page.mayEdit, let changed = request.query["changed"] {
      page.changed = changed.split(separator: ",").compactMap { CivilDate(String($0)) }
        .filter { $0.parts.year == shown }
    }
    return page
  }

  fileprivate func answer(
    to page: CalendarPage
  ) throws(InputRefusal) -> CalendarPage.Answer {
    let question = try DueDateQuestion(
      QueryParameters([
        ("from", page.from), (page.isWorkingDays ? "workingDays" : "naturalDays", page.limit),
      ]), limitField: "limit")
    do {
      let due = try question.answer(by: county.calendar)
      return CalendarPage.Answer(
        from: page.from, limit: Int(page.limit) ?? 0, isWorkingDays: page.isWorkingDays,
        due: due.date, isProvisional: due.isProvisional)
    } catch {
      throw InputRefusal("from", .outOfRange)
    }
  }

  /// The notice in an uploaded table or JSON document.
  fileprivate func notice(in form: Form, of year: Int) throws(InputRefusal) -> CalendarYear {
    guard let file = form.files.first(where: { $0.field == "file" }), !file.bytes.isEmpty else {
      throw InputRefusal("file", .required)
    }
    return try CalendarFile.read(
      file.bytes, year: year, source: form["source"] ?? "",
      words: CalendarFile.Words(
        dayOff: strings.text("calendar.off"), workingDay: strings.text("calendar.work")),
      decodeGB18030: site.surroundings.decodeGB18030)
  }
}
