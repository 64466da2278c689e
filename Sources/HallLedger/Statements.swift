import GRDB
import GRDBSQLite

/// Statements are prepared once per connection. Their arguments stand beside them and are bound by position,
/// and values are read from the row where it stands: a ledger runs a few statements for every number that is
/// given out, and a general row or list of arguments costs more than the statement.
extension Database {
  /// Runs a statement to its end.
  func run(_ sql: String, _ arguments: [any DatabaseValueConvertible] = []) throws {
    try each(sql, arguments) { _ in }
  }

  /// Reads the first row; the columns are valid inside `read` only.
  func first<Value>(
    _ sql: String, _ arguments: [any DatabaseValueConvertible] = [],
    _ read: (Columns) throws -> Value
  ) throws -> Value? {
    let statement = try unsafe bound(sql, arguments)
    defer { unsafe sqlite3_reset(statement) }
    return try unsafe step(statement, sql) ? unsafe read(Columns(statement: statement)) : nil
  }

  /// Reads all rows; the columns are valid inside `read` only.
  func all<Value>(
    _ sql: String, _ arguments: [any DatabaseValueConvertible] = [],
    _ read: (Columns) throws -> Value
  ) throws -> [Value] {
    var values: [Value] = []
    try each(sql, arguments) { values.append(try read($0)) }
    return values
  }

  func integer(_ sql: String, _ arguments: [any DatabaseValueConvertible] = []) throws -> Int64? {
    try first(sql, arguments) { $0[0] }
  }

  /// Rows that outlive the statement, with columns by name.
  func rows(_ sql: String, _ arguments: [any DatabaseValueConvertible] = []) throws -> [Row] {
    try Row.fetchAll(cachedStatement(sql: sql), arguments: StatementArguments(arguments))
  }

  func row(_ sql: String, _ arguments: [any DatabaseValueConvertible] = []) throws -> Row? {
    try Row.fetchOne(cachedStatement(sql: sql), arguments: StatementArguments(arguments))
  }

  private func each(
    _ sql: String, _ arguments: [any DatabaseValueConvertible], _ read: (Columns) throws -> Void
  ) throws {
    let statement = try unsafe bound(sql, arguments)
    defer { unsafe sqlite3_reset(statement) }
    while try unsafe step(statement, sql) { try unsafe read(Columns(statement: statement)) }
  }

  private func bound(
    _ sql: String, _ arguments: [any DatabaseValueConvertible]
  ) throws -> SQLiteStatement {
    let statement = try unsafe cachedStatement(sql: sql).sqliteStatement
    var index: CInt = 0
    for argument in arguments {
      index += 1
      let result = unsafe argument.bind(to: statement, at: index)
      guard result == SQLITE_OK else { throw fault(result, sql) }
    }
    return unsafe statement
  }

  /// - Returns: whether there is a row.
  private func step(_ statement: SQLiteStatement, _ sql: String) throws -> Bool {
    switch unsafe sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let result: throw fault(result, sql)
    }
  }

  private func fault(_ result: CInt, _ sql: String) -> DatabaseError {
    DatabaseError(resultCode: ResultCode(rawValue: result), message: lastErrorMessage, sql: sql)
  }
}

/// The columns of the row that a statement stands on, by their index. It never leaves the closure that reads it.
@safe struct Columns {
  fileprivate let statement: SQLiteStatement

  subscript<Value: StatementColumnConvertible>(_ index: CInt) -> Value {
    guard let value = unsafe Value.fromStatement(statement, atUncheckedIndex: index) else {
      preconditionFailure("column \(index) is not a \(Value.self)")
    }
    return value
  }
}
