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
  let facts: @Sendable (Database) throws -> Scope.Facts
  /// An event that must come before any other of this moment: a new business day.
  let opening: @Sendable (Scope.Facts, Moment) -> Scope.Event?
}

extension Database {
  /// Runs a statement that is prepared once per connection.
  func run(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?] = []) throws {
    try cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
  }

  /// The first row of a statement that is prepared once per connection.
  func row(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?] = []) throws -> Row? {
    try Row.fetchOne(
      cachedStatement(sql: sql), arguments: StatementArguments(arguments))
  }

  func rows(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?] = []) throws -> [Row] {
    try Row.fetchAll(
      cachedStatement(sql: sql), arguments: StatementArguments(arguments))
  }

  func integer(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?] = []) throws -> Int64? {
    try Int64.fetchOne(
      cachedStatement(sql: sql), arguments: StatementArguments(arguments))
  }
}
