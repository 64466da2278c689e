import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let kiosk = Access.only(.clerk, devices: .kiosk)

  static let kioskEndpoints: [Endpoint] = [
    .hall(.get, "/h/{hall}/kiosk", .anyone) { context in
      let query = context.machine.request.query
      switch query["step"] {
      case "priority":
        return context.page(
          KioskPriorityPage(frame: context.frame, ratio: context.ledger.facts.settings.ratio))
      case "identity": return try context.identityPage()
      case "return":
        return context.page(
          KioskReturnPage(
            frame: context.frame, returnAfter: context.ledger.facts.settings.returnAfter))
      case "home":
        context.endCollecting()
        return context.nextVisitor
      case "help": return context.page(context.kioskHelpPage)
      case "search": return context.page(try await context.searchPage(try await context.board()))
      case "item": return context.page(try await context.itemPage(try await context.board()))
      default:
        return try await context.cached { board, _ in context.page(context.kioskPage(board)) }
      }
    },
    .hall(.get, "/h/{hall}/kiosk/lines", .anyone) { context in
      context.fragment(context.kioskPage(try await context.board()))
    },
    .hall(.get, "/h/{hall}/kiosk/found", .anyone) { context in
      context.fragment(try await context.searchPage(try await context.board()))
    },
    .hall(.post, "/h/{hall}/kiosk", kiosk) { context in
      do {
        return context.redirect(to: "/kiosk/ticket/\(try await context.takeNumber())?print=1")
      } catch let refusal as QueueRefusal {
        let refused = Refused(
          refusal, county: context.county, strings: context.strings)
        return context.redirect(
          to: "/kiosk", .refused(code: refused.code, values: refused.values))
      } catch let refusal as InputRefusal {
        let form = try context.form()
        let line = PercentEncoding.query(form["line"] ?? "")
        let priority = form["priority"].flatMap { PriorityReason(rawValue: $0) }
        return context.redirect(
          to: "/kiosk?step=identity&line=\(line)"
            + (priority.map { "&priority=\($0.rawValue)" } ?? ""),
          .faults(refusal.faults))
      }
    },
    .hall(.post, "/h/{hall}/kiosk/return", kiosk) { context in
      let code = try context.form()["code"] ?? ""
      do {
        let number = TicketNumber(code.uppercased())
        let ticket =
          if let number { try await context.ledger.findTicket(number: number) } else {
            try await context.find(code)
          }
        _ = try await context.ledger.returnTicket(ticket, by: context.machine.caller)
        return context.redirect(to: "/kiosk/ticket/\(ticket)")
      } catch let refusal as QueueRefusal {
        let refused = Refused(
          refusal, county: context.county, strings: context.strings)
        return context.redirect(
          to: "/kiosk?step=return", .refused(code: refused.code, values: refused.values))
      }
    },
    .hall(.get, "/h/{hall}/kiosk/ticket/{ticket}", .anyone) { context in
      let status = try await context.ledger.ticketStatus(try context.path(Path.ticket))
      return context.page(context.kioskTicketPage(status))
    },
  ]
}

extension HallContext {
  fileprivate func kioskPage(_ board: BoardState) -> KioskPage {
    var page = KioskPage(
      frame: frame, key: formKey, lines: board.lines.map(LineStatus.init),
      priority: machine.request.query["priority"].flatMap(PriorityReason.init),
      ratio: board.ratio, printerFailure: printerFailure, lastEvent: board.position)
    page.closed = board.closed.map(ClosedHall.init)
    return page
  }

  /// The visit is over: the start page, as the next visitor is to find it.
  fileprivate var nextVisitor: Response {
    var response = redirect(to: "/kiosk")
    let modes = frame.modes
    if modes != modes.forNextVisitor { response.setCookie(Modes.cookie(modes.forNextVisitor)) }
    return response
  }

  /// A visitor's page may be kept for others, and takes no number anyway.
  var formKey: String { if case .visitor = machine.caller { "" } else { newKey } }

  fileprivate func identityPage() throws -> Response {
    let query = machine.request.query
    guard let id = query["line"].flatMap({ Line.ID($0) }) else { throw QueueRefusal.unknownLine }
    let line = try ledger.facts.line(id)
    return machine.page(
      KioskIdentityPage(
        frame: frame, key: newKey, line: line.id.rawValue, lineName: line.name,
        personCap: line.personCap ?? 1,
        priority: query["priority"].flatMap(PriorityReason.init)))
  }

  /// Takes the number that the kiosk's form asks for; the same form sent twice gives one number.
  fileprivate func takeNumber() async throws -> String {
    let form = try form()
    guard let line = form["line"].flatMap({ Line.ID($0) }) else { throw QueueRefusal.unknownLine }
    guard let key = form["key"], !key.isEmpty else { throw WebRefusal.idempotencyKeyMissing }
    let identity = try form["idNumber"].map(cardNumber)
    let request = try TicketRequest(
      line: line, priority: try priority(form["priority"]),
      person: try identity.map {
        try Person(name: nil, idType: $0.kind.idType, idNumber: $0.number)
      })
    try spendKioskTry()
    let asked = "\(request.line)|\(request.priority?.rawValue ?? "")|\(identity?.number ?? "")"
    let bytes = try await ledger.issueTicket(
      request, by: machine.caller, key: try idempotencyKey(key, Array(asked.utf8))
    ) { Array($0.ticket.id.description.utf8) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What was typed or read from a card, checked before anything is done with it.
  private func cardNumber(_ text: String) throws -> CardNumber {
    do {
      return try CardNumber(text, today: machine.offset.date(of: machine.now))
    } catch {
      throw InputRefusal("person.idNumber", text.isEmpty ? .required : FieldFault.Code(error))
    }
  }

  func priority(_ text: String?) throws -> PriorityReason? {
    guard let text, !text.isEmpty else { return nil }
    guard let reason = PriorityReason(rawValue: text) else {
      throw InputRefusal("priority", .unknown)
    }
    return reason
  }

  func kioskTicketPage(_ status: TicketStatus) -> KioskTicketPage {
    let ticket = status.ticket
    let facts = ledger.facts
    return KioskTicketPage(
      frame: frame, ticket: ticket.id.description, number: ticket.number.description,
      shortCode: ticket.shortCode, lineName: status.lineName, linePlace: status.place,
      windows: status.windows.map(\.rawValue), ahead: status.ahead ?? 0,
      estimatedSeconds: status.estimatedWaitSeconds, priority: ticket.priority,
      ratio: facts.settings.ratio, then: ticket.then.compactMap { facts.lines[$0]?.name },
      day: ticket.day.description, issuedAt: machine.offset.clockTime(ticket.issuedAt),
      printing: printing(of: status), lastEvent: ledger.position)
  }
}
