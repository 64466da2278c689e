import GRDB
public import ServiceHall

/// A ticket as its holder and the clerks see it.
public struct TicketStatus: Sendable, Equatable {
  public let ticket: Ticket
  public let lineName: String
  public let place: String?
  /// How many will be called before it, if nobody else comes; nil unless it waits.
  public let ahead: Int?
  /// Whole seconds; nil unless it waits and a window is open.
  public let estimatedWaitSeconds: Int?
  /// The windows that serve its line, open or not.
  public let windows: [Window.ID]
  /// Whether a ticket that was missed becomes void at the next miss.
  public let missesLeft: Int
  /// How far its slip has come.
  public let printing: PrintState
}

extension Ledger where Scope == Hall {
  /// Gives out a number.
  ///
  /// - Parameter answer: makes the bytes that are kept with the idempotency key and given again.
  /// - Throws: `QueueRefusal.unknownLine`, `.lineClosed`, `.dailyLimit`, `.personLimit`;
  ///   `InputRefusal` when the line caps numbers per person and the person is not named.
  public func issueTicket(
    _ request: TicketRequest, by caller: Caller, key: IdempotencyKey?,
    answer: @escaping @Sendable (TicketStatus) throws -> [UInt8]
  ) async throws -> [UInt8] {
    try await record(by: caller) { draft in
      try draft.answer(key) { try answer(try draft.issue(request)) }
    }
  }

  /// Cancels a waiting or missed ticket. Cancelling twice is the same as once.
  public func cancelTicket(_ id: Ticket.ID, by caller: Caller) async throws -> TicketStatus {
    try await record(by: caller) { draft in
      let ticket = try TicketTable.require(id, in: draft.database)
      if ticket.state != .cancelled {
        try ticket.requireCancellable()
        try draft.append(.queue(.ticketCancelled(id)))
      }
      return try draft.status(of: id)
    }
  }

  /// Puts a missed ticket back, behind a few others.
  public func returnTicket(_ id: Ticket.ID, by caller: Caller) async throws -> TicketStatus {
    try await record(by: caller) { draft in
      let ticket = try TicketTable.require(id, in: draft.database)
      try ticket.requireMissed()
      let settings = try draft.facts().settings
      let kth = try FrontReading.place(
        ofWaiting: settings.returnAfter, in: ticket.line, priority: ticket.isPriority,
        draft.database)
      let place = DispatchRule.returnPlace(behind: kth, order: draft.nextSeq)
      try draft.append(.queue(.ticketReturned(id, QueueEvent.TicketReturned(place: place))))
      return try draft.status(of: id)
    }
  }

  /// Prints the slip once more; one that still waits for its printer is not queued twice.
  ///
  /// - Parameter printers: the kiosks whose printers this machine drives, the nearest first. The one that
  ///   printed it before is taken if it is among them; without any, the caller's browser prints.
  public func reprintTicket(
    _ id: Ticket.ID, among printers: [Device.ID], by caller: Caller
  ) async throws -> TicketStatus {
    try await record(by: caller) { draft in
      let ticket = try TicketTable.require(id, in: draft.database)
      guard !ticket.stateName.isFinal else { throw QueueRefusal.ticketState(ticket.stateName) }
      try draft.append(.queue(.ticketReprinted(id)))
      try draft.queueSlip(of: id, among: printers)
      return try draft.status(of: id)
    }
  }

  /// The ticket as it is now.
  public func ticketStatus(_ id: Ticket.ID) async throws -> TicketStatus {
    let facts = facts
    return try await read { database in
      try StatusReading(database: database, facts: facts).status(
        of: try TicketTable.require(id, in: database))
    }
  }

  /// Finds today's ticket by its short code or its number.
  public func findTicket(shortCode: String) async throws -> Ticket.ID {
    let day = facts.day
    return try await read { database in
      let ticket = try database.first(
        "SELECT * FROM ticket WHERE short_code = ? AND day = ?",
        [shortCode.uppercased(), day?.description], TicketTable.ticket)
      guard let ticket else { throw QueueRefusal.unknownTicket }
      return ticket.id
    }
  }

