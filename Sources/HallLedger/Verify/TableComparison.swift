import GRDB

/// Compares a table of two databases row by row, in the order of its primary key.
enum TableComparison {
  /// - Returns: nil when both hold the same rows.
  static func difference(
    in table: String, _ left: Database, _ right: Database
  ) throws -> VerifyFinding? {
    let key = try left.primaryKey(table).columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let sql = "SELECT * FROM \"\(table)\" ORDER BY \(key)"
    let leftRows = try Row.fetchCursor(left, sql: sql)
    let rightRows = try Row.fetchCursor(right, sql: sql)
    var different = 0
    while true {
      // A cursor reuses its row, so both are read before the next step.
      let (leftRow, rightRow) = (try leftRows.next(), try rightRows.next())
      if leftRow == nil, rightRow == nil { break }
      if leftRow != rightRow { different += 1 }
    }
    return different == 0 ? nil : .tableDiffers(table: table, rows: different)
  }
}
