import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  static let followEndpoints: [Endpoint] = [
    .hall(.get, "/h/{hall}/t/{ticket}", .anyone) { context in
      try await context.follow { context.page($0) }
    },
    .hall(.get, "/h/{hall}/t/{ticket}/now", .anyone) { context in
      try await context.follow { context.fragment($0) }
    },
    .hall(.post, "/h/{hall}/t/{ticket}/cancel", .anyone) { context in
      let ticket = try context.path(Path.ticket)
      do {
        _ = try await context.ledger.cancelTicket(ticket, by: context.machine.caller)
        return context.redirect(to: "/t/\(ticket)", .done(.cancelled))
      } catch QueueRefusal.ticketState(let state) {
        let refused = Refused(
          QueueRefusal.ticketState(state), county: context.county, strings: context.strings)
        return context.redirect(
          to: "/t/\(ticket)", .refused(code: refused.code, values: refused.values))
      }
    },
    .hall(.get, "/h/{hall}/t/{ticket}/qr.svg", .anyone) { context in
      let status = try await context.followed()
      let svg = context.machine.site.surroundings.qrSVG(
        context.followURL(status.ticket.id), status.ticket.number.description)
      return context.image(svg, type: "image/svg+xml")
    },
    .hall(.get, "/h/{hall}/t/{ticket}/qr.png", .anyone) { context in
      let status = try await context.followed()
      let png = context.machine.site.surroundings.qrPNG(context.followURL(status.ticket.id))
      return context.image(png, type: "image/png")
    },
  ]
}

extension HallContext {
  fileprivate func image(_ bytes: [UInt8], type: String) -> Response {
    var response = Response.bytes(bytes, type: type)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
  }

  /// The ticket of the address, while its business day lasts.
  ///
  /// - Throws: `WebRefusal.expired` afterwards, unless it is at a window still.
  fileprivate func followed() async throws -> TicketStatus {
    let status = try await ledger.ticketStatus(try path(Path.ticket))
    switch status.ticket.stateName {
    case .called, .serving: return status
    default: break
    }
    guard status.ticket.day >= ledger.facts.businessDay(at: machine.now) else {
      throw WebRefusal.expired
    }
    return status
  }

  private static let progressCookie = "yizhan_progress"

  /// Answers with the page, whose bar never goes back: the browser keeps how far it was.
  fileprivate func follow(_ answer: (FollowPage) -> Response) async throws -> Response {
    var page = followPage(try await followed())
    let before = machine.request.cookies[Self.progressCookie].flatMap { Int($0) } ?? 0
    page.progress = max(page.progress, min(max(before, 0), 100))
    var response = answer(page)
    if page.progress != before {
      response.setCookie(
        SetCookie(
          name: Self.progressCookie, value: String(page.progress), path: "\(base)/t/\(page.ticket)",
          maxAge: 24 * 3600, sameSite: .strict))
    }
    return response
  }

  private func followPage(_ status: TicketStatus) -> FollowPage {
    let ticket = status.ticket
    let facts = ledger.facts
    return FollowPage(
      frame: frame, ticket: ticket.id.description, number: ticket.number.description,
      shortCode: ticket.shortCode, state: ticket.stateName, outcome: ticket.outcome,
      lineName: status.lineName, linePlace: status.place, ahead: status.ahead ?? 0,
      estimatedSeconds: status.estimatedWaitSeconds,
      windowName: ticket.window.map { facts.windows[$0]?.name ?? $0.rawValue },
      then: ticket.then.compactMap { facts.lines[$0]?.name }, priority: ticket.priority,
      returnAfter: facts.settings.returnAfter,
      issuedAt: machine.offset.clockTime(ticket.issuedAt), lastEvent: ledger.position)
  }
}
