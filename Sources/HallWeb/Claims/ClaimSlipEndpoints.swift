import HTTPServing
import HallLedger
import Pages
import ServiceHall

/// The slip of a claim, for whoever has just made it: the code and the PIN are in the form and nowhere else.
enum ClaimSlipEndpoints {
  static let all: [Endpoint] = [
    .hall(.post, "/h/{hall}/admin/claims/slip", .only(.clerk, .hallAdmin)) { context in
      let form = try context.form()
      let code = try ClaimCode(form["code"] ?? "")
      guard let pin = ClaimPIN(form["pin"] ?? "") else { throw InputRefusal("pin", .format) }
      let presentation = try await context.ledger.slipFacts(
        code, pin, of: context.hall, now: context.machine.now)
      let site = context.machine.site
      let slip = site.claimSlip(
        code, pin, presentation.documents, holder: presentation.holder, isBody: presentation.isBody,
        until: presentation.claim.expiresOn, in: context.hall)
      var page = ClaimSlipPage(
        frame: context.frame, slip: slip, code: code.rawValue, pin: pin.rawValue,
        printers: context.slipPrinters.map { Choice(value: $0.id.rawValue, name: $0.name) })
      if let name = form["printer"], !name.isEmpty {
        guard let printer = context.slipPrinters.first(where: { $0.id.rawValue == name }) else {
          throw StaffRefusal.unknownDevice
        }
        let bytes = site.surroundings.claimSlipBytes(slip, printer.printer.paper)
        let failure = await site.surroundings.printTrial(printer, bytes)
        page.printing = failure.map { .failed($0) } ?? .printed(printer: printer.name)
      }
      return context.page(page)
    }
  ]
}

extension Site {
  /// The slip of a claim that was just made or issued again.
  func claimSlip(_ issued: IssuedClaim, isBody: Bool, in hall: Hall) -> ClaimSlip {
    claimSlip(
      issued.code, issued.pin, issued.documents, holder: issued.holder, isBody: isBody,
      until: issued.claim.expiresOn, in: hall)
  }

  /// The bytes with which a printer prints it.
  func claimSlipBytes(_ slip: ClaimSlip, paper: SlipPrinter.Paper) -> [UInt8] {
    surroundings.claimSlipBytes(slip, paper)
  }

  fileprivate func claimSlip(
    _ code: ClaimCode, _ pin: ClaimPIN, _ documents: [PresentedDocument], holder: Party.Masked,
    isBody: Bool, until: CivilDate, in hall: Hall
  ) -> ClaimSlip {
    let now = surroundings.clock.now()
    let offset = surroundings.county.facts.county.offset
    return ClaimSlipFacts(
      hall: hall.name, holder: Masking.publicName(holder.name), isBody: isBody, code: code.rawValue,
      pin: pin.rawValue,
      documents: documents.map { ClaimSlip.Document(title: $0.title, number: $0.number) },
      until: until, day: offset.date(of: now).description, time: offset.clockTime(now)
    ).words(surroundings.renderer.strings)
  }
}

extension HallContext {
  /// The kiosks whose printers this machine drives.
  fileprivate var slipPrinters: [Device] {
    machine.county.devices(of: hall.id).filter { $0.kind == .kiosk && $0.printer.isDriven }
  }
}
