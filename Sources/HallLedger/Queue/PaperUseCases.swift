import GRDB
public import ServiceHall

/// Numbers that were set aside for handwritten tickets during an outage. 应急纸质号
///
/// A handwritten ticket stands where its block was reserved: it is called before every number that was
/// given out after the reservation, whenever it is entered.
public struct PaperBlock: Sendable, Equatable {
  public let id: Int64
  public let line: Line.ID
  public let first: TicketNumber
  public let last: TicketNumber
  public let reservedAt: Moment
  /// The numbers that were entered.
  public let entered: Set<Int>
}

extension Ledger where Scope == Hall {
  /// Sets the next `count` numbers of a line aside.
  public func reservePaperBlock(
    line: Line.ID, count: Int, by caller: Caller, key: IdempotencyKey?,
    answer: @escaping @Sendable (PaperBlock) throws -> [UInt8]
  ) async throws -> [UInt8] {
    guard (1...200).contains(count) else { throw InputRefusal("count", .outOfRange) }
    return try await record(by: caller) { draft in
      try draft.answer(key) { try answer(try draft.reserve(line, count)) }
    }
  }

  /// Enters a handwritten ticket of a reserved block.
  ///
  /// - Parameter isServed: whether the person has been served on paper already.
  /// - Throws: `QueueRefusal.numberNotReserved` or `.numberTaken`.
  public func enterPaperTicket(
    block: Int64, number: TicketNumber, priority: PriorityReason?, isServed: Bool,
    by caller: Caller, key: IdempotencyKey?,
    answer: @escaping @Sendable (TicketStatus) throws -> [UInt8]
  ) async throws -> [UInt8] {
    let request = try TicketRequest(line: number.line, priority: priority)
    return try await record(by: caller) { draft in
      try draft.answer(key) {
        let facts = try draft.facts()
        let row = try draft.database.row("SELECT * FROM paper_block WHERE seq = ?", [block])
        guard let row else { throw QueueRefusal.unknownPaperBlock }
        let first: Int = row["first"]
        let last: Int = row["last"]
        let day = try row.identifier(CivilDate.self, "day")
        guard row["line"] == number.line.rawValue, (first...last).contains(number.ordinal),
          day == facts.businessDay(at: draft.now)
        else { throw QueueRefusal.numberNotReserved }
        let taken = try draft.database.row(
          "SELECT 1 FROM ticket WHERE day = ? AND number_line = ? AND ordinal = ?",
          [day.description, number.line.rawValue, number.ordinal])
        guard taken == nil else { throw QueueRefusal.numberTaken }
        let ticket = try draft.issue(request, number: number, day: day, paper: block).id
        if isServed { try draft.append(.queue(.ticketPaperServed(ticket))) }
        return try answer(try draft.status(of: ticket))
      }
    }
  }

  /// The day's blocks, latest first.
  public func paperBlocks() async throws -> [PaperBlock] {
    let day = facts.day?.description
    return try await read { database in
      try database.rows("SELECT * FROM paper_block WHERE day = ? ORDER BY seq DESC", [day]).map {
        row in
        let line = try row.identifier(Line.ID.self, "line")
        let first: Int = row["first"]
        let last: Int = row["last"]
        let entered = try database.rows(
          """
          SELECT ordinal FROM ticket
          WHERE day = ? AND number_line = ? AND ordinal BETWEEN ? AND ?
          """, [day, line.rawValue, first, last])
        return PaperBlock(
          id: row["seq"], line: line, first: TicketNumber(line: line, ordinal: first),
          last: TicketNumber(line: line, ordinal: last),
          reservedAt: Moment(milliseconds: row["at"]), entered: Set(entered.map { $0["ordinal"] }))
      }
    }
  }
}

extension Draft where Scope == Hall {
  fileprivate func reserve(_ line: Line.ID, _ count: Int) throws -> PaperBlock {
    let facts = try facts()
    _ = try facts.line(line)
    let day = facts.businessDay(at: now)
    let last = try LineDay.load(line, day, in: database).last
    let stamp = try append(
      .queue(
        .paperReserved(
          QueueEvent.PaperReserved(line: line, day: day, from: last + 1, to: last + count))))
    return PaperBlock(
      id: stamp.seq, line: line, first: TicketNumber(line: line, ordinal: last + 1),
      last: TicketNumber(line: line, ordinal: last + count), reservedAt: stamp.at, entered: [])
  }
}
