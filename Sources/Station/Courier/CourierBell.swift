import HallLedger
import ServiceHall
import Synchronization

/// Tells the courier that a hall has something to send; ringing never blocks.
final class CourierBell: Sendable {
  /// What one hall's errand waits for.
  final class Wake: Sendable {
    enum Reason { case time, records, person }

    private struct State {
      var isRung = false
      var isPressed = false
      var isPersonal = false
      var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Waits until something is there to send, or so long.
    ///
    /// - Parameter forPerson: waits for a person's button alone: a line that is down is not tried with every
    ///   ticket.
    func wait(_ duration: Duration, forPerson: Bool = false) async -> Reason {
      let alarm = Task {
        try? await Task.sleep(for: duration)
        self.stop()
      }
      defer { alarm.cancel() }
      await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
          let isDue = state.withLock { state in
            if Task.isCancelled || state.isPressed || (state.isRung && !forPerson) { return true }
            state.waiting = continuation
            state.isPersonal = forPerson
            return false
          }
          if isDue { continuation.resume() }
        }
      } onCancel: {
        stop()
      }
      return state.withLock { state in
        defer {
          state.isPressed = false
          if !forPerson { state.isRung = false }
        }
        if state.isPressed { return .person }
        return state.isRung && !forPerson ? .records : .time
      }
    }

    private func stop() { state.withLock { $0.waiting.take() }?.resume() }

    func ring() {
      let waiting = state.withLock { state in
        state.isRung = true
        return state.isPersonal ? nil : state.waiting.take()
      }
      waiting?.resume()
    }

    func press() {
      state.withLock { $0.isPressed = true }
      stop()
    }
  }

  let enrolments: AsyncStream<Hall.ID>
  /// Halls to which something came that concerns the whole county.
  let documents: AsyncStream<Hall.ID>
  private let continuation: AsyncStream<Hall.ID>.Continuation
  private let documentsContinuation: AsyncStream<Hall.ID>.Continuation
  private let wakes = Mutex<[Hall.ID: Wake]>([:])

  init() {
    (enrolments, continuation) = AsyncStream<Hall.ID>.makeStream()
    (documents, documentsContinuation) = AsyncStream<Hall.ID>.makeStream()
  }

  func wake(_ hall: Hall.ID) -> Wake {
    wakes.withLock { wakes in
      let wake = wakes[hall] ?? Wake()
      wakes[hall] = wake
      return wake
    }
  }

  /// Something came that this machine passes on for the hall.
  func ring(_ hall: Hall.ID) { wakes.withLock { $0[hall] }?.ring() }

  /// A person wants it sent now.
  func press(_ hall: Hall.ID) { wakes.withLock { $0[hall] }?.press() }

  /// Follows a hall's ledger that was just opened.
  func follow(_ hall: Hall.ID, _ ledger: Ledger<Hall>) {
    ledger.onCommit { [weak self] commit in
      guard let self else { return }
      if commit.events.contains(where: { $0.event.changesKeys }) {
        self.continuation.yield(hall)
      }
      if commit.events.contains(where: { $0.event.isDocument }) {
        self.documentsContinuation.yield(hall)
      }
      self.ring(hall)
    }
  }
}

extension HallEvent {
  fileprivate var isDocument: Bool {
    if case .courier(.received(let downlink)) = self { downlink.kind?.isDocument ?? false } else { false }
  }

  /// Whether the errand has to begin anew: with another upstream or other keys.
  fileprivate var changesKeys: Bool {
    switch self {
    case .courier(.left): false
    case .courier: changesFacts
    default: false
    }
  }
}
