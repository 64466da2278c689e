import HallLedger
import ServiceHall

/// What a clerk does at a window; pages and programs alike.
enum WindowAct: Sendable {
  case open, close, next, recall, miss, start, hold, undo
  case finish(Ticket.Outcome, items: [String])
  case transfer(TransferTarget, keepPlace: Bool)
  case pause(reason: String?)
  case resume(Ticket.ID?)

  enum Result: Sendable {
    case ticket(TicketStatus)
    case window(WindowStatus)
    case nobodyWaits
  }

  func perform(
    at window: Window.ID, clerk: Staff.ID, by caller: Caller, in ledger: Ledger<Hall>
  ) async throws -> Result {
    switch self {
    case .open: .window(try await ledger.openWindow(window, clerk: clerk, by: caller))
    case .close: .window(try await ledger.closeWindow(window, clerk: clerk, by: caller))
    case .next:
      try await ledger.callNext(at: window, clerk: clerk, by: caller).map(Result.ticket)
        ?? .nobodyWaits
    case .recall: .ticket(try await ledger.recall(at: window, clerk: clerk, by: caller))
    case .miss: .ticket(try await ledger.miss(at: window, clerk: clerk, by: caller))
    case .start: .ticket(try await ledger.start(at: window, clerk: clerk, by: caller))
    case .hold: .ticket(try await ledger.hold(at: window, clerk: clerk, by: caller))
    case .undo: .window(try await ledger.undo(at: window, clerk: clerk, by: caller))
    case .finish(let outcome, let items):
      .ticket(
        try await ledger.finish(
          at: window, outcome: outcome, items: items, clerk: clerk, by: caller))
    case .transfer(let target, let keepPlace):
      .ticket(
        try await ledger.transfer(
          at: window, to: target, keepPlace: keepPlace, clerk: clerk, by: caller))
    case .pause(let reason):
      .window(try await ledger.pause(at: window, reason: reason, clerk: clerk, by: caller))
    case .resume(let ticket?):
      .ticket(try await ledger.resume(ticket, at: window, clerk: clerk, by: caller))
    case .resume(nil): .window(try await ledger.endPause(at: window, clerk: clerk, by: caller))
    }
  }

  /// Checks the words that a clerk entered for what was dealt with.
  static func items(_ items: [String]) throws -> [String] {
    guard items.count <= 20 else { throw InputRefusal("items", .tooMany) }
    return try items.compactMap { try PlainText.optional($0, field: "items", longest: 60) }
  }
}
