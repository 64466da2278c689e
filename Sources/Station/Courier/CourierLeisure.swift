import Courier
import ServiceHall

/// What a courier does while no lane has anything to send: one exchange at a time, so that a record goes between
/// any two.
///
/// Invariants:
/// 1. What comes down is asked for before attachments, lane by lane, and never more often than needed.
/// 2. Attachments that nobody answers rest longer and longer; nothing else waits for them.
struct CourierLeisure {
  enum Next {
    case fetch(Lane)
    /// A chunk, or the question what is held.
    case send
    case wait(Duration)
  }

  private var lanes = Lane.allCases
  private var fetchAt: Duration = .zero
  private var sendAt: Duration = .zero
  private var isSendingDone = false
  private var schedule = RetrySchedule()

  func next(at now: Duration) -> Next {
    if now >= fetchAt, let lane = lanes.first { return .fetch(lane) }
    if now >= sendAt, !isSendingDone { return .send }
    return .wait(min(fetchAt, isSendingDone ? fetchAt : max(sendAt, now)) - now)
  }

  /// Something was sent; the other end may have something to say.
  mutating func fetchSoon() { fetchAt = .zero }

  /// A lane has nothing more.
  mutating func fetched(at now: Duration) {
    lanes.removeFirst()
    guard lanes.isEmpty else { return }
    lanes = Lane.allCases
    fetchAt = now + CourierService.pace
  }

  mutating func heard() { schedule.reset() }
  mutating func nothingWaits() { isSendingDone = true }

  mutating func unheard(at now: Duration, _ fraction: Double) {
    sendAt = now + schedule.pause(fraction)
  }

  /// Time has passed, something is new, or a person wants to know.
  mutating func woke(by reason: CourierBell.Wake.Reason) {
    isSendingDone = false
    guard reason == .person else { return }
    (fetchAt, sendAt) = (.zero, .zero)
    schedule.reset()
  }
}
