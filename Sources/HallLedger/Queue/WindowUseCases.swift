public import ServiceHall

/// A window and the ticket that it holds.
public struct WindowStatus: Sendable, Equatable {
  public let window: Window
  public let ticket: TicketStatus?
}

/// Where a ticket is sent. 转移
public enum TransferTarget: Sendable, Equatable {
  case line(Line.ID)
  case window(Window.ID)
}

extension Ledger where Scope == Hall {
  /// A clerk sits down at a window.
  ///
  /// - Throws: `QueueRefusal.windowTaken` naming who holds it; `.clerkHoldsWindow` when the clerk has
  ///   another one.
  public func openWindow(
    _ id: Window.ID, clerk: Staff.ID, by caller: Caller
  ) async throws -> WindowStatus {
    try await record(by: caller) { draft in
      let window = try WindowTable.require(id, in: draft.database)
      switch window.state {
      case .open(let holder, let since, _), .paused(let holder, let since, _):
        guard holder == clerk else { throw QueueRefusal.windowTaken(by: holder, since: since) }
      case .closed:
        if let other = try WindowTable.held(by: clerk, in: draft.database) {
          throw QueueRefusal.clerkHoldsWindow(other)
        }
        try draft.append(.queue(.windowOpened(id, QueueEvent.WindowOpened(clerk: clerk))))
      }
      return try draft.status(of: id)
    }
  }

  /// A clerk leaves the window, which must hold no ticket.
  public func closeWindow(
    _ id: Window.ID, clerk: Staff.ID, by caller: Caller
  ) async throws -> WindowStatus {
    try await record(by: caller) { draft in
      let window = try WindowTable.require(id, in: draft.database)
      if case .paused(clerk, _, _) = window.state {
      } else {
        try window.requireFree(for: clerk)
      }
      try draft.append(.queue(.windowClosed(id)))
      return try draft.status(of: id)
    }
  }

  /// Calls the next ticket by the dispatch rule.
  ///
  /// - Returns: nil when nobody waits for this window.
  public func callNext(
    at id: Window.ID, clerk: Staff.ID, by caller: Caller
  ) async throws -> TicketStatus? {
    try await record(by: caller) { draft in
      let window = try WindowTable.require(id, in: draft.database)
      try window.requireFree(for: clerk)
      guard let choice = try draft.choice(for: window) else { return nil }
      try draft.append(
        .queue(
          .ticketCalled(
            choice.ticket,
            QueueEvent.TicketCalled(
              window: id, why: choice.why, turn: try draft.turn(after: choice)))))
      return try draft.status(of: choice.ticket)
    }
  }

  /// Announces the called ticket once more.
  public func recall(
    at id: Window.ID, clerk: Staff.ID, by caller: Caller
  ) async throws -> TicketStatus {
    try await act(at: id, clerk: clerk, by: caller) { _, ticket in
      try ticket.requireCalled()
      return .ticketRecalled(ticket.id, QueueEvent.AtWindow(window: id))
    }
  }

  /// The called person has come.
  public func start(
    at id: Window.ID, clerk: Staff.ID, by caller: Caller
  ) async throws -> TicketStatus {
    try await act(at: id, clerk: clerk, by: caller) { _, ticket in
      try ticket.requireCalled()
      return .ticketStarted(ticket.id, QueueEvent.AtWindow(window: id))
    }
  }

  /// The called person has not come; void at the last miss that the hall allows.
  public func miss(
    at id: Window.ID, clerk: Staff.ID, by caller: Caller
  ) async throws -> TicketStatus {
    try await act(at: id, clerk: clerk, by: caller) { draft, ticket in
      try ticket.requireCalled()
      let isFinal = ticket.misses + 1 >= (try draft.facts().settings.voidAtMiss)
      return .ticketMissed(ticket.id, QueueEvent.TicketMissed(window: id, final: isFinal))
    }
  }

  /// Ends the service here; the ticket goes on to its next line, if it has one.
  public func finish(
    at id: Window.ID, outcome: Ticket.Outcome, items: [String], clerk: Staff.ID, by caller: Caller
  ) async throws -> TicketStatus {
    try await act(at: id, clerk: clerk, by: caller) { _, ticket in
      // A person who went away does not go on to the next line.
      let next = outcome == .left ? nil : ticket.then.first
      return .ticketFinished(
        ticket.id,
        QueueEvent.TicketFinished(
          window: id, outcome: outcome, items: items.isEmpty ? nil : items, next: next))
    }
  }

  /// Sets the ticket aside for this window, which is then free.
  public func hold(
    at id: Window.ID, clerk: Staff.ID, by caller: Caller
  ) async throws -> TicketStatus {
    try await act(at: id, clerk: clerk, by: caller) { _, ticket in
      .ticketHeld(ticket.id, QueueEvent.AtWindow(window: id))
    }
  }

