import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let clerk = Access.only(.clerk)

  static let deskEndpoints: [Endpoint] =
    [
      .hall(.get, "/h/{hall}/desk", clerk) { context in
        try await context.desk()
      },
      .hall(.get, "/h/{hall}/desk/now", clerk) { context in
        context.fragment(try await context.deskPage())
      },
      .hall(.post, "/h/{hall}/desk/open", clerk) { context in
        try await context.deskForm { form in
          guard let window = form["window"].flatMap({ Window.ID($0) }) else {
            throw QueueRefusal.unknownWindow
          }
          _ = try await context.ledger.openWindow(
            window, clerk: try context.staff().id, by: context.machine.caller)
          return .windowOpened
        }
      },
      .hall(.post, "/h/{hall}/desk/note", clerk) { context in
        let form = try context.form()
        let ticket = try ticket(form)
        // The page's script saves while the clerk types and wants no page back.
        if form["quietly"] == "1" {
          try await context.ledger.note(ticket, form["note"] ?? "", by: context.machine.caller)
          return Response(status: .noContent)
        }
        return try await context.deskForm { form in
          try await context.ledger.note(ticket, form["note"] ?? "", by: context.machine.caller)
          return .noted
        }
      },
      .hall(.post, "/h/{hall}/desk/return", clerk) { context in
        try await context.deskForm { form in
          _ = try await context.ledger.returnTicket(
            try ticket(form), by: context.machine.caller)
          return .returned
        }
      },
      .hall(.post, "/h/{hall}/desk/cancel", clerk) { context in
        try await context.deskForm { form in
          _ = try await context.ledger.cancelTicket(
            try ticket(form), by: context.machine.caller)
          return .cancelled
        }
      },
      .hall(.post, "/h/{hall}/desk/ticket", clerk) { context in
        try await context.deskForm { form in
          guard let line = form["line"].flatMap({ Line.ID($0) }) else {
            throw QueueRefusal.unknownLine
          }
          guard let key = form["key"], !key.isEmpty else {
            throw WebRefusal.idempotencyKeyMissing
          }
          let priority = try context.priority(form["priority"])
          let asked = "\(line)|\(priority?.rawValue ?? "")"
          _ = try await context.ledger.issueTicket(
            try TicketRequest(line: line, priority: priority), by: context.machine.caller,
            key: try context.idempotencyKey(key, Array(asked.utf8))
          ) { Array($0.ticket.id.description.utf8) }
          return .ticketIssued
        }
      },
    ]
    + [
      act("next") { _ in .next }, act("recall") { _ in .recall }, act("miss") { _ in .miss },
      act("start") { _ in .start }, act("hold") { _ in .hold }, act("close") { _ in .close },
      act("undo") { _ in .undo }, act("pause") { .pause(reason: $0["reason"]) },
      act("resume") { .resume($0["ticket"].flatMap { Ticket.ID($0) }) },
      act("finish") { form in
        guard let outcome = Ticket.Outcome(rawValue: form["outcome"] ?? "served") else {
          throw InputRefusal("outcome", .unknown)
        }
        let words = (form["items"] ?? "").split { ",,、;;".contains($0) }.map(String.init)
        return .finish(outcome, items: try WindowAct.items(words))
      },
      act("transfer") { .transfer(try target($0["to"] ?? ""), keepPlace: $0["keepPlace"] == "1") },
    ]

  private static func act(
    _ name: String, _ read: @escaping @Sendable (Form) throws -> WindowAct
  ) -> Endpoint {
    .hall(.post, "/h/{hall}/desk/\(name)", clerk) { context in
      try await context.deskForm { form in
        let clerk = try context.staff().id
        guard let window = try await context.ledger.window(heldBy: clerk) else {
          throw QueueRefusal.windowClosed
        }
        let result = try await read(form).perform(
          at: window, clerk: clerk, by: context.machine.caller, in: context.ledger)
        switch (result, name) {
        case (.nobodyWaits, _): return .nobodyWaits
        case (_, "undo"): return .undone
        case (_, "close"): return .windowClosed
        default: return nil
        }
      }
    }
  }

  private static func ticket(_ form: Form) throws -> Ticket.ID {
    guard let ticket = form["ticket"].flatMap({ Ticket.ID($0) }) else {
      throw QueueRefusal.unknownTicket
    }
    return ticket
  }

  /// `line:B` or `window:2`.
  private static func target(_ text: String) throws -> TransferTarget {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw InputRefusal("to", .required) }
    if parts[0] == "line", let line = Line.ID(parts[1]) { return .line(line) }
    if parts[0] == "window", let window = Window.ID(parts[1]) { return .window(window) }
    throw InputRefusal("to", .unknown)
  }
}

