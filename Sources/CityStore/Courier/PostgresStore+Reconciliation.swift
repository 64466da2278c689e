public import Courier
public import ServiceHall

/// What was held of one stream when a day was closed, for comparison with what the hall says that it sent.
public struct DailyReconciliation: Sendable, Equatable {
  public let stream: StreamID
  /// Records from number 1.
  public let count: Int
  /// h(count)
  public let head: [UInt8]
}

extension PostgresStore {
  /// Closes a day: notes what is held of every stream at this moment.
  ///
  /// A line that was written for the day stays as it is; run again, it adds the streams that are new.
  ///
  /// - Returns: how many lines were added.
  @discardableResult public func closeDay(_ day: CivilDate) async throws -> Int {
    try await write { connection in
      try connection.run(
        """
        INSERT INTO daily_reconciliation(day, hall, epoch, lane, count, head)
        SELECT $1::text::date, hall, epoch, lane, high_water, chain FROM stream WHERE high_water > 0
        ON CONFLICT DO NOTHING
        """, .text(day.description)
      ).changes
    }
  }

  /// The lines of a day by hall, epoch and lane; none before it was closed.
  public func reconciliation(of day: CivilDate) async throws -> [DailyReconciliation] {
    try await read { connection in
      try connection.run(
        """
        SELECT hall, epoch, lane, count, head FROM daily_reconciliation WHERE day = $1::text::date
        ORDER BY hall, epoch, lane
        """, .text(day.description)
      ).map { row in
        guard let stream = try StreamID(row) else {
          throw StoreFault.damaged("daily_reconciliation")
        }
        return DailyReconciliation(
          stream: stream, count: try row.integer(3), head: try row.bytes(4))
      }
    }
  }
}
