import Courier
import Foundation
import GRDB
import ServiceHall

/// A row of `outbox_lane`: one of the hall's own streams.
struct OutboxLane {
  let id: Int64
  let epoch: Epoch
  let lane: Lane
  let isOpen: Bool
  var last: Int
  var head: [UInt8]
  let acknowledged: Int
  let safe: Int

  private static let columns = "id, epoch, lane, is_open, last, head, acknowledged, safe"

  private init(_ row: Columns) throws {
    let (epoch, lane): (String, Int) = (row[1], row[2])
    let head: Data = row[5]
    guard let epoch = Epoch(epoch), let lane = Lane(rawValue: lane) else {
      throw LedgerFault.damaged("outbox_lane \(epoch) \(lane)")
    }
    id = row[0]
    self.epoch = epoch
    self.lane = lane
    isOpen = row[3]
    last = row[4]
    self.head = [UInt8](head)
    acknowledged = row[6]
    safe = row[7]
  }

  static func open(_ lane: Lane, in database: Database) throws -> OutboxLane? {
    try database.first(
      "SELECT \(columns) FROM outbox_lane WHERE is_open = 1 AND lane = ?", [lane.rawValue],
      OutboxLane.init)
  }

  static func named(_ epoch: Epoch, _ lane: Lane, in database: Database) throws -> OutboxLane? {
    try database.first(
      "SELECT \(columns) FROM outbox_lane WHERE epoch = ? AND lane = ?",
      [epoch.rawValue, lane.rawValue], OutboxLane.init)
  }

  static func allOpen(in database: Database) throws -> [OutboxLane] {
    try database.all(
      "SELECT \(columns) FROM outbox_lane WHERE is_open = 1 ORDER BY lane", [], OutboxLane.init)
  }

  func state(of hall: Hall.ID, in database: Database) throws -> LaneState {
    let rotation = try database.integer(
      "SELECT seq FROM outbox WHERE entity = ? AND stream = ? ORDER BY seq DESC LIMIT 1",
      [KeyRotation.entity(of: hall), id])
    return LaneState(
      stream: StreamID(hall: hall, epoch: epoch, lane: lane), last: last, head: head,
      acknowledged: acknowledged, safe: safe, rotation: rotation.map { Int($0) })
  }

  /// h(seq); nil beyond the head and where the lines are gone.
  func chain(at seq: Int, of hall: Hall.ID, _ chain: Chain, in database: Database) throws -> [UInt8]? {
    if seq == 0 { return chain.start(of: StreamID(hall: hall, epoch: epoch, lane: lane)) }
    return try database.first(
      "SELECT chain FROM outbox WHERE stream = ? AND seq = ?", [id, seq]
    ) { row -> [UInt8] in
      let bytes: Data = row[0]
      return [UInt8](bytes)
    }
  }

  /// Lines after a number, oldest first.
  static func lines(
    of stream: Int64, after seq: Int, limit: Int, in database: Database
  ) throws -> [(line: [UInt8], entity: String?)] {
    try database.all(
      "SELECT line, entity FROM outbox WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?",
      [stream, seq, limit]
    ) { row in
      let line: Data = row[0]
      return ([UInt8](line), row[1])
    }
  }
}
