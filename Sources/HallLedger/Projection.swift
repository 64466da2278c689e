import GRDB
import ServiceHall

/// How the events of one kind of ledger become its tables.
struct Projection<Scope: LedgerScope>: Sendable {
  /// The file within the ledger's folder.
  let fileName: String
  /// Numbered, frozen, forward only. The journal's own tables come before.
  let migrations: [(name: String, sql: String)]
  /// The tables that a replay rebuilds and compares; what is not listed is not derived from the journal.
  let tables: [String]
  /// Applies one event. Refuses nothing: what is in the journal has been decided.
  let apply: @Sendable (Scope.Event, JournalEntry, Database) throws -> Void
  /// Writes what the event means to others into the outbox, after the tables and with the entry's link of the
  /// chain; a replay leaves it out.
  var report: Report?
  let facts: @Sendable (Database) throws -> Scope.Facts
  /// An event that must come before any other of this moment: a new business day.
  let opening: @Sendable (Scope.Facts, Moment) -> Scope.Event?

  typealias Report =
    @Sendable (
      Scope.Event, JournalEntry, _ link: [UInt8], Scope.Facts, LedgerSurroundings, Database
    ) throws -> Void
}
