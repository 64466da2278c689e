import HallLedger
import ServiceHall
import Synchronization

/// Tells the print service that there is something to do; ringing never blocks.
final class PrintBell: Sendable {
  enum Ring: Sendable {
    /// Time has passed: the printers are asked how they are.
    case tick
    /// The devices' set-up may be another.
    case setup
    case opened(Hall.ID)
    case queued(Hall.ID, Device.ID)
    case trial(Trial)
  }

  /// Bytes to be printed at once, and who waits to hear how it went; answered exactly once.
  final class Trial: Sendable {
    let device: Device
    let bytes: [UInt8]
    private let waiting: Mutex<CheckedContinuation<PrintFailure?, Never>?>

    init(device: Device, bytes: [UInt8], waiting: CheckedContinuation<PrintFailure?, Never>) {
      self.device = device
      self.bytes = bytes
      self.waiting = Mutex(waiting)
    }

    deinit { answer(.noPrinter) }

    func answer(_ failure: PrintFailure?) {
      waiting.withLock { $0.take() }?.resume(returning: failure)
    }
  }

  let rings: AsyncStream<Ring>
  private let continuation: AsyncStream<Ring>.Continuation

  init() { (rings, continuation) = AsyncStream<Ring>.makeStream() }

  /// Waits until the printer of a kiosk has printed some bytes.
  func tryOut(_ device: Device, _ bytes: [UInt8]) async -> PrintFailure? {
    await withCheckedContinuation { waiting in
      ring(.trial(Trial(device: device, bytes: bytes, waiting: waiting)))
    }
  }

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
