import HTTPServing
import HallLedger
import Pages
import ServiceHall

/// Laying documents into the lockers beside kiosks, and taking them out again.
enum LockerPageEndpoints {
  private static let path = "/h/{hall}/admin/lockers"
  private static let office = Access.only(.clerk, .hallAdmin)

  static let all: [Endpoint] = [
    .hall(.get, path, office) { context in context.page(try await context.lockersPage()) },
    .hall(.post, path + "/fill", office) { context in
      do {
        let form = try context.form()
        let place = (form["cell"] ?? "").split(separator: " ").map(String.init)
        guard place.count == 2, let id = Device.ID(place[0]), let number = Int(place[1]),
          let (_, locker) = context.lockers.first(where: { $0.device.id == id }),
          (1...locker.cells).contains(number)
        else { throw InputRefusal("cell", .unknown) }
        try await context.ledger.fillCell(
          LockerCell(device: id, number: number), with: try context.claim(), by: context.machine.caller)
        // The journal knows where they lie before the door opens.
        return await context.opened(locker, number, .cellFilled)
      } catch let refusal as InputRefusal {
        return context.page(
          try await context.lockersPage(.faults(refusal.faults)), status: .unprocessableContent)
      } catch let refusal as ClaimRefusal {
        return context.refusedAtLockers(refusal)
      }
    },
    .hall(.post, path + "/clear", office) { context in
      let claim = try context.claim()
      guard let cell = try await context.ledger.cell(of: claim) else {
        return context.redirect(to: "/admin/lockers")
      }
      // While a door may be open, what happened there is settled first.
      let releases = try await context.ledger.openReleases()
      guard !releases.contains(where: { $0.made.claim == claim }) else { throw ClaimRefusal.underWay }
      try await context.ledger.clearCell(of: claim, by: context.machine.caller)
      let found = context.lockers.first { $0.device.id == cell.device }
      guard let locker = found?.locker else { return context.redirect(to: "/admin/lockers") }
      return await context.opened(locker, cell.number, .cellCleared)
    },
    .hall(.post, path + "/settle", office) { context in
      let form = try context.form()
      guard let receipt = form["receipt"].flatMap({ try? ReceiptNumber($0) }),
        let end = form["end"].flatMap({ Delivery.State(rawValue: $0) }), end != .underWay
      else { throw WebRefusal.malformed }
      let reason = end == .failed ? context.machine.strings.text("kiosk-cell.reasons.locker-left") : nil
      do {
        // The end of any other delivery is not decided here.
        let releases = try await context.ledger.openReleases()
        guard releases.contains(where: { $0.number == receipt }) else { throw ClaimRefusal.deliveryEnded }
        _ = try await context.ledger.endDelivery(
          receipt, ClaimEvent.DeliveryEnded(state: end, receivedOn: nil, reason: reason),
          by: context.machine.caller)
        return context.redirect(to: "/admin/lockers", .done(.cellSettled))
      } catch let refusal as ClaimRefusal {
        return context.refusedAtLockers(refusal)
      }
    },
  ]
}

extension HallContext {
  /// The kiosks of the hall that have a locker.
  fileprivate var lockers: [(device: Device, locker: Locker)] {
    machine.county.devices(of: hall.id).compactMap { device in device.locker.map { (device, $0) } }
  }

  fileprivate func claim() throws -> Claim.ID {
    guard let claim = try form()["claim"].flatMap({ Claim.ID($0) }) else { throw ClaimRefusal.unknownClaim }
    return claim
  }

  fileprivate func refusedAtLockers(_ refusal: ClaimRefusal) -> Response {
    let refused = Refused(refusal, county: machine.county, strings: machine.strings)
    return redirect(
      to: "/admin/lockers",
      .refused(code: refused.sentence ?? refused.code, values: refused.values))
  }

  /// Opens a cell for somebody who works here, and says so, or why not.
  fileprivate func opened(_ locker: Locker, _ cell: Int, _ notice: Notice) async -> Response {
    do throws(LockerFailure) {
      try await machine.site.surroundings.lockers.open(locker, cell)
      return redirect(to: "/admin/lockers", .done(notice))
    } catch {
      let reason = error == .refused ? "locker-refused" : "locker-unreachable"
      return redirect(
        to: "/admin/lockers",
        .refused(
          code: "locker-away",
          values: ["reason": machine.strings.text("kiosk-cell.reasons.\(reason)")]))
    }
  }

  private static let mostWaiting = 100

  fileprivate func lockersPage(_ flash: Flash? = nil) async throws -> AdminLockersPage {
    let contents = try await ledger.lockerContents(now: machine.now)
    let releases = try await ledger.openReleases()
    let waiting =
      lockers.isEmpty ? [] : try await ledger.claimsForLockers(now: machine.now, limit: Self.mostWaiting)
    let open = Set(releases.compactMap(\.made.claim))
    return AdminLockersPage(
      frame: frame(flash: flash),
      lockers: lockers.map { device, locker in
        let here = contents.filter { $0.cell?.device == device.id }
        let taken = Set(here.compactMap(\.cell?.number))
        return AdminLockersPage.Locker(
          device: device.id.rawValue, name: device.name,
          contents: here.map { content($0, isReleased: open.contains($0.claim.id)) },
          free: (1...locker.cells).filter { !taken.contains($0) })
      },
      releases: releases.compactMap { delivery in
        delivery.made.cell.map { cell in
          AdminLockersPage.Release(
            receipt: delivery.number.rawValue,
            place: machine.county.devices(of: hall.id).first { $0.id == cell.device }?.name
              ?? cell.device.rawValue,
            cell: cell.number, at: dayAndTime(delivery.at))
        }
      }, waiting: waiting.map { content($0, isReleased: false) })
  }

  private func content(_ content: LockerContent, isReleased: Bool) -> AdminLockersPage.Content {
    AdminLockersPage.Content(
      claim: content.claim.id.description, titles: content.titles, holder: content.holder.name,
      cell: content.cell?.number ?? 0, since: content.since.map(dayAndTime) ?? "",
      state: isReleased ? .released : content.isOver ? .over : content.isOverdue ? .overdue : .waiting)
  }

  private func dayAndTime(_ moment: Moment) -> String {
    "\(machine.offset.date(of: moment)) \(machine.offset.clockTime(moment))"
  }
}
