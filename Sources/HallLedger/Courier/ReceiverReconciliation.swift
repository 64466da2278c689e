public import Courier
import Foundation
import GRDB
public import ServiceHall

extension ReceiverLedger {
  @discardableResult public func closeDay(_ day: CivilDate) async throws -> Int {
    try await write { database in
      try database.run(
        """
        INSERT INTO daily_reconciliation(day, hall, epoch, lane, count, head)
        SELECT ?, hall, epoch, lane, high_water, chain FROM stream WHERE high_water > 0
        ON CONFLICT DO NOTHING
        """, [day.description])
      return database.changesCount
    }
  }

  public func reconciliation(of day: CivilDate) async throws -> [DailyReconciliation] {
    try await read { database in
      try database.all(
        """
        SELECT hall, epoch, lane, count, head FROM daily_reconciliation WHERE day = ?
        ORDER BY hall, epoch, lane
        """, [day.description]
      ) { row in
        let (hall, epoch, lane): (String, String, Int) = (row[0], row[1], row[2])
        guard let hall = Hall.ID(hall), let epoch = Epoch(epoch), let lane = Lane(rawValue: lane) else {
          throw LedgerFault.damaged("daily_reconciliation \(hall)")
        }
        let head: Data = row[4]
        return DailyReconciliation(
          stream: StreamID(hall: hall, epoch: epoch, lane: lane), count: row[3], head: [UInt8](head))
      }
    }
  }
}
