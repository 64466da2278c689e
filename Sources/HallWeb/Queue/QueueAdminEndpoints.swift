import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let administrator = Access.only(.hallAdmin, .countyAdmin)

  static let queueAdminEndpoints: [Endpoint] = [
    .hall(
      .get, "/h/{hall}/admin", .only(.hallAdmin, .countyAdmin, .supervisor, .auditor)
    ) { context in
      var page = context.overviewPage(
        try await context.ledger.daySummary(), board: try await context.board(),
        channel: try await context.ledger.channelState())
      page.attention += try await context.claimAttention()
      return context.page(page)
    },
    .hall(.get, "/h/{hall}/admin/journal", .only(.auditor, .hallAdmin)) { context in
      try await context.journalPage()
    },
    .hall(.get, "/h/{hall}/admin/lines", administrator) { context in
      context.page(context.linesPage(try await context.board()))
    },
    .hall(.get, "/h/{hall}/admin/lines/new", administrator) { context in
      let taken = context.ledger.facts.lines
      let free = (UInt8(ascii: "A")...UInt8(ascii: "Z")).lazy
        .map { String(UnicodeScalar($0)) }
        .first { letter in Line.ID(letter).map { taken[$0] == nil } ?? false }
      return context.page(context.linePage(.usual(letter: free ?? ""), isNew: true))
    },
    .hall(.get, "/h/{hall}/admin/lines/{line}", administrator) { context in
      let line = try context.ledger.facts.line(try context.path(Path.line))
      var form = LineForm(line)
      form.windows = Set(context.ledger.facts.serving[line.id]?.map(\.rawValue) ?? [])
      return context.page(context.linePage(form, isNew: false))
    },
    .hall(.post, "/h/{hall}/admin/lines", administrator) { context in
      let posted = try context.form()
      let windows = context.ledger.facts.windows.keys.map(\.rawValue)
      let form = LineForm(posted: posted, windows: windows)
      do {
        let line = try form.line(keeping: context.ledger.facts)
        try await context.ledger.saveLine(line, by: context.machine.caller)
        // A program that sends no choice of windows leaves them as they are.
        if posted["windows"] == "1" { try await context.serve(line.id, at: form.windows) }
        let isServed = context.ledger.facts.serving[line.id]?.isEmpty == false
        return context.redirect(to: "/admin/lines", .done(isServed ? .saved : .savedUnserved))
      } catch let refusal as InputRefusal {
        let isNew = Line.ID(form.letter).map { context.ledger.facts.lines[$0] == nil } ?? true
        return context.page(
          context.linePage(form, isNew: isNew, flash: .faults(refusal.faults)),
          status: .unprocessableContent)
      }
    },
    .hall(.post, "/h/{hall}/admin/lines/{line}/close", administrator) { context in
      let line = try context.path(Path.line)
      return try await context.adminForm("/admin/lines", .closed) { form in
        let reason = try PlainText.required(form["reason"], field: "reason", longest: 60)
        try await context.ledger.setLineClosed(
          line, reason: reason, by: context.machine.caller)
      }
    },
    .hall(.post, "/h/{hall}/admin/lines/{line}/reopen", administrator) { context in
      let line = try context.path(Path.line)
      return try await context.adminForm("/admin/lines", .reopened) { _ in
        try await context.ledger.setLineClosed(line, reason: nil, by: context.machine.caller)
      }
    },
    .hall(.post, "/h/{hall}/admin/lines/{line}/remove", administrator) { context in
      let line = try context.path(Path.line)
      return try await context.adminForm("/admin/lines", .removed) { _ in
        try await context.ledger.removeLine(line, by: context.machine.caller)
      }
    },
    .hall(.get, "/h/{hall}/admin/windows", administrator) { context in
      context.page(context.windowsPage(try await context.ledger.windows().map(\.window)))
    },
    .hall(.get, "/h/{hall}/admin/windows/new", administrator) { context in
      let taken = context.ledger.facts.windows
      let free = (1...99).first { number in
        Window.ID(String(number)).map { taken[$0] == nil } ?? false
      }
      return context.page(
        context.windowPage(WindowForm(window: free.map { String($0) } ?? ""), isNew: true))
    },
    .hall(.get, "/h/{hall}/admin/windows/{window}", administrator) { context in
      let id = try context.path(Path.window)
      guard let setup = context.ledger.facts.windows[id] else { throw QueueRefusal.unknownWindow }
      let window = Window(id: id, name: setup.name, services: setup.services)
      return context.page(context.windowPage(WindowForm(window), isNew: false))
    },
    .hall(.post, "/h/{hall}/admin/windows", administrator) { context in
      let form = WindowForm(posted: try context.form(), lines: context.ledger.facts.orderedLines)
      do {
        guard let id = Window.ID(form.window) else { throw InputRefusal("window", .format) }
        try await context.ledger.saveWindow(id, try form.setup(), by: context.machine.caller)
        return context.redirect(to: "/admin/windows", .done(.saved))
      } catch let refusal as InputRefusal {
        let isNew = Window.ID(form.window).map { context.ledger.facts.windows[$0] == nil } ?? true
        return context.page(
          context.windowPage(form, isNew: isNew, flash: .faults(refusal.faults)),
          status: .unprocessableContent)
      }
    },
    .hall(.post, "/h/{hall}/admin/windows/{window}/remove", administrator) { context in
      let window = try context.path(Path.window)
      return try await context.adminForm("/admin/windows", .removed) { _ in
        try await context.ledger.removeWindow(window, by: context.machine.caller)
      }
    },
    .hall(.get, "/h/{hall}/admin/settings", administrator) { context in
      context.page(context.settingsPage())
    },
    .hall(.post, "/h/{hall}/admin/settings", administrator) { context in
      let form = SettingsForm(posted: try context.form())
      do {
        try await context.ledger.saveSettings(try form.settings(), by: context.machine.caller)
        return context.redirect(to: "/admin/settings", .done(.saved))
      } catch let refusal as InputRefusal {
        return context.page(
          context.settingsPage(form, flash: .faults(refusal.faults)), status: .unprocessableContent)
      }
    },
  ]
}

