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
    try prepared(sql, arguments).execute()
  }

  /// The first row of a statement that is prepared once per connection.
  func row(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?] = []) throws -> Row? {
    try Row.fetchOne(prepared(sql, arguments))
  }

  /// Reads from the first row where it stands, without copying it; columns by their index.
  func first<Value>(
    _ sql: String, _ arguments: [(any DatabaseValueConvertible)?], _ read: (Row) throws -> Value
  ) throws -> Value? {
    let cursor = try Row.fetchCursor(prepared(sql, arguments))
    // The row is the statement's own; it is gone as soon as the cursor is.
    return try withExtendedLifetime(cursor) { try cursor.next().map(read) }
  }

  func rows(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?] = []) throws -> [Row] {
    try Row.fetchAll(prepared(sql, arguments))
  }

  func integer(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?] = []) throws -> Int64? {
    try first(sql, arguments) { $0[0] }
  }

  /// The arguments are positional and written beside their statement, so they are not matched by name.
  private func prepared(
    _ sql: String, _ arguments: [(any DatabaseValueConvertible)?]
  ) throws -> Statement {
    let statement = try cachedStatement(sql: sql)
    statement.setUncheckedArguments(StatementArguments(arguments))
    return statement
  }
}
