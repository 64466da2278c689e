import Courier
import GRDB
import ServiceHall

/// What a hall's events mean to its outbox; runs after the tables, in the same transaction.
enum OutboxReport {
  static func report(
    _ event: HallEvent, _ entry: JournalEntry, link: [UInt8], _ facts: QueueFacts,
    _ database: Database
  ) throws {
    switch event {
    case .courier(.enrolled(let upstream)):
      guard let epoch = Epoch(upstream.epoch) else { throw LedgerFault.damaged(upstream.epoch) }
      let writer = try OutboxWriter(upstream, database)
      let isFirst = try OutboxLane.named(epoch, .normal, in: database) == nil
      try writer.renew(epoch, at: entry.at)
      if isFirst { try writer.backfill(through: entry.seq) }
    case .continued(let name, _):
      guard let upstream = facts.upstream else { return }
      guard let epoch = Epoch(name) else { throw LedgerFault.damaged(name) }
      let writer = try OutboxWriter(upstream, database)
      try writer.renew(epoch, at: entry.at)
      try writer.report(entry, link: link)
    default:
      guard let upstream = facts.upstream else { return }
      try OutboxWriter(upstream, database).report(entry, link: link)
    }
  }
}
