import HallTesting
import ServiceHall

@testable import HallLedger

/// Replays a hall's journal with a few dictionaries and refuses what must never happen.
struct JournalModel {
  enum Where: Equatable {
    case waiting
    /// Called or being served at a window.
    case at(Window.ID)
    case aside(Window.ID)
    case missed
    case ended
  }

  struct Broken: Error, CustomStringConvertible {
    let description: String
  }

  struct State: Equatable {
    var place = Where.waiting
    var line: Line.ID
  }

  private(set) var tickets: [Ticket.ID: State] = [:]
  private(set) var holding: [Window.ID: Ticket.ID] = [:]
  private(set) var numbers: Set<TicketNumber> = []
  /// Misses by line, without those that were taken back.
  private(set) var misses: [Line.ID: Int] = [:]
  /// What each ticket was before its last change, with the change's sequence number.
  private var before: [Ticket.ID: (seq: Int64, state: State)] = [:]
  private var missed: Set<Int64> = []

  mutating func apply(_ entry: JournalEntry) throws {
    guard entry.seq > 0, entry.kind != JournalHeader.Continued.kind else { return }
    let event = try QueueEvent(kind: entry.kind, subject: entry.subject, body: entry.body)
    do { try apply(event, entry.seq) } catch {
      throw Broken(description: "row \(entry.seq) \(entry.kind) \(entry.subject): \(error)")
    }
  }

  private mutating func apply(_ event: QueueEvent, _ seq: Int64) throws {
    switch event {
    case .ticketIssued(let id, let issued):
      try require(numbers.insert(issued.number).inserted, "number \(issued.number) twice")
      tickets[id] = State(line: issued.number.line)
    case .ticketCalled(let id, let call):
      try require(tickets[id]?.place == .waiting, "called while it does not wait")
      try move(id, to: .at(call.window), seq)
    case .ticketRecalled(let id, let act):
      try require(tickets[id]?.place == .at(act.window), "recalled elsewhere")
      before[id] = nil
    case .ticketStarted(let id, let act):
      try require(tickets[id]?.place == .at(act.window), "started elsewhere")
      try move(id, to: .at(act.window), seq)
    case .ticketHeld(let id, let act):
      try require(tickets[id]?.place == .at(act.window), "set aside elsewhere")
      try move(id, to: .aside(act.window), seq)
    case .ticketResumed(let id, let act):
      try require(tickets[id]?.place == .aside(act.window), "taken back elsewhere")
      try move(id, to: .at(act.window), seq)
    case .ticketMissed(let id, let miss):
      try require(tickets[id]?.place == .at(miss.window), "missed elsewhere")
      missed.insert(seq)
      if let line = tickets[id]?.line { misses[line, default: 0] += 1 }
      try move(id, to: miss.final ? .ended : .missed, seq)
    case .ticketFinished(let id, let finish):
      try require(tickets[id]?.place == .at(finish.window), "finished elsewhere")
      try move(id, to: finish.next == nil ? .ended : .waiting, seq, line: finish.next)
    case .ticketTransferred(let id, let move):
      try require(tickets[id]?.place == .at(move.from), "transferred elsewhere")
      try self.move(id, to: .waiting, seq, line: move.line)
    case .ticketReturned(let id, _):
      try require(tickets[id]?.place == .missed, "came back without a miss")
      try move(id, to: .waiting, seq)
    case .ticketCancelled(let id):
      let place = tickets[id]?.place
      try require(place == .waiting || place == .missed, "cancelled while it is held")
      try move(id, to: .ended, seq)
    case .actUndone(let window, let undone):
      guard let last = before[undone.ticket], last.seq == undone.seq else {
        throw Broken(description: "undo of an act that was overtaken")
      }
      if missed.remove(undone.seq) != nil { misses[last.state.line, default: 0] -= 1 }
      if case .at(let holder) = last.state.place { try require(holder == window, "undone elsewhere") }
      try move(undone.ticket, to: last.state.place, seq, line: last.state.line)
      before[undone.ticket] = nil
    case .windowClosed(let window):
      try require(holding[window] == nil, "closed with a ticket")
      for (id, state) in tickets where state.place == .aside(window) {
        try move(id, to: .waiting, seq)
      }
    default: return
    }
  }

  private mutating func move(
    _ id: Ticket.ID, to place: Where, _ seq: Int64, line: Line.ID? = nil
  ) throws {
    guard var state = tickets[id] else { throw Broken(description: "unknown ticket") }
    before[id] = (seq, state)
    if case .at(let window) = state.place { holding[window] = nil }
    if case .at(let window) = place {
      try require(holding[window] == nil, "window \(window) holds two")
      holding[window] = id
    }
    state.place = place
    if let line { state.line = line }
    tickets[id] = state
  }

  private func require(_ condition: Bool, _ what: String) throws {
    if !condition { throw Broken(description: what) }
  }
}
