/// What a row says of itself, whatever it reports.
public struct RowStamp: Sendable, Equatable {
  /// Names the row in the platform's table: the same when it is sent again and when it is corrected.
  public let rowGUID: String
  /// Of the record's entity; from 1.
  public let version: Int
  public let operation: Record.Operation
  /// 批次号: at most 32 characters.
  public let batch: String
  /// When the change was committed.
  public let writtenAt: Moment

  public init(
    rowGUID: String, version: Int, operation: Record.Operation, batch: String, writtenAt: Moment
  ) {
    self.rowGUID = rowGUID
    self.version = version
    self.operation = operation
    self.batch = batch
    self.writtenAt = writtenAt
  }

  static let fields: [FieldOf<RowStamp>] = [
    .text("rowGUID") { $0.rowGUID },
    .integer("version") { $0.version },
    .code("operation") { $0.operation },
    .text("batch") { $0.batch },
    .moment("writtenAt") { $0.writtenAt },
  ]

  var values: [RecordValue] { Self.fields.map { $0.value(self) } }
}
