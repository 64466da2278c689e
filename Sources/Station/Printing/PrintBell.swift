import HallLedger
import ServiceHall

/// Tells the print service that there is something to do; ringing never blocks.
final class PrintBell: Sendable {
  enum Ring: Sendable {
    /// Time has passed: the printers are asked how they are.
    case tick
    /// The devices' set-up may be another.
    case setup
    case opened(Hall.ID)
    case queued(Hall.ID, Device.ID)
  }

  let rings: AsyncStream<Ring>
  private let continuation: AsyncStream<Ring>.Continuation

  init() { (rings, continuation) = AsyncStream<Ring>.makeStream() }

  func ring(_ ring: Ring) { continuation.yield(ring) }

  /// Follows a hall's ledger that was just opened.
  func follow(_ hall: Hall.ID, _ ledger: Ledger<Hall>) {
    ring(.opened(hall))
    ledger.onCommit { [weak self] commit in
      for case .print(.queued(_, let queued)) in commit.events.map(\.event) {
        self?.ring(.queued(hall, queued.device))
      }
    }
  }

  func follow(_ county: Ledger<County>) {
    county.onCommit { [weak self] commit in
      let concernsDevices = commit.events.contains { entry in
        switch entry.event {
        case .devicePaired, .deviceSaved, .deviceUnpaired, .hallRemoved: true
        default: false
        }
      }
      if concernsDevices { self?.ring(.setup) }
    }
  }
}
