import Courier
import GRDB
public import ServiceHall

/// How a hall's line to its upstream stands, for the people of the hall.
public struct ChannelState: Sendable, Equatable {
  public let upstream: Upstream
  /// Records that the receiver has not acknowledged.
  public let waitingUrgent: Int
  public let waitingNormal: Int
  /// When the oldest of them was frozen.
  public let oldestWaiting: Moment?
  /// When the receiver was last heard.
  public let heardAt: Moment?
  /// What the receiver returned and nobody has sent again, the latest first. 退件
  public let returned: [ReturnedRecord]

  public var waiting: Int { waitingUrgent + waitingNormal }

  public func condition(at now: Moment) -> ChannelCondition {
    ChannelCondition(heardAt: heardAt, oldestWaiting: oldestWaiting, at: now)
  }
}

/// A record that the upstream's business side did not take. 退件
public struct ReturnedRecord: Sendable, Equatable {
  /// The journal's row by which it came.
  public let seq: Int64
  public let at: Moment
  /// `case.return` or `record.rejected`.
  public let kind: Downlink.Kind
  public let entity: String
  /// In the receiver's words; empty when it gave none.
  public let reason: String
}

extension Ledger where Scope == Hall {
  /// Nil for a hall that stands alone.
  public func channelState() async throws -> ChannelState? {
    guard let upstream = facts.upstream else { return nil }
    return try await read { database in
      let lanes = try OutboxLane.allOpen(in: database)
      let waiting = { (lane: Lane) in
        lanes.first { $0.lane == lane }.map { $0.last - $0.acknowledged } ?? 0
      }
      let oldest = try lanes.compactMap { lane -> Int64? in
        try database.integer(
          "SELECT at FROM outbox WHERE stream = ? AND seq = ?", [lane.id, lane.acknowledged + 1])
      }.min()
      let heard: Int64? = try database.row("SELECT heard_at FROM receiver_state")?["heard_at"]
      return ChannelState(
        upstream: upstream, waitingUrgent: waiting(.urgent), waitingNormal: waiting(.normal),
        oldestWaiting: oldest.map { Moment(milliseconds: $0) },
        heardAt: heard.map { Moment(milliseconds: $0) }, returned: try Self.returned(in: database))
    }
  }

  private static func returned(in database: Database) throws -> [ReturnedRecord] {
    try database.rows(
      """
      SELECT downlink.seq, downlink.at, downlink.kind, downlink.entity, downlink.json,
        outbox_entity.version AS reported
      FROM downlink LEFT JOIN outbox_entity USING (entity)
      WHERE downlink.kind IN ('case.return', 'record.rejected')
      ORDER BY downlink.seq DESC LIMIT 200
      """
    ).compactMap { row in
      let reason = try? CanonicalJSON.value(ReturnReason.self, from: row["json"])
      let kind: String = row["kind"]
      let reported: Int? = row["reported"]
      // A later version is the correction.
      if let reported, let rejected = reason?.version, reported > rejected { return nil }
      return ReturnedRecord(
        seq: row["seq"], at: Moment(milliseconds: row["at"]),
        kind: Downlink.Kind(rawValue: kind) ?? .rejected, entity: row["entity"],
        reason: reason?.reason ?? "")
    }
  }
}

/// What a returned record says: why, and which version it means.
private struct ReturnReason: Decodable {
  let reason: String?
  let version: Int?
}
