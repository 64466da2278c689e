import CPostgreSQL
import ServiceHall

/// What a statement gave, in PostgreSQL's binary form.
@safe final class Rows {
  private let result: OpaquePointer
  let count: Int

  /// Takes the result over.
  init(owning result: OpaquePointer) {
    unsafe self.result = unsafe result
    count = unsafe Int(PQntuples(result))
  }

  deinit { unsafe PQclear(result) }

  /// Rows that were written.
  var changes: Int { unsafe PQcmdTuples(result).flatMap { unsafe Int(String(cString: $0)) } ?? 0 }

  /// `COMMIT`
  var tag: String { unsafe PQcmdStatus(result).map { unsafe String(cString: $0) } ?? "" }

  var first: Row? { count == 0 ? nil : Row(rows: self, index: 0) }

  func map<Value>(_ body: (Row) throws -> Value) rethrows -> [Value] {
    try (0..<count).map { try body(Row(rows: self, index: $0)) }
  }

  /// Nil for NULL.
  fileprivate func bytes(_ row: Int, _ column: Int) -> [UInt8]? {
    let (row, column) = (Int32(row), Int32(column))
    guard unsafe PQgetisnull(result, row, column) == 0 else { return nil }
    let length = unsafe Int(PQgetlength(result, row, column))
    guard length > 0, let start = unsafe PQgetvalue(result, row, column) else { return [] }
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: length))
  }
}

/// One row; its columns are counted from 0.
struct Row {
  fileprivate let rows: Rows
  fileprivate let index: Int

  /// - Throws: `StoreFault.damaged` for NULL.
  func bytes(_ column: Int) throws -> [UInt8] {
    guard let bytes = rows.bytes(index, column) else { throw StoreFault.damaged("column \(column)") }
    return bytes
  }

  func integer(_ column: Int) throws -> Int {
    let bytes = try bytes(column)
    guard let first = bytes.first, bytes.count <= 8 else {
      throw StoreFault.damaged("column \(column)")
    }
    return bytes.dropFirst().reduce(Int(Int8(bitPattern: first))) { $0 << 8 | Int($1) }
  }

  func text(_ column: Int) throws -> String { String(decoding: try bytes(column), as: UTF8.self) }

  func moment(_ column: Int) throws -> Moment {
    Moment(milliseconds: Int64(try integer(column)) / 1000 + Parameter.epochMilliseconds)
  }
}
