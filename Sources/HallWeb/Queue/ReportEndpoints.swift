import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let reader = Access.only(.hallAdmin, .countyAdmin, .supervisor, .auditor)

  static let reportEndpoints: [Endpoint] = [
    .hall(.get, "/h/{hall}/admin/report", reader) { context in
      context.page(try await context.reportPage())
    },
    .hall(.get, "/h/{hall}/admin/report.csv", reader) { context in
      let page = try await context.reportPage()
      return Response.text(page.sheet(context.strings), type: "text/csv; charset=utf-8")
        .offered(as: "\(context.hall.id)-\(page.day).csv")
    },
  ]
}

extension HallContext {
  /// The report of the day that the address names, or of today.
  fileprivate func reportPage() async throws -> AdminReportPage {
    let facts = ledger.facts
    let today = facts.businessDay(at: machine.now)
    let asked = machine.request.query["day"] ?? ""
    let day = CivilDate(asked)
    let isWrong = day == nil && !asked.isEmpty
    let report = try await ledger.report(of: day ?? today)
    let lines = Set(facts.lines.keys).union(report.lines.keys).sorted()
    let windows = Set(facts.windows.keys).union(report.windows.keys).sorted { left, right in
      (left.rawValue.utf8.count, left) < (right.rawValue.utf8.count, right)
    }
    return AdminReportPage(
      frame: frame(flash: isWrong ? .faults([FieldFault("day", .format)]) : nil),
      day: day ?? today, today: today, report: report,
      lines: lines.map { Choice(value: $0.rawValue, name: lineName($0)) },
      windows: windows.map {
        Choice(value: $0.rawValue, name: facts.windows[$0]?.name ?? $0.rawValue)
      })
  }
}
