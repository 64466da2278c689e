import GRDB
public import ServiceHall

extension Hall: LedgerScope {
  public typealias Event = HallEvent
  public typealias Facts = QueueFacts
}

extension Projection where Scope == Hall {
  /// A hall's ledger, by the county's clock.
  static func hall(offset: UTCOffset) -> Projection {
    Projection(
      fileName: "hall.sqlite",
      migrations: [
        QueueSchema.migration, RatingTable.migration, NoteTable.migration, VoiceSchema.migration,
        HelpSchema.migration, PrintTable.migration, ClosureTable.migration,
        CourierSchema.migration, OutboxBlob.migration, RegainedTable.migration, CourierSchema.rows,
        LicenceSchema.migration, ClaimSchema.migration,
      ],
      tables: QueueSchema.tables + [RatingTable.name, NoteTable.name, PrintTable.name]
        + VoiceSchema.tables + HelpSchema.tables + [ClosureTable.name] + CourierSchema.tables
        + [RegainedTable.name] + ClaimSchema.tables + LicenceSchema.tables,
      apply: { event, entry, database in
        switch event {
        case .queue(let event):
          try QueueProjection(database: database, entry: entry).apply(event)
        case .rating(let event): try RatingTable.apply(event, entry, database)
        case .voice(let event): try VoiceProjection(database: database).apply(event)
        case .print(let event): try PrintTable.apply(event, entry, to: database)
        case .courier(let event): try CourierProjection.apply(event, entry, database)
        case .claim(let event): try ClaimProjection(database: database, entry: entry).apply(event)
        case .licence(let event): try LicenceProjection(database: database, entry: entry).apply(event)
        case .continued: return
        }
      },
      report: { try OutboxReport.report($0, $1, link: $2, $3, $4, $5) },
      facts: { try QueueFacts.load($0, offset: offset) },
      opening: { facts, now in
        let day = facts.businessDay(at: now)
        return day == facts.day ? nil : .queue(.dayOpened(QueueEvent.DayOpened(day: day)))
      })
  }
}

/// Applies one event to the queue's tables.
struct QueueProjection {
  let database: Database
  let entry: JournalEntry

  private var stamp: Stamp { entry.stamp }

  func apply(_ event: QueueEvent) throws {
    switch event {
    case .dayOpened(let opened): try open(opened.day)
    case .lineSaved(let line):
      try database.run(
        "INSERT OR REPLACE INTO line(id, body) VALUES (?, ?)",
        [line.id.rawValue, try CanonicalJSON.text(line)])
    case .lineRemoved(let line):
      try database.run("DELETE FROM line WHERE id = ?", [line.rawValue])
    case .settingsSaved(let settings):
      try database.run(
        "INSERT OR REPLACE INTO settings(id, body) VALUES (1, ?)",
        [try CanonicalJSON.text(settings)])
    case .windowSaved, .windowRemoved, .windowOpened, .windowClosed, .windowPaused,
      .windowResumed:
      try WindowProjection(database: database, entry: entry).apply(event)
    case .ticketIssued(let id, let issued): try issue(id, issued)
    case .paperReserved(let block): try reserve(block)
    case .actUndone(let window, let undone): try undo(at: window, undone)
    case .ticketCalled(let ticket, let call):
      try change(ticket, by: event, at: call.window, undoable: true)
      try announce(ticket, at: call.window)
    case .ticketRecalled(let ticket, let act):
      try change(ticket, by: event, at: nil, undoable: false)
      try announce(ticket, at: act.window)
    case .ticketStarted(let ticket, let act), .ticketHeld(let ticket, let act),
      .ticketResumed(let ticket, let act):
      try change(ticket, by: event, at: act.window, undoable: true)
    case .ticketFinished(let ticket, let finish):
      try change(ticket, by: event, at: finish.window, undoable: true)
    case .ticketMissed(let ticket, let miss):
      try change(ticket, by: event, at: miss.window, undoable: true)
    case .ticketTransferred(let ticket, let move):
      try change(ticket, by: event, at: move.from, undoable: true)
    case .ticketReturned(let ticket, _), .ticketCancelled(let ticket),
      .ticketPaperServed(let ticket):
      try change(ticket, by: event, at: nil, undoable: false)
    case .ticketNoted(let ticket, let noted): try NoteTable.save(noted.text, of: ticket, entry, database)
    case .closureAdded(let days): try ClosureTable.add(days, stamp, to: database)
    case .closureRemoved(let seq): try ClosureTable.remove(seq, from: database)
    case .helpAsked(let device): try HelpProjection(database: database, stamp: stamp).ask(device)
    case .helpAttended(let device, let attended):
      try HelpProjection(database: database, stamp: stamp).attend(device, attended)
    case .ticketReprinted, .personRevealed: return
    }
  }

  /// Begins a business day: what waited, missed or was held yesterday is void. A ticket that is being
  /// served stays with its clerk.
  private func open(_ day: CivilDate) throws {
    let previous: String? = try database.row("SELECT day FROM business_day")?["day"]
    try database.run(
      "INSERT OR REPLACE INTO business_day(id, day) VALUES (1, ?)", [day.description])
    try ClosureTable.forget(before: day, in: database)
    guard previous != nil else { return }
    try HelpProjection(database: database, stamp: stamp).forgetAll()
    // One statement for each partial index; a ticket that was served past an earlier midnight and then put
    // back is older than the previous day. The plus keeps SQLite from walking all days.
    for waiting in [
      "state = 'waiting' AND \"window\" IS NULL", "state = 'waiting' AND \"window\" IS NOT NULL",
      "state IN ('held', 'missed')",
    ] {
      try database.run(
        """
        UPDATE ticket SET state = 'void', "window" = NULL, finished_at = ?, seq = ?
        WHERE +day < ? AND \(waiting)
        """, [stamp.at.milliseconds, stamp.seq, day.description])
    }
    try database.run(
      """
      UPDATE line_day SET waiting_priority = 0, waiting_normal = 0
      WHERE day < ? AND (waiting_priority <> 0 OR waiting_normal <> 0)
      """, [day.description])
  }