extension HallContext {
  /// Runs a desk's form and goes back to the desk, with what happened at the top.
  fileprivate func deskForm(_ body: (Form) async throws -> Notice?) async throws -> Response {
    do {
      return redirect(to: "/desk", try await body(try form()).map(Flash.done))
    } catch let refusal as QueueRefusal {
      var refused = Refused(refusal, county: machine.county, strings: machine.strings)
      if case .windowBusy(let ticket) = refusal {
        refused.values["number"] = try await ledger.ticketStatus(ticket).ticket.number.description
      }
      return redirect(to: "/desk", .refused(code: refused.code, values: refused.values))
    } catch let refusal as InputRefusal {
      return redirect(to: "/desk", .faults(refusal.faults))
    }
  }

  /// The desk, with the ticket of a scanned code beside it when the address has one.
  fileprivate func desk() async throws -> Response {
    let scanned = machine.request.query["code"] ?? ""
    if case .claim = ScannedCode(scanned) {
      return redirect(to: Site.handOverPath + "?code=\(PercentEncoding.query(scanned))")
    }
    var page = try await deskPage()
    page.channel = try await channelAtDesk()
    guard let code = machine.request.query["code"], !code.isEmpty else {
      return machine.page(page)
    }
    do {
      let status = try await ledger.ticket(scanned: code, in: hall.id, now: machine.now)
      page.found = try await found(status, at: try await ledger.window(heldBy: try staff().id))
      return machine.page(page)
    } catch let refusal as ScanRefusal {
      let refused = Refused(refusal, county: machine.county, strings: machine.strings)
      page.frame.flash = .refused(code: refused.code, values: refused.values)
      return machine.page(page, status: refused.status)
    }
  }

  fileprivate func deskPage() async throws -> DeskPage {
    let clerk = try staff().id
    let stage: DeskPage.Stage
    if let window = try await ledger.window(heldBy: clerk) {
      let desk = try await ledger.desk(at: window)
      let others = try await ledger.windows().map(\.window).filter { $0.id != window }
      stage = .working(try await work(desk, others: others))
    } else {
      stage = .choosing(try await ledger.windows().map { choice($0.window) })
    }
    return DeskPage(
      frame: frame, account: clerk.rawValue, stage: stage, key: newKey,
      lastEvent: ledger.position)
  }

  private func found(_ status: TicketStatus, at window: Window.ID?) async throws -> DeskPage.Found {
    let ticket = status.ticket
    let act: DeskPage.Found.Act? =
      switch ticket.state {
      case .waiting: .cancel
      case .missed: .putBack
      case .held(let holder) where holder == window: .resume
      default: nil
      }
    return DeskPage.Found(
      ticket: ticket.id.description, number: ticket.number.description, state: ticket.stateName,
      lineName: status.lineName, issuedAt: machine.offset.clockTime(ticket.issuedAt),
      ahead: status.ahead,
      windowName: ticket.window.map { ledger.facts.windows[$0]?.name ?? $0.rawValue },
      priority: ticket.priority, person: try await person(of: ticket.id),
      note: try await ledger.note(of: ticket.id), act: act)
  }

