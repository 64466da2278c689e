import GRDB
public import ServiceHall

extension Ledger where Scope == Hall {
  /// One day in figures, counted from the journal.
  ///
  /// - Returns: a report of nothing for a day on which the hall was not open.
  public func report(of day: CivilDate) async throws -> DayReport {
    let offset = facts.offset
    return try await read { database in
      // The journal's times never go backwards, so a day is a stretch of rows.
      let first = try JournalTable.first(notBefore: offset.start(of: day), in: database)
      let end = try JournalTable.first(
        notBefore: offset.start(of: day.adding(days: 1)), in: database)
      let entries = try database.all(
        """
        SELECT seq, at, kind, subject, body FROM journal
        WHERE seq >= ? AND seq < ? AND seq > 0 ORDER BY seq
        """, [first, end]
      ) { row -> DayReport.Entry? in
        let stamp = Stamp(seq: row[0], at: Moment(milliseconds: row[1]))
        switch try HallEvent(kind: row[2], subject: row[3], body: row[4]) {
        case .queue(let event): return DayReport.Entry(stamp: stamp, what: .queue(event))
        case .rating(let event): return DayReport.Entry(stamp: stamp, what: .rating(event))
        default: return nil
        }
      }
      let last: String? = try database.row("SELECT day FROM business_day")?["day"]
      let isOver = last.flatMap(CivilDate.init).map { day < $0 } ?? false
      return DayReport.make(entries.compactMap { $0 }, offset: offset, isOver: isOver)
    }
  }
}

extension JournalTable {
  /// The first row that is not older than `moment`, or the one that will come next; found by halving.
  static func first(notBefore moment: Moment, in database: Database) throws -> Int64 {
    var low: Int64 = 0
    var high = (try database.integer("SELECT max(seq) FROM journal") ?? 0) + 1
    while low < high {
      let middle = low + (high - low) / 2
      let at = try database.integer("SELECT at FROM journal WHERE seq = ?", [middle]) ?? 0
      if at < moment.milliseconds { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