  private func issue(_ id: Ticket.ID, _ issued: QueueEvent.TicketIssued) throws {
    let reservedAt = try issued.paper.flatMap { block in
      try database.row("SELECT seq, at FROM paper_block WHERE seq = ?", [block]).map {
        Stamp(seq: $0["seq"], at: Moment(milliseconds: $0["at"]))
      }
    }
    let ticket = Ticket(id, issued: issued, stamp: stamp, reservedAt: reservedAt)
    try TicketTable.insert(ticket, into: database)
    if issued.person != nil || issued.phone != nil {
      try database.run(
        """
        INSERT INTO ticket_person(serial, line, day, name, id_type, id_number, phone)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
          id.serial, ticket.line.rawValue, ticket.day.description, issued.person?.name,
          issued.person?.idType, issued.person?.idNumber, issued.phone,
        ])
    }
    try LineDay.countIssue(ticket, in: database)
  }

  private func reserve(_ block: QueueEvent.PaperReserved) throws {
    try database.run(
      "INSERT INTO paper_block(seq, line, day, first, last, at) VALUES (?, ?, ?, ?, ?, ?)",
      [
        stamp.seq, block.line.rawValue, block.day.description, block.from, block.to,
        stamp.at.milliseconds,
      ])
    var counters = try LineDay.load(block.line, block.day, in: database)
    counters.last = max(counters.last, block.to)
    try counters.save(block.line, block.day, in: database)
  }

  /// Changes a ticket and, when the act was done at a window, what the window holds.
  private func change(
    _ id: Ticket.ID, by event: QueueEvent, at window: Window.ID?, undoable: Bool
  ) throws {
    let before = try TicketTable.require(id, in: database)
    var after = before
    after.apply(event, stamp: stamp)
    if undoable, let window {
      let counters = try LineDay.load(before.line, before.day, in: database)
      let undo = Undo(
        seq: stamp.seq, at: stamp.at, kind: entry.kind, ticket: before,
        held: try WindowTable.require(window, in: database).ticket, turn: counters.turn,
        meanService: counters.meanService)
      try WindowTable.remember(undo, at: window, in: database)
    }
    try save(before, after)
    if case .ticketCalled(_, let call) = event {
      var counters = try LineDay.load(before.line, before.day, in: database)
      counters.turn = call.turn
      try counters.save(before.line, before.day, in: database)
    }
    if case .ticketFinished = event, let calledAt = before.calledAt {
      var counters = try LineDay.load(before.line, before.day, in: database)
      counters.meanService = WaitEstimate.mean(
        counters.meanService, after: stamp.at.since(calledAt))
      try counters.save(before.line, before.day, in: database)
    }
    if let window {
      let holds: Bool
      switch after.state {
      case .called(window), .serving(window): holds = true
      default: holds = false
      }
      try WindowTable.hold(holds ? id : nil, at: window, in: database)
    }
  }

  private func announce(_ id: Ticket.ID, at window: Window.ID) throws {
    try database.run(
      "INSERT INTO call(seq, serial, \"window\", at) VALUES (?, ?, ?, ?)",
      [stamp.seq, id.serial, window.rawValue, stamp.at.milliseconds])
  }

  /// Writes the ticket and moves it between the counters of its lines.
  private func save(_ before: Ticket, _ after: Ticket) throws {
    try TicketTable.update(after, in: database)
    var counters = try LineDay.load(before.line, before.day, in: database)
    counters.count(before, by: -1)
    counters.missed += after.misses - before.misses
    if before.line == after.line {
      counters.count(after, by: 1)
      try counters.save(before.line, before.day, in: database)
    } else {
      try counters.save(before.line, before.day, in: database)
      var others = try LineDay.load(after.line, after.day, in: database)
      others.count(after, by: 1)
      try others.save(after.line, after.day, in: database)
    }
  }

  private func undo(at window: Window.ID, _ undone: QueueEvent.ActUndone) throws {
    guard let undo = try WindowTable.undo(at: window, in: database), undo.seq == undone.seq else {
      throw LedgerFault.damaged("undo \(undone.seq)")
    }
    let current = try TicketTable.require(undone.ticket, in: database)
    var restored = undo.ticket
    restored.seq = stamp.seq
    // The window lets go first, so that it never holds two.
    try WindowTable.hold(nil, at: window, in: database)
    try save(current, restored)
    // Only what the act itself changed: other windows may have called from the line since.
    var counters = try LineDay.load(undo.ticket.line, undo.ticket.day, in: database)
    if undo.kind == "ticket.called" { counters.turn = undo.turn }
    if undo.kind == "ticket.finished" { counters.meanService = undo.meanService }
    try counters.save(undo.ticket.line, undo.ticket.day, in: database)
    try WindowTable.hold(undo.held, at: window, in: database)
    try WindowTable.forget(at: window, in: database)
    try database.run("UPDATE call SET withdrawn = 1 WHERE seq = ?", [undo.seq])
  }
}