  private func person(of ticket: Ticket.ID) async throws -> String? {
    try await ledger.maskedPerson(of: ticket).map {
      [$0.name, $0.idNumber].compactMap { $0 }.joined(separator: " ")
    }
  }

  private func choice(_ window: Window) -> DeskPage.WindowChoice {
    var since: String?
    switch window.state {
    case .open(_, let start, _), .paused(_, let start, _):
      since = machine.offset.clockTime(start)
    case .closed: break
    }
    return DeskPage.WindowChoice(
      window: window.id.rawValue, name: window.name, lines: window.lines.map(lineName),
      clerk: window.clerk.map { machine.county.staff[$0]?.name ?? $0.rawValue }, since: since)
  }

  private func work(_ desk: DeskState, others: [Window]) async throws -> DeskPage.Work {
    let now = machine.now
    let facts = ledger.facts
    let offset = machine.offset
    var pause: DeskPage.Pause?
    if case .paused(_, let since, let reason) = desk.window.state {
      pause = DeskPage.Pause(reason: reason, since: offset.clockTime(since))
    }
    var undo: DeskPage.UndoOffer?
    if let last = desk.undo, now.since(last.at) < Undo.limit {
      undo = DeskPage.UndoOffer(
        kind: last.kind, number: last.ticket.number.description,
        secondsLeft: Undo.limit.wholeSeconds - now.since(last.at).wholeSeconds)
    }
    return DeskPage.Work(
      window: desk.window.id.rawValue, windowName: desk.window.name,
      lines: desk.window.lines.map(lineName), pause: pause,
      current: try await current(desk, now: now),
      waiting: desk.waiting.map { ticket in
        let waited = now.since(ticket.since.at)
        return DeskPage.WaitingTicket(
          ticket: ticket.id.description, number: ticket.number.description,
          lineName: lineName(ticket.line), minutes: max(0, waited.wholeSeconds / 60),
          priority: ticket.priority,
          isOurs: desk.window.serves(ticket.line) || ticket.window == desk.window.id,
          isOverdue: facts.lines[ticket.line].map { waited > $0.overdueAfter } ?? false)
      },
      held: desk.held.map {
        DeskPage.HeldTicket(
          ticket: $0.id.description, number: $0.number.description, lineName: lineName($0.line))
      },
      missed: desk.missed.map {
        DeskPage.MissedTicket(
          ticket: $0.id.description, number: $0.number.description, lineName: lineName($0.line),
          missedAt: offset.clockTime($0.calledAt ?? $0.issuedAt), misses: $0.misses)
      },
      done: desk.done.map {
        DeskPage.DoneTicket(
          number: $0.number.description, outcome: $0.outcome ?? .served,
          at: offset.clockTime($0.finishedAt ?? $0.issuedAt))
      },
      undo: undo,
      hallLines: facts.orderedLines.map { Choice(value: $0.id.rawValue, name: $0.name) },
      otherWindows: others.map { Choice(value: $0.id.rawValue, name: $0.name) })
  }

  private func current(_ desk: DeskState, now: Moment) async throws -> DeskPage.Current? {
    guard let status = desk.current else { return nil }
    let ticket = status.ticket
    let since = ticket.startedAt ?? ticket.calledAt ?? ticket.issuedAt
    return DeskPage.Current(
      ticket: ticket.id.description, number: ticket.number.description, state: ticket.stateName,
      lineName: status.lineName, since: machine.offset.clockTime(since),
      seconds: max(0, now.since(since).wholeSeconds), priority: ticket.priority,
      misses: ticket.misses, then: ticket.then.map(lineName),
      person: try await person(of: ticket.id), note: desk.note ?? "")
  }

  func lineName(_ line: Line.ID) -> String { ledger.facts.lines[line]?.name ?? line.rawValue }
}
