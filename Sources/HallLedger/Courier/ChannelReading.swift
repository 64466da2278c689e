import Courier
import GRDB
public import ServiceHall

/// How a hall's line to its upstream stands, for the people of the hall.
public struct ChannelState: Sendable, Equatable {
  public let upstream: Upstream
  /// Records that the receiver has not acknowledged.
  public let waitingUrgent: Int
  public let waitingNormal: Int
  /// Attachments that the receiver does not hold whole, and their bytes.
  public let waitingFiles: Int
  public let waitingBytes: Int
  /// When the oldest of the records was frozen.
  public let oldestWaiting: Moment?
  /// When the receiver was last heard.
  public let heardAt: Moment?
  /// What the receiver returned and nobody has sent again, the latest first. 退件
  public let returned: [ReturnedRecord]
  /// What the upstream's profile cannot express, the latest first.
  public let parked: [ParkedRecord]
  /// What the upstream wants people to know, the latest first.
  public let notices: [UpstreamNotice]

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

/// A record that could not be written as the upstream wants it; nothing else waits for it.
public struct ParkedRecord: Sendable, Equatable {
  public let at: Moment
  public let entity: String
  /// A key below `parked` in the strings.
  public let code: String
  public let details: [String: String]
}

/// A notice that came down. 通知
public struct UpstreamNotice: Sendable, Equatable {
  public let at: Moment
  public let text: String
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
      let files = try OutboxBlob.waiting(in: database)
      return ChannelState(
        upstream: upstream, waitingUrgent: waiting(.urgent), waitingNormal: waiting(.normal),
        waitingFiles: files.files, waitingBytes: files.bytes,
        oldestWaiting: oldest.map { Moment(milliseconds: $0) },
        heardAt: heard.map { Moment(milliseconds: $0) }, returned: try Self.returned(in: database),
        parked: try Self.parked(in: database), notices: try Self.notices(in: database))
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

extension Ledger where Scope == Hall {
  private static func parked(in database: Database) throws -> [ParkedRecord] {
    try database.rows(
      "SELECT at, entity, code, details FROM outbox_parked ORDER BY id DESC LIMIT 50"
    ).map { row in
      ParkedRecord(
        at: Moment(milliseconds: row["at"]), entity: row["entity"], code: row["code"],
        details: try CanonicalJSON.value([String: String].self, from: row["details"]))
    }
  }

  private static func notices(in database: Database) throws -> [UpstreamNotice] {
    try database.rows(
      "SELECT at, json FROM downlink WHERE kind = 'notice' ORDER BY seq DESC LIMIT 20"
    ).compactMap { row in
      let texts = FlatObject.texts(row["json"]) ?? [:]
      guard let text = texts["text"] ?? texts["title"] else { return nil }
      return UpstreamNotice(at: Moment(milliseconds: row["at"]), text: text)
    }
  }
}

/// What a returned record says: why, and which version it means.
private struct ReturnReason: Decodable {
  let reason: String?
  let version: Int?
}
