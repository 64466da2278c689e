/// When and in which place of the journal an event stands.
public struct Stamp: Sendable, Equatable {
  public let seq: Int64
  public let at: Moment

  public init(seq: Int64, at: Moment) {
    self.seq = seq
    self.at = at
  }
}

extension Ticket {
  /// A ticket as its issue made it.
  ///
  /// - Parameter reservedAt: for a handwritten number, when its block was reserved: there it stands.
  public init(
    _ id: ID, issued: QueueEvent.TicketIssued, stamp: Stamp, reservedAt: Stamp?
  ) {
    let standing = reservedAt ?? stamp
    self.init(
      id: id, number: issued.number, day: issued.day, shortCode: issued.shortCode,
      issuedAt: stamp.at, priority: issued.priority, line: issued.number.line,
      then: issued.then ?? [], state: .waiting(handedTo: nil),
      place: Place(
        anchor: standing.seq, order: reservedAt == nil ? 0 : Int64(issued.number.ordinal)),
      since: WaitStart(seq: standing.seq, at: standing.at), seq: stamp.seq)
  }

  /// - Throws: `QueueRefusal.ticketState` unless the ticket waits.
  public func requireWaiting() throws(QueueRefusal) {
    guard case .waiting = state else { throw .ticketState(stateName) }
  }

  /// Checks a return of a missed holder.
  public func requireMissed() throws(QueueRefusal) {
    guard case .missed = state else { throw .ticketState(stateName) }
  }

  /// A holder may give up before being called, or after missing the call.
  public func requireCancellable() throws(QueueRefusal) {
    switch state {
    case .waiting, .missed: return
    default: throw .ticketState(stateName)
    }
  }

  public func requireCalled() throws(QueueRefusal) {
    guard case .called = state else { throw .ticketState(stateName) }
  }

  public func requireHeld(by window: Window.ID) throws(QueueRefusal) {
    guard case .held(let holder) = state else { throw .ticketState(stateName) }
    guard holder == window else { throw .windowNotYours }
  }

  /// Applies one event to the ticket that it names. The event was decided before; nothing is refused here.
  public mutating func apply(_ event: QueueEvent, stamp: Stamp) {
    switch event {
    case .ticketCalled(_, let call):
      state = .called(call.window)
      announced = stamp.seq
      calledAt = stamp.at
      startedAt = nil
    case .ticketRecalled:
      announced = stamp.seq
    case .ticketStarted(_, let act):
      state = .serving(act.window)
      startedAt = stamp.at
    case .ticketResumed(_, let act):
      state = .serving(act.window)
      startedAt = startedAt ?? stamp.at
    case .ticketHeld(_, let act):
      state = .held(act.window)
    case .ticketMissed(_, let miss):
      misses += 1
      state = miss.final ? .void : .missed
      if miss.final { finishedAt = stamp.at }
    case .ticketReturned(_, let back):
      wait(at: back.place, since: stamp)
    case .ticketFinished(_, let finish):
      if let next = finish.next {
        line = next
        then = Array(then.dropFirst())
        wait(at: place, since: stamp)
      } else {
        state = .done(finish.outcome)
        finishedAt = stamp.at
      }
    case .ticketTransferred(_, let move):
      line = move.line
      if move.keepPlace {
        state = .waiting(handedTo: move.window)
      } else {
        wait(at: Place(anchor: stamp.seq), since: stamp)
        state = .waiting(handedTo: move.window)
      }
    case .ticketPaperServed:
      state = .done(.served)
      finishedAt = stamp.at
    case .ticketCancelled:
      state = .cancelled
      finishedAt = stamp.at
    default:
      return
    }
    seq = stamp.seq
  }

  private mutating func wait(at place: Place, since stamp: Stamp) {
    state = .waiting(handedTo: nil)
    self.place = place
    since = WaitStart(seq: stamp.seq, at: stamp.at)
  }
}
