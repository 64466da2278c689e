import HTTPServing
import HallLedger
import Pages
import ServiceHall

/// Collecting documents at a kiosk: the code, the identity, the cell.
///
/// Every step is a form that is answered by the same address, so that neither an address nor the browser's history
/// tells what was shown; `CollectSessions` knows it.
enum CollectEndpoints {
  private static let path = "/h/{hall}/kiosk/collect"
  private static let kiosk = Access.only(devices: .kiosk)

  static let all: [Endpoint] = [
    .hall(.get, path, .anyone) { context in
      if context.machine.request.query["step"] == "new" { context.endCollecting() }
      return context.collectPage()
    },
    .hall(.get, path + "/cell", kiosk) { context in
      guard let visit = context.machine.site.collecting.visit(at: try context.kiosk()),
        case .cell(let number, let state, let receipt) = visit.stage
      else { throw WebRefusal.notFound }
      return context.fragment(context.cellPage(number, state, receipt))
    },
    .hall(.post, path, kiosk) { context in
      let flash = try await context.showCode()
      return context.redirect(to: "/kiosk/collect", flash)
    },
    .hall(.post, path + "/identity", kiosk) { context in
      let flash = try await context.showIdentity()
      return context.redirect(to: "/kiosk/collect", flash)
    },
  ]
}

extension HallContext {
  fileprivate func kiosk() throws(WebRefusal) -> CollectSessions.Kiosk {
    guard let device = machine.device else { throw .notAllowed }
    return CollectSessions.Kiosk(hall: hall.id, device: device.id)
  }

  /// The visit at this kiosk is over; whoever comes next begins a new one.
  func endCollecting() {
    if let kiosk = try? kiosk() { machine.site.collecting.end(at: kiosk) }
  }

  fileprivate func collectPage() -> Response {
    let sessions = machine.site.collecting
    guard let kiosk = try? kiosk(), let visit = sessions.visit(at: kiosk) else {
      return page(KioskCollectPage(frame: frame))
    }
    sessions.touch(kiosk)
    switch visit.stage {
    case .presented(let presentation):
      return page(
        KioskCollectIdentityPage(
          frame: frame, titles: presentation.documents.map(\.title),
          holder: Masking.publicName(presentation.holder.name), idType: presentation.holder.idType))
    case .told(let sentence): return page(KioskCollectToldPage(frame: frame, sentence: sentence))
    case .cell(let number, let state, let receipt): return page(cellPage(number, state, receipt))
    }
  }

  fileprivate func cellPage(
    _ number: Int, _ state: KioskCellPage.State, _ receipt: String?
  ) -> KioskCellPage {
    KioskCellPage(
      frame: frame, cell: number, state: state, receipt: receipt, lastEvent: ledger.position)
  }

  // MARK: The code

  /// Takes a code, or a number with its PIN.
  ///
  /// - Returns: what stands on the page when it is to be tried again.
  fileprivate func showCode() async throws -> Flash? {
    let sessions = machine.site.collecting
    let kiosk = try kiosk()
    do {
      let presentation = try await present()
      sessions.begin(at: kiosk, id: newKey, stage(of: presentation))
      return nil
    } catch let refusal as InputRefusal {
      return .faults(refusal.faults)
    } catch let refusal as ClaimRefusal {
      let refused = refused(refusal)
      if refusal == .unknown || refusal == .unreadable {
        return .refused(code: refused.sentence ?? refused.code, values: refused.values)
      }
      sessions.begin(at: kiosk, id: newKey, .told(told(refused)))
      return nil
    } catch let refusal as WebRefusal {
      sessions.begin(at: kiosk, id: newKey, .told(told(refused(refusal))))
      return nil
    }
  }

  private func refused(_ refusal: any Error) -> Refused {
    Refused(refusal, county: machine.county, strings: machine.strings)
  }

  private func told(_ refused: Refused) -> KioskCollectToldPage.Sentence {
    .refused(code: refused.sentence ?? refused.code, values: refused.values)
  }

  private func present() async throws -> Presentation {
    let form = try form()
    let text = form["number"] ?? ""
    if ClaimCode.isLike(text) { return try await open(code: text) }
    return try await open(number: text, pin: form["pin"])
  }

  /// Where the documents lie decides what is asked next: nobody types a number for nothing.
  private func stage(of presentation: Presentation) -> CollectSessions.Stage {
    let titles = presentation.documents.map(\.title)
    if presentation.isBody { return .told(.agent(titles)) }
    guard let cell = presentation.cell else { return .told(.counter(titles)) }
    if cell.device == machine.device?.id {
      return machine.device?.locker == nil ? .told(.counter(titles)) : .presented(presentation)
    }
    let other = machine.county.devices(of: hall.id).first { $0.id == cell.device && $0.locker != nil }
    return .told(other.map { .elsewhere(titles, kiosk: $0.name) } ?? .counter(titles))
  }

  // MARK: The identity

  /// Compares the number that was typed or read; when it is the holder's, the cell opens.
  fileprivate func showIdentity() async throws -> Flash? {
    let site = machine.site
    let kiosk = try kiosk()
    guard let (visit, presentation) = site.collecting.beginCheck(at: kiosk) else { return nil }
    defer { site.collecting.endCheck(at: kiosk, visit.id) }
    let spent = "kiosk-identity|\(hall.id)|\(presentation.claim.id)"
    do {
      // Counted before it is known to be wrong: two kiosks at once have five tries together.
      try site.limits.spend(spent, .identities)
      let handOver = try await ledger.identify(
        presentation.name, number: try form()["idNumber"] ?? "", today: machine.today)
      site.limits.forgive(spent)
      try await release(presentation, handOver, kiosk, visit.id)
      return nil
    } catch let refusal as InputRefusal {
      // A slip of the finger is no try: the number is nobody's.
      site.limits.forgive(spent)
      return .faults(refusal.faults)
    } catch ClaimRefusal.identityMismatch {
      if (try? site.limits.require(spent, .identities)) != nil { return .refused(code: "kiosk-identity") }
      site.collecting.lead(kiosk, visit.id, to: .told(.spent))
    } catch WebRefusal.tooManyRequests {
      site.collecting.lead(kiosk, visit.id, to: .told(.spent))
    } catch let refusal as ClaimRefusal {
      site.collecting.lead(kiosk, visit.id, to: .told(told(refused(refusal))))
    }
    return nil
  }

  /// The journal first, then the lock.
  private func release(
    _ presentation: Presentation, _ handOver: HandOver, _ kiosk: CollectSessions.Kiosk, _ visit: String
  ) async throws {
    let site = machine.site
    guard let device = machine.device, let locker = device.locker, let cell = presentation.cell else {
      return site.collecting.lead(
        kiosk, visit, to: .told(.counter(presentation.documents.map(\.title))))
    }
    guard site.collecting.takeToCell(kiosk, visit, cell.number) else { return }
    do {
      let delivery = try await ledger.release(
        presentation.name, handOver, of: hall, by: machine.caller, key: nil)
      let watch = CellWatch(
        site: site, hall: hall, device: device, locker: locker, cell: cell, receipt: delivery.number,
        visit: visit)
      Task { await watch.run() }
    } catch {
      // Nothing was released: it can be tried again.
      site.collecting.lead(kiosk, visit, to: .presented(presentation))
      throw error
    }
  }
}

extension KioskCollectToldPage.Sentence {
  fileprivate static let spent = Self.refused(code: "kiosk-identity-spent", values: [:])
}