extension HallContext {
  /// Runs an administrator's form and goes back to its list, with what happened at the top.
  func adminForm(
    _ path: String, _ notice: Notice, _ body: (Form) async throws -> Void
  ) async throws -> Response {
    do {
      try await body(try form())
      return redirect(to: path, .done(notice))
    } catch let refusal as InputRefusal {
      return redirect(to: path, .faults(refusal.faults))
    } catch let refusal as QueueRefusal {
      let refused = Refused(refusal, county: machine.county, strings: machine.strings)
      if refused.status == .notFound { throw refusal }
      return redirect(to: path, .refused(code: refused.code, values: refused.values))
    } catch let refusal as StaffRefusal {
      let refused = Refused(refusal, county: machine.county, strings: machine.strings)
      if refused.status == .notFound { throw refusal }
      return redirect(to: path, .refused(code: refused.code, values: refused.values))
    } catch let refusal as LicenceRefusal where refusal != .unknownSealKey {
      return redirect(to: path, .refused(code: refusal.code))
    }
  }

  fileprivate func overviewPage(
    _ day: DaySummary, board: BoardState, channel: ChannelState?
  ) -> AdminOverviewPage {
    let now = machine.now
    return AdminOverviewPage(
      frame: frame, day: (day.day ?? machine.offset.date(of: now)).description,
      attention: attention(board, channel, now),
      lines: day.lines.map {
        AdminOverviewPage.LineDay(
          letter: $0.line.id.rawValue, name: $0.line.name, issued: $0.issued,
          waiting: $0.waiting, served: $0.served, missed: $0.missed,
          meanServiceSeconds: $0.meanServiceSeconds)
      },
      windows: day.windows.map { figures in
        let paused = figures.pauses.reduce(0) { sum, pause in
          sum + (pause.endedAt ?? now).since(pause.startedAt).wholeSeconds
        }
        return AdminOverviewPage.WindowDay(
          window: figures.window.id.rawValue, name: figures.window.name,
          state: figures.window.stateName,
          clerk: figures.window.clerk.map { machine.county.staff[$0]?.name ?? $0.rawValue },
          served: figures.served, busyMinutes: figures.busySeconds / 60,
          arrivalSeconds: figures.arrivalSeconds, pausedMinutes: paused / 60,
          pauseReason: figures.pauses.last { $0.endedAt == nil }?.reason)
      })
  }

  fileprivate func linesPage(_ board: BoardState) -> AdminLinesPage {
    AdminLinesPage(
      frame: frame,
      lines: board.lines.map {
        AdminLinesPage.Row(
          letter: $0.line.id.rawValue, name: $0.line.name, place: $0.line.place,
          isOpen: $0.isOpen, closedReason: $0.line.closedReason, dailyCap: $0.line.dailyCap,
          personCap: $0.line.personCap)
      })
  }

  fileprivate func windowsPage(_ windows: [Window]) -> AdminWindowsPage {
    AdminWindowsPage(
      frame: frame,
      windows: windows.map {
        AdminWindowsPage.Row(
          window: $0.id.rawValue, name: $0.name, state: $0.stateName,
          clerk: $0.clerk.map { machine.county.staff[$0]?.name ?? $0.rawValue },
          serves: $0.lines.map(lineName))
      })
  }

  fileprivate func linePage(_ form: LineForm, isNew: Bool, flash: Flash? = nil) -> AdminLinePage {
    let windows = ledger.facts.windows.sorted { left, right in
      (left.key.rawValue.utf8.count, left.key) < (right.key.rawValue.utf8.count, right.key)
    }
    return AdminLinePage(
      frame: frame(flash: flash), form: form,
      windows: windows.map { Choice(value: $0.key.rawValue, name: $0.value.name) }, isNew: isNew)
  }

  /// Lets exactly these windows serve a line; what else they serve stays.
  fileprivate func serve(_ line: Line.ID, at windows: Set<String>) async throws {
    for (id, setup) in ledger.facts.windows {
      let serves = setup.services.contains { $0.line == line }
      guard serves != windows.contains(id.rawValue) else { continue }
      var setup = setup
      setup.services.removeAll { $0.line == line }
      if !serves { setup.services.append(Window.Service(line: line)) }
      try await ledger.saveWindow(id, setup, by: machine.caller)
    }
  }

  fileprivate func windowPage(
    _ form: WindowForm, isNew: Bool, flash: Flash? = nil
  ) -> AdminWindowPage {
    AdminWindowPage(
      frame: frame(flash: flash), form: form,
      lines: ledger.facts.orderedLines.map { Choice(value: $0.id.rawValue, name: $0.name) },
      isNew: isNew)
  }

  fileprivate func journalPage() async throws -> Response {
    let after = machine.request.query["after"].flatMap { Int64($0) } ?? -1
    let entries = try await ledger.journal(after: after, limit: 100)
    return machine.page(
      JournalPage(
        frame: frame, rows: entries.map { JournalPage.Row($0, machine.offset) },
        next: entries.count == 100 ? entries.last?.seq : nil, isContinued: after >= 0))
  }
}
