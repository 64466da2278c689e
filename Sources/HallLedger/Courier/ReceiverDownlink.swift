public import Courier
import Foundation
import GRDB
public import ServiceHall

/// The receiver's own streams, one to each hall and lane, under the store's epoch.
extension ReceiverLedger {
  public func downlink(to hall: Hall.ID, _ lane: Lane) -> StreamID {
    StreamID(hall: hall, epoch: identity.epoch, lane: lane)
  }

  /// Puts a record into the stream to a hall; the same message twice is put in once.
  public func send(
    _ kind: Downlink.Kind?, about entity: String, message: String, json: String, to hall: Hall.ID,
    _ lane: Lane, chain: Chain
  ) async throws -> Bool {
    let stream = downlink(to: hall, lane)
    let now = clock.now().milliseconds
    return try await write { database in
      let (name, number) = (hall.rawValue, lane.rawValue)
      let row = try database.row(
        "SELECT last, head FROM downlink_lane WHERE hall = ? AND lane = ?", [name, number])
      let former: Data? = row?["head"]
      let last: Int = row?["last"] ?? 0
      let known = try database.integer(
        "SELECT 1 FROM downlink_row WHERE hall = ? AND instr(line, CAST(? AS BLOB)) = 1",
        [name, message + "\t"])
      guard known == nil else { return false }
      let version =
        (try database.integer(
          "SELECT version FROM downlink_entity WHERE hall = ? AND entity = ?", [name, entity]) ?? 0)
        + 1
      guard
        let line = RecordLine(
          message: message, entity: entity, version: Int(version), json: json)
      else { throw LedgerFault.damaged("downlink \(entity)") }
      let prev = former.map { [UInt8]($0) } ?? chain.start(of: stream)
      let head = chain.head(after: prev, line: line.bytes)
      try database.run(
        "INSERT INTO downlink_row(hall, lane, seq, line, chain, at) VALUES (?, ?, ?, ?, ?, ?)",
        [name, number, last + 1, Data(line.bytes), Data(head), now])
      try database.run(
        """
        INSERT INTO downlink_lane(hall, lane, last, head, acknowledged) VALUES (?, ?, ?, ?, 0)
        ON CONFLICT DO UPDATE SET last = excluded.last, head = excluded.head
        """, [name, number, last + 1, Data(head)])
      try database.run(
        """
        INSERT INTO downlink_entity(hall, entity, version) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET version = excluded.version
        """, [name, entity, version])
      return true
    }
  }

  /// Rows to a hall after a number; a hello where there is nothing newer.
  public func downlinkPiece(
    to hall: Hall.ID, _ lane: Lane, after seq: Int, records: Int, chain: Chain
  ) async throws -> OutboxPiece {
    let start = chain.start(of: downlink(to: hall, lane))
    return try await read { database in
      let key: [any DatabaseValueConvertible] = [hall.rawValue, lane.rawValue, seq]
      let prev: Data? = try database.first(
        "SELECT chain FROM downlink_row WHERE hall = ? AND lane = ? AND seq = ?", key
      ) { $0[0] }
      // Who is beyond the end begins anew: it followed a store that is no more.
      let from = prev == nil ? 0 : seq
      let lines = try database.all(
        """
        SELECT line FROM downlink_row WHERE hall = ? AND lane = ? AND seq > ? ORDER BY seq LIMIT ?
        """, [hall.rawValue, lane.rawValue, from, records]
      ) { row -> [UInt8] in
        let line: Data = row[0]
        return [UInt8](line)
      }
      return OutboxPiece(from: from + 1, prev: prev.map { [UInt8]($0) } ?? start, lines: lines)
    }
  }

  /// Notes what a hall says that it holds of its stream.
  public func noteDownlink(_ word: Acknowledgement) async throws {
    guard let stream = word.stream, stream.epoch == identity.epoch, word.code.isAccepting else {
      return
    }
    try await write { database in
      let chain: Data? = try database.first(
        "SELECT chain FROM downlink_row WHERE hall = ? AND lane = ? AND seq = ?",
        [stream.hall.rawValue, stream.lane.rawValue, word.highWater]
      ) { $0[0] }
      guard chain.map({ [UInt8]($0) }) == word.chain else { return }
      try database.run(
        """
        UPDATE downlink_lane SET acknowledged = max(acknowledged, ?) WHERE hall = ? AND lane = ?
        """, [word.highWater, stream.hall.rawValue, stream.lane.rawValue])
    }
  }
}