  /// Takes a ticket that was set aside here back to the window.
  public func resume(
    _ ticket: Ticket.ID, at id: Window.ID, clerk: Staff.ID, by caller: Caller
  ) async throws -> TicketStatus {
    try await record(by: caller) { draft in
      let window = try WindowTable.require(id, in: draft.database)
      try window.requireFree(for: clerk)
      let held = try TicketTable.require(ticket, in: draft.database)
      try held.requireHeld(by: id)
      try draft.append(.queue(.ticketResumed(ticket, QueueEvent.AtWindow(window: id))))
      return try draft.status(of: ticket)
    }
  }

  /// Sends the ticket to another line or hands it to another window.
  public func transfer(
    at id: Window.ID, to target: TransferTarget, keepPlace: Bool, clerk: Staff.ID,
    by caller: Caller
  ) async throws -> TicketStatus {
    try await act(at: id, clerk: clerk, by: caller) { draft, ticket in
      let facts = try draft.facts()
      switch target {
      case .line(let line):
        _ = try facts.line(line)
        return .ticketTransferred(
          ticket.id,
          QueueEvent.TicketTransferred(from: id, line: line, window: nil, keepPlace: keepPlace))
      case .window(let other):
        let receiving = try WindowTable.require(other, in: draft.database)
        guard receiving.clerk != nil, other != id else { throw QueueRefusal.windowClosed }
        let line = receiving.serves(ticket.line) ? ticket.line : receiving.lines.first
        return .ticketTransferred(
          ticket.id,
          QueueEvent.TicketTransferred(
            from: id, line: line ?? ticket.line, window: other, keepPlace: keepPlace))
      }
    }
  }

  /// Stops calling for a while, with the reason on the board.
  public func pause(
    at id: Window.ID, reason: String?, clerk: Staff.ID, by caller: Caller
  ) async throws -> WindowStatus {
    let reason = try PlainText.required(reason, field: "reason", longest: 20)
    return try await record(by: caller) { draft in
      try WindowTable.require(id, in: draft.database).requireFree(for: clerk)
      try draft.append(.queue(.windowPaused(id, QueueEvent.WindowPaused(reason: reason))))
      return try draft.status(of: id)
    }
  }

  /// Ends a pause.
  public func endPause(
    at id: Window.ID, clerk: Staff.ID, by caller: Caller
  ) async throws -> WindowStatus {
    try await record(by: caller) { draft in
      let window = try WindowTable.require(id, in: draft.database)
      switch window.state {
      case .paused(clerk, _, _): try draft.append(.queue(.windowResumed(id)))
      case .paused: throw QueueRefusal.windowNotYours
      case .open: throw QueueRefusal.windowNotPaused
      case .closed: throw QueueRefusal.windowClosed
      }
      return try draft.status(of: id)
    }
  }

  /// Takes back the window's last act on a ticket, within `Undo.limit`.
  public func undo(
    at id: Window.ID, clerk: Staff.ID, by caller: Caller
  ) async throws -> WindowStatus {
    try await record(by: caller) { draft in
      let window = try WindowTable.require(id, in: draft.database)
      let holding = try window.requireOpen(for: clerk)
      guard let undo = try WindowTable.undo(at: id, in: draft.database) else {
        throw QueueRefusal.nothingToUndo
      }
      let current = try TicketTable.require(undo.ticket.id, in: draft.database)
      try undo.requirePossible(current: current, holding: holding, now: draft.now)
      try draft.append(
        .queue(
          .actUndone(id, QueueEvent.ActUndone(seq: undo.seq, ticket: undo.ticket.id))))
      return try draft.status(of: id)
    }
  }

  /// One act on the ticket that the window holds.
  private func act(
    at id: Window.ID, clerk: Staff.ID, by caller: Caller,
    _ decide: @escaping @Sendable (Draft<Hall>, Ticket) throws -> QueueEvent
  ) async throws -> TicketStatus {
    try await record(by: caller) { draft in
      let window = try WindowTable.require(id, in: draft.database)
      let ticket = try TicketTable.require(
        try window.requireTicket(for: clerk), in: draft.database)
      try draft.append(.queue(try decide(draft, ticket)))
      return try draft.status(of: ticket.id)
    }
  }
}

extension Draft where Scope == Hall {
  func status(of id: Window.ID) throws -> WindowStatus {
    let window = try WindowTable.require(id, in: database)
    return WindowStatus(window: window, ticket: try window.ticket.map { try status(of: $0) })
  }

  /// The turn of the chosen ticket's line after the call.
  ///
  /// A handed ticket may stand in a line that the window does not serve; its call leaves the round as it is.
  func turn(after choice: DispatchRule.Choice) throws -> Turn {
    guard choice.why == .handed else { return choice.turn }
    let ticket = try TicketTable.require(choice.ticket, in: database)
    return try LineDay.load(ticket.line, ticket.day, in: database).turn
  }

  /// What the dispatch rule chooses for a window.
  func choice(for window: Window) throws -> DispatchRule.Choice? {
    let facts = try facts()
    let day = facts.businessDay(at: now)
    let fronts = try window.services.compactMap { service in
      try facts.lines[service.line].map { line in
        (service.preference, try FrontReading.front(of: line, day: day, in: database))
      }
    }
    return DispatchRule.next(
      among: fronts, handed: try FrontReading.handed(to: window.id, in: database),
      ratio: facts.settings.ratio, now: now)
  }
}
