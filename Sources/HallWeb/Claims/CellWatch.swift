import HallLedger
import Logging
import Pages
import ServiceHall

/// Opens a cell whose documents were released, and follows its door until it is known how the delivery ended.
///
/// The release stands in the journal before the lock moves. Invariants, cited by number in `CellWatchTests`:
/// 1. A delivery ends as made only when the door was open and is shut again on a cell that is not full, or when a
///    full cell became empty.
/// 2. It ends as failed only when the documents are known to lie in the cell still.
/// 3. In between it stays under way, and somebody is called: a person has to look.
struct CellWatch: Sendable {
  /// How long a released door may take to spring open.
  static let opens: Duration = .seconds(10)
  /// After so long the person is asked to shut the door, and somebody is called.
  static let isLong: Duration = .minutes(2)
  /// After so long nobody waits for the door any more.
  static let longest: Duration = .minutes(10)
  /// So long an adapter may be away while a door is open.
  static let away: Duration = .seconds(30)

  let site: Site
  let hall: Hall
  let device: Device
  let locker: Locker
  let cell: LockerCell
  let receipt: ReceiptNumber
  let visit: String

  private var office: LockerOffice { site.surroundings.lockers }
  private var caller: Caller { .device(device) }
  private var clock: HallClock { site.surroundings.clock }

  func run() async {
    do throws(LockerFailure) {
      try await office.open(locker, cell.number)
    } catch {
      switch error {
      case .unreachable: return await fail("locker-unreachable")
      case .refused: return await fail("locker-refused")
      case .uncertain: break
      }
    }
    await follow()
  }

  /// Looks at the door until it has told everything.
  private func follow() async {
    let begin = clock.elapsed()
    var heard = begin
    var wasOpen = false
    var wasFull = false
    var wasLong = false
    while clock.elapsed() - begin < Self.longest {
      let now = clock.elapsed()
      if let state = await state() {
        heard = now
        wasFull = wasFull || state.content == .full
        if state.isOpen {
          if !wasOpen { await show(.open) }
          wasOpen = true
        } else if let isTaken = isTaken(state, wasOpen: wasOpen, wasFull: wasFull, after: now - begin) {
          return isTaken ? await deliver() : await fail(wasOpen ? "locker-left" : "locker-stuck")
        }
      } else if now - heard >= Self.away {
        return await leaveOpen()
      }
      if !wasLong, wasOpen, now - begin >= Self.isLong {
        wasLong = true
        await show(.openLong)
        await callSomebody()
      }
      guard (try? await Task.sleep(for: office.pace)) != nil else { return }
    }
    await leaveOpen()
  }

  /// (1) (2) What a shut door says; nil while it says nothing yet.
  private func isTaken(
    _ state: CellState, wasOpen: Bool, wasFull: Bool, after time: Duration
  ) -> Bool? {
    switch state.content {
    // A cell that was empty from the start tells nothing of who emptied it: a person has to look.
    case .empty: return wasOpen || wasFull ? true : nil
    case .full: return wasOpen || time >= Self.opens ? false : nil
    case .unknown:
      if wasOpen { return true }
      return time >= Self.opens ? false : nil
    }
  }

  private func state() async -> CellState? { try? await office.state(locker, cell.number) }

  private func deliver() async {
    await end(ClaimEvent.DeliveryEnded(state: .delivered, receivedOn: nil, reason: nil), .taken)
  }

  private func fail(_ reason: String) async {
    let words = site.surroundings.renderer.strings.text("kiosk-cell.reasons.\(reason)")
    await end(
      ClaimEvent.DeliveryEnded(state: .failed, receivedOn: nil, reason: words),
      reason == "locker-left" ? .left : .failed)
    await callSomebody()
  }

  /// (3)
  private func leaveOpen() async {
    await show(.uncertain)
    await callSomebody()
  }

  private func end(_ ended: ClaimEvent.DeliveryEnded, _ state: KioskCellPage.State) async {
    let isEnded = await onLedger { _ = try await $0.endDelivery(receipt, ended, by: caller) }
    await show(isEnded ? state : .uncertain)
  }

  private func callSomebody() async {
    _ = await onLedger { try await $0.askForHelp(at: device.id, by: caller) }
  }

  private func show(_ state: KioskCellPage.State) async {
    site.collecting.lead(
      CollectSessions.Kiosk(hall: hall.id, device: device.id), visit,
      to: .cell(number: cell.number, state, receipt: receipt.rawValue))
  }

  private func onLedger(_ act: @Sendable (Ledger<Hall>) async throws -> Void) async -> Bool {
    do {
      try await site.surroundings.shelf.with(hall.id) { try await act($0) }
      return true
    } catch {
      site.surroundings.logger.error(
        "locker", metadata: ["hall": "\(hall.id)", "receipt": "\(receipt.rawValue)", "error": "\(error)"])
      return false
    }
  }
}
