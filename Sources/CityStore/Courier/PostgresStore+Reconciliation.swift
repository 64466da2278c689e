public import Courier
public import ServiceHall

extension PostgresStore {
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