  /// Finds today's ticket by its number; for devices and staff of the hall only.
  public func findTicket(number: TicketNumber) async throws -> Ticket.ID {
    let day = facts.day
    return try await read { database in
      let ticket = try database.first(
        "SELECT * FROM ticket WHERE day = ? AND number_line = ? AND ordinal = ?",
        [day?.description, number.line.rawValue, number.ordinal], TicketTable.ticket)
      guard let ticket else { throw QueueRefusal.unknownTicket }
      return ticket.id
    }
  }

  /// The person of a ticket in full; the journal keeps who looked and why.
  public func revealPerson(
    of id: Ticket.ID, reason: String, by caller: Caller
  ) async throws -> TicketPerson? {
    let reason = try PlainText.required(reason, field: "reveal", longest: 100)
    return try await record(by: caller) { draft in
      _ = try TicketTable.require(id, in: draft.database)
      try draft.append(.queue(.personRevealed(id, QueueEvent.PersonRevealed(reason: reason))))
      return try TicketPerson.load(id, in: draft.database)
    }
  }

  /// The person of a ticket, masked.
  public func maskedPerson(of id: Ticket.ID) async throws -> TicketPerson? {
    try await read { try TicketPerson.load(id, in: $0)?.masked }
  }
}

/// Whom a ticket is for.
public struct TicketPerson: Sendable, Equatable {
  public let name: String?
  public let idType: String?
  public let idNumber: String?
  public let phone: String?

  public var masked: TicketPerson {
    TicketPerson(
      name: name.map(Masking.name), idType: idType, idNumber: idNumber.map(Masking.idNumber),
      phone: phone.map(Masking.phone))
  }

  static func load(_ id: Ticket.ID, in database: Database) throws -> TicketPerson? {
    try database.row("SELECT * FROM ticket_person WHERE serial = ?", [id.serial]).map {
      TicketPerson(
        name: $0["name"], idType: $0["id_type"], idNumber: $0["id_number"], phone: $0["phone"])
    }
  }
}

extension Draft where Scope == Hall {
  func issue(_ request: TicketRequest) throws -> TicketStatus {
    let facts = try facts()
    let line = try facts.line(request.line)
    for next in request.then where facts.lines[next] == nil {
      throw InputRefusal("then", .unknown)
    }
    let day = facts.businessDay(at: now)
    let counters = try LineDay.load(line.id, day, in: database)
    if line.personCap != nil, request.person == nil {
      throw InputRefusal("person.idNumber", .required)
    }
    try line.admit(
      request, issued: counters.issued, taken: try taken(by: request.person, line.id, day),
      on: facts.offset.date(of: now), at: facts.offset.timeOfDay(of: now),
      closures: facts.closures)
    var after = counters
    let ticket = try issue(
      request, number: TicketNumber(line: line.id, ordinal: counters.last + 1), day: day,
      paper: nil)
    after.count(ticket, by: 1)
    let printing = try queueSlip(ofNew: ticket.id)
    return StatusReading(database: database, facts: facts).status(
      ofNew: ticket, after, printing: printing)
  }

  /// Gives out a certain number. The ticket is as its issue made it, but for a handwritten one's place.
  func issue(
    _ request: TicketRequest, number: TicketNumber, day: CivilDate, paper: Int64?
  ) throws -> Ticket {
    let issued = QueueEvent.TicketIssued(
      number: number, day: day, shortCode: surroundings.randomText(6), priority: request.priority,
      then: request.then.isEmpty ? nil : request.then, person: request.person,
      phone: request.phone, paper: paper)
    let id = Ticket.ID(serial: nextSeq, secret: surroundings.randomText(20))
    let stamp = try append(.queue(.ticketIssued(id, issued)))
    return Ticket(id, issued: issued, stamp: stamp, reservedAt: nil)
  }

  func status(of id: Ticket.ID) throws -> TicketStatus {
    try StatusReading(database: database, facts: try facts()).status(
      of: try TicketTable.require(id, in: database))
  }

  private func taken(by person: Person?, _ line: Line.ID, _ day: CivilDate) throws -> Int {
    guard let person else { return 0 }
    return Int(
      try database.integer(
        """
        SELECT count(*) FROM ticket_person p JOIN ticket t USING (serial)
        WHERE p.day = ? AND p.line = ? AND p.id_number = ? AND t.state <> 'cancelled'
        """, [day.description, line.rawValue, person.idNumber]) ?? 0)
  }
}
