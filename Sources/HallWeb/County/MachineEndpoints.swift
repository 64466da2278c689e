import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension JSONText {
  fileprivate init(status: String, reasons: [String]? = nil) {
    self.init()
    add("status", status)
    if let reasons { add("reasons", strings: reasons) }
  }

  fileprivate init(_ hall: Hall) {
    self.init()
    add("code", hall.id.rawValue)
    add("name", hall.name)
    add("division", hall.division.rawValue)
    add("level", hall.level.rawValue)
    add("parent", hall.parent?.rawValue)
  }
}

extension Site {
  static let machineEndpoints: [Endpoint] = [
    .machine(
      .get, "/healthz", .anyone,
      Operation("readHealth", "Whether the program answers", answers: [(200, "Status")])
    ) { _ in JSON.response(JSONText(status: "ok").bytes) },
    .machine(
      .get, "/readyz", .anyone,
      Operation(
        "readReadiness", "Whether the machine can serve",
        answers: [(200, "Status"), (503, "Status")])
    ) { context in
      let reasons = context.site.surroundings.impediments()
      return reasons.isEmpty
        ? JSON.response(JSONText(status: "ok").bytes)
        : JSON.response(JSONText(status: "impeded", reasons: reasons).bytes, status: 503)
    },
    .machine(
      .get, "/metrics", .local(or: .operator),
      Operation(
        "readMetrics", "Figures in Prometheus' text format", answers: [(200, "text/plain")])
    ) { .text(await $0.site.metrics(), type: "text/plain; version=0.0.4; charset=utf-8") },
    .machine(
      .get, "/api/openapi.json", .anyone,
      Operation("readDescription", "This document", answers: [(200, "application/json")])
    ) { JSON.response($0.site.description) },
    .machine(
      .get, "/api/v1/halls", .anyone,
      Operation(
        "listHalls", "The halls of this machine", isList: true, answers: [(200, "HallList")])
    ) { context in
      try ListPart.json(context.county.orderedHalls, for: context.request) { JSONText($0) }
    },
    .machine(.get, "/", .anyone) { context in
      let halls = context.county.orderedHalls.map { hall in
        MachinePage.HallRow(
          code: hall.id.rawValue, name: hall.name, level: hall.level, waiting: nil)
      }
      return context.page(
        MachinePage(
          frame: context.frame, countyName: context.county.county.name,
          halls: try await context.site.counted(halls)))
    },
    .machine(.get, "/help", .anyone) { $0.page(HelpPage(frame: $0.frame)) },
  ]

  /// Fills in how many wait in each hall; a hall that cannot be read says so.
  private func counted(_ halls: [MachinePage.HallRow]) async throws -> [MachinePage.HallRow] {
    var counted = halls
    let now = surroundings.clock.now()
    for index in counted.indices {
      guard let id = Hall.ID(counted[index].code) else { continue }
      let board = try? await surroundings.shelf.with(id) { try await $0.board(at: now) }
      counted[index].waiting = board?.lines.reduce(0) { $0 + $1.waiting }
    }
    return counted
  }

  /// Prometheus' text format.
  private func metrics() async -> String {
    var lines = [
      "# TYPE yizhan_info gauge", #"yizhan_info{version="\#(surroundings.version)"} 1"#,
      "# TYPE yizhan_http_responses_total counter",
    ]
    for (status, count) in counters.statuses {
      lines.append(#"yizhan_http_responses_total{status="\#(status)"} \#(count)"#)
    }
    lines += [
      "# TYPE yizhan_halls gauge", "yizhan_halls \(surroundings.county.facts.halls.count)",
      "# TYPE yizhan_open_ledgers gauge", "yizhan_open_ledgers \(surroundings.shelf.openCount)",
      "# TYPE yizhan_event_streams gauge", "yizhan_event_streams \(live.watcherCount)",
      "# TYPE yizhan_journal_position gauge",
    ]
    for hall in surroundings.county.facts.orderedHalls {
      guard let ledger = surroundings.shelf.opened(hall.id) else { continue }
      lines.append(#"yizhan_journal_position{hall="\#(hall.id)"} \#(ledger.position)"#)
    }
    lines.append("# TYPE yizhan_clock_suspect gauge")
    for hall in surroundings.county.facts.orderedHalls {
      guard let ledger = surroundings.shelf.opened(hall.id) else { continue }
      let suspect = ledger.clockSuspicion == nil ? 0 : 1
      lines.append(#"yizhan_clock_suspect{hall="\#(hall.id)"} \#(suspect)"#)
    }
    lines += await channelMetrics()
    if let receiver = surroundings.receiver {
      lines += await receiver.metrics(at: surroundings.clock.now())
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
