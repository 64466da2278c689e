import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let settings = "/api/v1/halls/{hall}/claims/settings"

  static let claimOfficeEndpoints: [Endpoint] = [
    .hall(
      .get, "/api/v1/halls/{hall}/claims/tasks", documentOffice,
      Operation(
        "listClaimTasks", "What somebody has to do about documents that nobody collects", isList: true,
        answers: [(200, "ClaimTaskList")])
    ) { context in
      let tasks = try await context.ledger.claimTasks(now: context.machine.now)
      return try ListPart.json(tasks, for: context.machine.request) { JSONText($0, context: context) }
    },
    .hall(
      .get, settings, .only(.clerk, .hallAdmin, .countyAdmin),
      Operation("readClaimSettings", "How the hall hands out", answers: [(200, "ClaimSettings")])
    ) { $0.answer(try await $0.ledger.claimSettings()) },
    .hall(
      .put, settings, .only(.hallAdmin, .countyAdmin),
      Operation(
        "saveClaimSettings", "Changes how the hall hands out", body: "ClaimSettings",
        headers: ["If-Match"], answers: [(200, "ClaimSettings")], refusals: [412])
    ) { context in
      // What is wrong in itself is told before what came too late.
      let body = try JSON.body(ClaimSettings.self, of: context.machine.request).checked()
      try await context.ledger.saveClaimSettings(
        body, after: try context.formerSettings(), by: context.machine.caller)
      return context.answer(try await context.ledger.claimSettings())
    },
  ]
}

extension ClaimSettings {
  /// The settings themselves: whoever saw them knows what is being changed.
  fileprivate var tag: String { "\"\(validDays)-\(reminderDays)-\(lockerHours)\"" }

  fileprivate init?(tag: String) {
    let parts = tag.filter { $0 != "\"" }.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard parts.count == 3, numbers.count == 3 else { return nil }
    self.init(validDays: numbers[0], reminderDays: numbers[1], lockerHours: numbers[2])
  }
}

extension HallContext {
  fileprivate func answer(_ settings: ClaimSettings) -> Response {
    var response = JSON.response(JSONText(settings).bytes)
    response.headers["ETag"] = settings.tag
    return response
  }

  fileprivate func formerSettings() throws(RequestRefusal) -> ClaimSettings? {
    guard let tag = machine.request.headers["if-match"] else { return nil }
    guard let former = ClaimSettings(tag: tag) else { throw .staleVersion }
    return former
  }
}
