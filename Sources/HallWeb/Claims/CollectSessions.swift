import HallLedger
import Pages
import ServiceHall
import Synchronization

/// What the person at a kiosk has shown so far, kept here so that nothing of it is in the browser: neither in an
/// address nor in its history. 自助领取
///
/// Invariants, cited by number in `CollectTests`:
/// 1. A kiosk has one visit at a time; the next person begins a new one.
/// 2. A visit that nobody touches is forgotten.
/// 3. What a door reports goes to the visit that opened it and to no other.
final class CollectSessions: Sendable {
  /// Longer than the kiosk's own warning and countdown.
  static let idle: Duration = .seconds(120)

  struct Kiosk: Hashable, Sendable {
    let hall: Hall.ID
    let device: Device.ID
  }

  enum Stage: Sendable {
    /// The code was shown; who stands there is not known.
    case presented(Presentation)
    /// There is nothing more to do here.
    case told(KioskCollectToldPage.Sentence)
    case cell(number: Int, KioskCellPage.State, receipt: String?)
  }

  struct Visit: Sendable {
    let id: String
    var stage: Stage
    fileprivate var touched: Duration
    /// Whether a number is being compared.
    fileprivate var isChecking = false
  }

  private let clock: HallClock
  private let visits = Mutex<[Kiosk: Visit]>([:])

  init(clock: HallClock) { self.clock = clock }

  /// (2) The visit at a kiosk, which somebody is looking at.
  func visit(at kiosk: Kiosk) -> Visit? {
    let now = clock.elapsed()
    return visits.withLock { visits in
      guard let visit = visits[kiosk] else { return nil }
      guard now - visit.touched < Self.idle else {
        visits[kiosk] = nil
        return nil
      }
      return visit
    }
  }

  /// (1)
  func begin(at kiosk: Kiosk, id: String, _ stage: Stage) {
    let now = clock.elapsed()
    visits.withLock { $0[kiosk] = Visit(id: id, stage: stage, touched: now) }
  }

  /// (3) Leads a visit on, unless it is over.
  func lead(_ kiosk: Kiosk, _ id: String, to stage: Stage) {
    let now = clock.elapsed()
    visits.withLock { visits in
      guard visits[kiosk]?.id == id else { return }
      visits[kiosk]?.stage = stage
      visits[kiosk]?.touched = now
    }
  }

  /// Lets one number be compared at a time: a form that is sent many times at once is one try.
  ///
  /// - Returns: the visit, when its code was shown and no other number is being compared; `endCheck` must follow.
  func beginCheck(at kiosk: Kiosk) -> (visit: Visit, presentation: Presentation)? {
    guard visit(at: kiosk) != nil else { return nil }
    let now = clock.elapsed()
    return visits.withLock { visits in
      guard let visit = visits[kiosk], !visit.isChecking, case .presented(let presentation) = visit.stage
      else { return nil }
      visits[kiosk]?.isChecking = true
      visits[kiosk]?.touched = now
      return (visit, presentation)
    }
  }

  func endCheck(at kiosk: Kiosk, _ id: String) {
    visits.withLock { visits in
      if visits[kiosk]?.id == id { visits[kiosk]?.isChecking = false }
    }
  }

  /// Takes a visit from `presented` to the opening of a door: once, however often the form is sent.
  ///
  /// - Returns: whether it was this call.
  func takeToCell(_ kiosk: Kiosk, _ id: String, _ number: Int) -> Bool {
    visits.withLock { visits in
      guard let visit = visits[kiosk], visit.id == id, case .presented = visit.stage else { return false }
      visits[kiosk]?.stage = .cell(number: number, .opening, receipt: nil)
      return true
    }
  }

  func touch(_ kiosk: Kiosk) {
    let now = clock.elapsed()
    visits.withLock { $0[kiosk]?.touched = now }
  }

  func end(at kiosk: Kiosk) { visits.withLock { $0[kiosk] = nil } }
}
