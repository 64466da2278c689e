import HTTPServing
public import HallLedger
import Pages
public import ServiceHall

extension Site {
  static let slipEndpoints: [Endpoint] = [
    .hall(
      .get, "/api/v1/halls/{hall}/tickets/{ticket}/slip.escpos",
      .only(.clerk, devices: .kiosk, .printer),
      Operation(
        "readSlip", "The slip as a printer's bytes (ESC/POS), for paper of 58 or 80 mm",
        query: [("width", "integer")], answers: [(200, "application/octet-stream")])
    ) { context in
      let status = try await context.ledger.ticketStatus(try context.path(Path.ticket))
      let site = context.machine.site
      let slip = site.slip(
        of: status, in: context.hall, context.ledger,
        origin: site.origin(of: context.machine.request))
      var response = Response.bytes(
        site.surroundings.slipBytes(slip, try context.paper()), type: "application/octet-stream")
      response.headers["Cache-Control"] = "no-store"
      return response
    },
    .hall(.get, "/h/{hall}/kiosk/ticket/{ticket}/printing", .anyone) { context in
      let status = try await context.ledger.ticketStatus(try context.path(Path.ticket))
      return context.fragment(context.kioskTicketPage(status))
    },
  ]

  public func hall(_ id: Hall.ID) -> Hall? { surroundings.county.facts.halls[id] }

  /// Has a hall's screens look again though nothing was committed: a printer went or came back.
  public func refreshPages(of hall: Hall.ID) async { await live.refresh(hall) }

  /// The bytes of a ticket's slip for a printer that this machine drives.
  public func slipBytes(
    of status: TicketStatus, in hall: Hall, _ ledger: Ledger<Hall>, paper: SlipPrinter.Paper
  ) -> [UInt8] {
    let origin = surroundings.publicURL ?? surroundings.localURL() ?? "http://localhost"
    return surroundings.slipBytes(slip(of: status, in: hall, ledger, origin: origin), paper)
  }

  /// A slip that is no ticket's, for a look at the printer.
  func trialBytes(of device: Device, in hall: Hall) -> [UInt8] {
    let origin = surroundings.publicURL ?? surroundings.localURL() ?? "http://localhost"
    let now = surroundings.clock.now()
    let offset = surroundings.county.facts.county.offset
    return surroundings.slipBytes(
      TicketSlip.trial(
        hall: hall.name, device: device.name, day: offset.date(of: now).description,
        time: offset.clockTime(now), address: "\(origin)/h/\(hall.id)",
        surroundings.renderer.strings), device.printer.paper)
  }

  fileprivate func slip(
    of status: TicketStatus, in hall: Hall, _ ledger: Ledger<Hall>, origin: String
  ) -> Slip {
    let ticket = status.ticket
    let facts = ledger.facts
    let offset = surroundings.county.facts.county.offset
    return TicketSlip(
      hall: hall.name, number: ticket.number.description, shortCode: ticket.shortCode,
      lineName: status.lineName, linePlace: status.place, windows: status.windows.map(\.rawValue),
      ahead: status.ahead, estimatedSeconds: status.estimatedWaitSeconds,
      priority: ticket.priority, ratio: facts.settings.ratio,
      then: ticket.then.compactMap { facts.lines[$0]?.name }, day: ticket.day.description,
      issuedAt: offset.clockTime(ticket.issuedAt),
      notice: facts.settings.notice, followURL: "\(origin)/h/\(hall.id)/t/\(ticket.id)"
    ).words(surroundings.renderer.strings)
  }
}

extension HallContext {
  /// `?width=58`; without it the paper of the kiosk that asks.
  fileprivate func paper() throws -> SlipPrinter.Paper {
    guard let width = machine.request.query["width"] else {
      if case .device(let device) = machine.caller { return device.printer.paper }
      return SlipPrinter.standard.paper
    }
    guard let paper = Int(width).flatMap(SlipPrinter.Paper.init) else {
      throw InputRefusal("width", .unknown)
    }
    return paper
  }

  /// The kiosks whose printers this machine drives, the caller's own first.
  var drivenPrinters: [Device.ID] {
    let driven = machine.county.devices(of: hall.id)
      .filter { $0.kind == .kiosk && $0.printer.isDriven }.map(\.id)
    guard case .device(let device) = machine.caller, driven.contains(device.id) else {
      return driven
    }
    return [device.id] + driven.filter { $0 != device.id }
  }

  /// Why the printer of the kiosk that asks cannot print now.
  var printerFailure: PrintFailure? {
    guard case .device(let device) = machine.caller else { return nil }
    return machine.site.printers.condition(of: device)?.failure
  }

  /// What the kiosk says of a ticket's slip.
  func printing(of status: TicketStatus) -> KioskTicketPage.Printing {
    switch status.printing {
    case .browser: machine.request.query["print"] == nil ? .unavailable : .browser
    case .queued:
      // What the printer said a moment ago is truer than hope.
      if let failure = printerFailure { .failed(failure) } else { .sent }
    case .printed: .printed
    case .failed(let reason): .failed(reason)
    }
  }
}
