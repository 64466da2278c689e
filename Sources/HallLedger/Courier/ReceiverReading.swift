public import Courier
import Foundation
import GRDB
public import ServiceHall

extension ReceiverLedger {
  public func overview() async throws -> [EnrolledHallOverview] {
    try await read { database in
      let streams = try database.rows(
        "SELECT hall, epoch, lane, high_water, heard_at FROM stream ORDER BY id"
      ).compactMap(Self.stream)
      let kept = try Self.counts("SELECT hall, count(*) FROM quarantine GROUP BY hall", database)
      let parked = try Self.counts(
        "SELECT hall, count(*) FROM work_item WHERE state = 'parked' GROUP BY hall", database)
      return try database.rows("SELECT hall, name, division FROM enrolled_hall ORDER BY hall").compactMap {
        row in
        let id: String = row["hall"]
        return Hall.ID(id).map { hall in
          EnrolledHallOverview(
            hall: hall, name: row["name"], division: row["division"],
            streams: streams.filter { $0.stream.hall == hall }, quarantined: kept[id] ?? 0,
            parked: parked[id] ?? 0)
        }
      }
    }
  }

  private static func counts(_ sql: String, _ database: Database) throws -> [String: Int] {
    Dictionary(
      try database.all(sql) { row -> (String, Int) in (row[0], row[1]) }, uniquingKeysWith: +)
  }

  private static func stream(_ row: Row) -> StreamOverview? {
    let (hall, epoch, lane): (String, String, Int) = (row["hall"], row["epoch"], row["lane"])
    guard let hall = Hall.ID(hall), let epoch = Epoch(epoch), let lane = Lane(rawValue: lane)
    else { return nil }
    return StreamOverview(
      stream: StreamID(hall: hall, epoch: epoch, lane: lane), highWater: row["high_water"],
      heardAt: Moment(milliseconds: row["heard_at"]))
  }

  /// The streams that are held of a hall, oldest first.
  public func streams(of hall: Hall.ID) async throws -> [StreamOverview] {
    try await read { database in
      try database.rows(
        "SELECT hall, epoch, lane, high_water, heard_at FROM stream WHERE hall = ? ORDER BY id",
        [hall.rawValue]
      ).compactMap(Self.stream)
    }
  }

  /// Rows of a stream as they came; nil for one that is not held.
  public func piece(
    _ stream: StreamID, after seq: Int, records: Int, start: [UInt8]
  ) async throws -> OutboxPiece? {
    try await read { database in
      let known = try database.integer(
        "SELECT id FROM stream WHERE hall = ? AND epoch = ? AND lane = ? AND high_water >= ?",
        [stream.hall.rawValue, stream.epoch.rawValue, stream.lane.rawValue, seq])
      guard let id = known else { return nil }
      let prev: Data? = try database.first(
        "SELECT chain FROM stream_row WHERE stream = ? AND seq = ?", [id, seq]
      ) { $0[0] }
      let lines = try database.all(
        "SELECT line FROM stream_row WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?",
        [id, seq, records]
      ) { row -> [UInt8] in
        let line: Data = row[0]
        return [UInt8](line)
      }
      return OutboxPiece(from: seq + 1, prev: prev.map { [UInt8]($0) } ?? start, lines: lines)
    }
  }

  public func workCounts() async throws -> [String: Int] {
    try await read {
      try Self.counts("SELECT state, count(*) FROM work_item WHERE done_at IS NULL GROUP BY state", $0)
    }
  }
}
