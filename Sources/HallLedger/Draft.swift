import GRDB
import ServiceHall

/// A use case in progress: what it reads and what it adds, inside the group's transaction.
///
/// Decide first, then append: a use case that throws before its first append costs the group nothing.
final class Draft<Scope: LedgerScope> {
  let database: Database
  let caller: Caller
  let now: Moment
  private let journal: JournalTail<Scope>
  private(set) var hasWritten = false

  init(database: Database, caller: Caller, now: Moment, journal: JournalTail<Scope>) {
    self.database = database
    self.caller = caller
    self.now = now
    self.journal = journal
  }

  var surroundings: LedgerSurroundings { journal.surroundings }

  /// The sequence number that the next event will get.
  var nextSeq: Int64 { journal.seq + 1 }

  /// The facts as this use case sees them, its own events included.
  func facts() throws -> Scope.Facts { try journal.facts(database) }

  /// The chain after the last event.
  var head: [UInt8] { journal.chain }

  /// Adds an event to the journal and applies it to the tables.
  @discardableResult
  func append(_ event: Scope.Event) throws -> Stamp {
    hasWritten = true
    return try journal.append(event, by: caller, at: now, in: database)
  }

  /// Marks a write beside the journal: an idempotency key's answer.
  func willWrite() { hasWritten = true }
}
