import Courier
import GRDB
import ServiceHall

/// GRDB has a class of this name.
typealias Record = ServiceHall.Record

/// What a hall's events mean to its outbox; runs after the tables, in the same transaction.
struct OutboxReport {
  let upstream: Upstream
  let facts: QueueFacts
  let database: Database
  /// Nil for a name that this version does not know; then nothing but the journal can be reported.
  let profile: Profile?

  static func report(
    _ event: HallEvent, _ entry: JournalEntry, link: [UInt8], _ facts: QueueFacts,
    _ surroundings: LedgerSurroundings, _ database: Database
  ) throws {
    guard let upstream = facts.upstream else { return }
    let report = OutboxReport(
      upstream: upstream, facts: facts, database: database,
      profile: surroundings.profile(upstream.profile))
    try report.write(event, entry, link)
  }

  /// Our own receivers get the journal, whole: from it they can make the ledger again.
  private var takesJournal: Bool { upstream.profile == Profile.own }

  private func write(_ event: HallEvent, _ entry: JournalEntry, _ link: [UInt8]) throws {
    let writer = try OutboxWriter(upstream, database)
    switch event {
    case .courier(.enrolled(let upstream)):
      guard let epoch = Epoch(upstream.epoch) else { throw LedgerFault.damaged(upstream.epoch) }
      let isFirst = try OutboxLane.named(epoch, .normal, in: database) == nil
      try writer.renew(epoch, at: entry.at)
      // The entry itself is the last of them.
      if takesJournal, isFirst { return try writer.backfill(through: entry.seq) }
    case .continued(let name, _):
      guard let epoch = Epoch(name) else { throw LedgerFault.damaged(name) }
      try writer.renew(epoch, at: entry.at)
    default: break
    }
    if takesJournal { try writer.report(entry, link: link) }
    if case .courier(.rotated(let key)) = event { try writer.tell(key, entry, link: link) }
    guard let profile else { return }
    for (index, record) in try records(event, entry).enumerated() {
      try writer.express(
        record, from: OutboxWriter.Source(at: entry.at, link: link, index: index), by: profile)
    }
  }

  /// Each feature says what of it is reported.
  private func records(_ event: HallEvent, _ entry: JournalEntry) throws -> [Record] {
    switch event {
    case .queue(let event):
      try TicketRecords.records(event, entry, upstream, facts, database)
    case .rating(let event): RatingRecords.records(event, entry, upstream)
    case .claim(let event): try ClaimRecords.records(event, entry, upstream, database)
    // Licences go up with the journal: the record of a licence belongs to a case, and there are none yet.
    case .voice, .print, .courier, .licence, .continued: []
    }
  }
}
