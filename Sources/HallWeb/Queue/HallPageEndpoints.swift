import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  static let hallPageEndpoints: [Endpoint] = [
    .hall(.get, "/h/{hall}", .anyone) { context in
      if context.machine.request.query["fragment"] != nil {
        return context.fragment(context.hallPage(try await context.board()))
      }
      return try await context.cached { board, _ in context.page(context.hallPage(board)) }
    },
    .hall(.get, "/h/{hall}/lines", .anyone) { context in
      try await context.cached { board, _ in context.fragment(context.hallPage(board)) }
    },
    .hall(.get, "/h/{hall}/find", .anyone) { context in
      let code = context.machine.request.query["code"] ?? ""
      do {
        let ticket = try await context.find(code)
        return context.redirect(to: "/t/\(ticket)")
      } catch let refusal as QueueRefusal {
        var page = context.hallPage(
          try await context.board(), flash: .refused(code: refusal.code))
        page.code = code
        return context.page(page, status: .notFound)
      }
    },
    .hall(.post, "/h/{hall}/modes", .anyone) { context in
      let form = try context.form()
      let path = form["back"] ?? context.base
      var response = Response.redirect(to: Site.isOwnPath(path) ? path : context.base)
      var modes = context.frame.modes
      modes.toggle(form["toggle"] ?? "")
      response.setCookie(Modes.cookie(modes))
      return response
    },
  ]
}

extension HallContext {
  func board() async throws -> BoardState { try await ledger.board(at: machine.now) }

  func hallPage(_ board: BoardState, flash: Flash? = nil) -> HallPage {
    var page = HallPage(
      frame: frame(flash: flash), lines: board.lines.map(LineStatus.init),
      openWindows: board.windows.filter { $0.stateName == .open }.count, notice: board.notice,
      lastEvent: board.position)
    page.closed = board.closed.map(ClosedHall.init)
    return page
  }

  /// Finds a ticket by its short code; guesses are limited.
  func find(_ code: String) async throws -> Ticket.ID {
    let key = "find|\(machine.request.remoteAddress)"
    try machine.site.limits.spend(key, .guesses)
    let ticket = try await ledger.findTicket(shortCode: code)
    machine.site.limits.forgive(key)
    return ticket
  }
}

extension ClosedHall {
  init(_ closed: BoardState.ClosedHall) {
    self.init(
      reason: closed.days.reason, opens: closed.opening?.date,
      // A line that is open round the clock opens with the day.
      time: closed.opening.map(\.time.description).flatMap { $0 == "00:00" ? nil : $0 })
  }
}

extension LineStatus {
  init(_ count: BoardState.LineCount) {
    self.init(
      letter: count.line.id.rawValue, name: count.line.name, place: count.line.place,
      waiting: count.waiting, estimatedSeconds: count.estimatedWaitSeconds, isOpen: count.isOpen,
      closedReason: count.closedReason, nextOpening: count.nextOpening?.description,
      laterOpening: count.laterOpening.map {
        LaterOpening(
          weekday: $0.date.weekday, time: $0.time.description, isTomorrow: $0.daysAhead == 1,
          date: $0.daysAhead > 6 ? $0.date : nil)
      },
      needsIdentity: count.line.personCap != nil)
    isHallClosed = count.line.closedReason == nil && count.closedReason != nil
  }
}
