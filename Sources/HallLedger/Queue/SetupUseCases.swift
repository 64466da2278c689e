public import ServiceHall

extension Ledger where Scope == Hall {
  /// Adds a line or changes it. Numbers already given out are not touched.
  public func saveLine(_ line: Line, by caller: Caller) async throws {
    let line = try line.checked()
    try await record(by: caller) { draft in
      if try draft.facts().lines[line.id] != line { try draft.append(.queue(.lineSaved(line))) }
    }
  }

  /// Closes a line by hand with the reason that people read, or opens it again with nil.
  public func setLineClosed(
    _ id: Line.ID, reason: String?, by caller: Caller
  ) async throws {
    try await record(by: caller) { draft in
      var line = try draft.facts().line(id)
      line.closedReason = reason
      let checked = try line.checked()
      if try draft.facts().line(id) != checked { try draft.append(.queue(.lineSaved(checked))) }
    }
  }

  /// Removes a line that no ticket of the day has used or is still to visit, and no window serves.
  public func removeLine(_ id: Line.ID, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      let facts = try draft.facts()
      _ = try facts.line(id)
      let isServed = facts.windows.values.contains { setup in
        setup.services.contains { $0.line == id }
      }
      let used = try draft.database.row(
        """
        SELECT 1 FROM ticket
        WHERE (line = ? OR instr(then_lines, ?) > 0)
          AND state IN ('waiting', 'called', 'serving', 'held', 'missed')
        UNION ALL SELECT 1 FROM line_day WHERE line = ? AND day = ? AND last > 0 LIMIT 1
        """, [id.rawValue, id.rawValue, id.rawValue, facts.day?.description])
      guard !isServed, used == nil else { throw QueueRefusal.lineInUse }
      try draft.append(.queue(.lineRemoved(id)))
    }
  }

  public func saveWindow(_ id: Window.ID, _ setup: Window.Setup, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      let checked = try setup.checked(known: Set(try draft.facts().lines.keys))
      if try draft.facts().windows[id] != checked {
        try draft.append(.queue(.windowSaved(id, checked)))
      }
    }
  }

  /// Removes a closed window.
  public func removeWindow(_ id: Window.ID, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      let window = try WindowTable.require(id, in: draft.database)
      if case .open(let clerk, let since, _) = window.state {
        throw QueueRefusal.windowTaken(by: clerk, since: since)
      }
      if case .paused(let clerk, let since, _) = window.state {
        throw QueueRefusal.windowTaken(by: clerk, since: since)
      }
      try draft.append(.queue(.windowRemoved(id)))
    }
  }

  public func saveSettings(_ settings: QueueSettings, by caller: Caller) async throws {
    let settings = try settings.checked()
    try await record(by: caller) { draft in
      if try draft.facts().settings != settings {
        try draft.append(.queue(.settingsSaved(settings)))
      }
    }
  }
}
