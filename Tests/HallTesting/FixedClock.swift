public import ServiceHall
import Synchronization

/// A clock that stands still until a test moves it.
public final class FixedClock: Sendable {
  private struct Hands {
    var wall: Moment
    var elapsed: Duration = .zero
  }

  private let hands: Mutex<Hands>

  /// - Parameter start: by default 2026-11-20 09:00 in Beijing, a Friday.
  public init(at start: Moment = .fridayMorning) { hands = Mutex(Hands(wall: start)) }

  public var now: Moment { hands.withLock { $0.wall } }

  /// Lets time pass as it does.
  public func advance(by duration: Duration) {
    hands.withLock {
      $0.wall = $0.wall + duration
      $0.elapsed += duration
    }
  }

  /// Sets the wall clock as a person or a dead battery would: no time passes.
  public func jump(to moment: Moment) { hands.withLock { $0.wall = moment } }

  public var hallClock: HallClock {
    HallClock(now: { self.now }, elapsed: { self.hands.withLock { $0.elapsed } })
  }
}

extension Moment {
  /// 2026-11-20 09:00 in Beijing.
  public static let fridayMorning = Moment(seconds: 1_795_136_400)

  public static func - (moment: Moment, duration: Duration) -> Moment {
    Moment(milliseconds: moment.milliseconds - duration.wholeMilliseconds)
  }
}
