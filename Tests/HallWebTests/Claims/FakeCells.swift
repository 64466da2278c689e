import HallTesting
import ServiceHall
import Synchronization

@testable import HallWeb

/// A locker that does what a test has written down.
final class FakeCells: Sendable {
  /// What its cells say, one after the other; the last is said again and again.
  private let script: Mutex<[CellState?]>
  private let refusal: LockerFailure?
  private let clock: FixedClock
  private let asked = Mutex<[Int]>([])

  /// - Parameters:
  ///   - states: what is said of the cell; nil for no answer.
  ///   - refusal: what opening it comes to.
  init(_ states: [CellState?], opening refusal: LockerFailure? = nil, clock: FixedClock) {
    script = Mutex(states)
    self.refusal = refusal
    self.clock = clock
  }

  var opened: [Int] { asked.withLock { $0 } }

  /// Each look at the door takes a second of the test's clock.
  var office: LockerOffice {
    LockerOffice(
      open: { (_, cell) throws(LockerFailure) in
        self.asked.withLock { $0.append(cell) }
        if let refusal = self.refusal { throw refusal }
      },
      state: { (_, _) throws(LockerFailure) in
        self.clock.advance(by: .seconds(1))
        let state = self.script.withLock { $0.count > 1 ? $0.removeFirst() : $0.first ?? nil }
        guard let state else { throw .unreachable }
        return state
      }, pace: .zero)
  }
}

extension CellState {
  static let openFull = CellState(isOpen: true, content: .full)
  static let openEmpty = CellState(isOpen: true, content: .empty)
  static let shutFull = CellState(isOpen: false, content: .full)
  static let shutEmpty = CellState(isOpen: false, content: .empty)
  static let openUnknown = CellState(isOpen: true, content: .unknown)
  static let shutUnknown = CellState(isOpen: false, content: .unknown)
}
