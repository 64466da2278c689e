public import Courier
public import ServiceHall

/// The receiver's own streams, one to each hall and lane, under the store's epoch.
extension PostgresStore {
  public func downlink(to hall: Hall.ID, _ lane: Lane) -> StreamID {
    StreamID(hall: hall, epoch: identity.epoch, lane: lane)
  }

  public func send(
    _ kind: Downlink.Kind?, about entity: String, message: String, json: String, to hall: Hall.ID,
    _ lane: Lane, chain: Chain
  ) async throws -> Bool {
    let record = DownlinkLane.Outgoing(message: message, entity: entity, json: json)
    let stream = downlink(to: hall, lane)
    let now = clock.now()
    return try await write { connection in
      try !DownlinkLane.append([record], to: stream, chain: chain, at: now, connection).isEmpty
    }
  }

  /// What the platform's programs have put into `answer` is moved into the stream before.
  public func downlinkPiece(
    to hall: Hall.ID, _ lane: Lane, after seq: Int, records: Int, chain: Chain
  ) async throws -> OutboxPiece {
    let stream = downlink(to: hall, lane)
    let now = clock.now()
    if try await read({ try DownlinkLane.hasAnswers(stream, $0) }) {
      try await write { try DownlinkLane.takeAnswers(stream, chain: chain, at: now, $0) }
    }
    return try await read { connection in
      let (hall, lane) = (Parameter.text(hall.rawValue), Parameter.integer(lane.rawValue))
      let prev = try connection.run(
        "SELECT chain FROM downlink_row WHERE hall = $1 AND lane = $2 AND seq = $3", hall, lane,
        .integer(seq)
      ).first?.bytes(0)
      // Who is beyond the end begins anew: it followed a store that is no more.
      let from = prev == nil ? 0 : seq
      let lines = try connection.run(
        """
        SELECT line FROM downlink_row WHERE hall = $1 AND lane = $2 AND seq > $3
        ORDER BY seq LIMIT $4
        """, hall, lane, .integer(from), .integer(records)
      ).map { try $0.bytes(0) }
      return OutboxPiece(from: from + 1, prev: prev ?? chain.start(of: stream), lines: lines)
    }
  }

  public func noteDownlink(_ word: Acknowledgement) async throws {
    guard let stream = word.stream, stream.epoch == identity.epoch, word.code.isAccepting else {
      return
    }
    let (highWater, chain) = (word.highWater, word.chain)
    try await write { connection in
      try connection.run(
        """
        UPDATE downlink_lane SET acknowledged = greatest(acknowledged, $3)
        WHERE hall = $1 AND lane = $2 AND EXISTS (
          SELECT 1 FROM downlink_row AS row
          WHERE row.hall = $1 AND row.lane = $2 AND row.seq = $3 AND row.chain = $4)
        """, .text(stream.hall.rawValue), .integer(stream.lane.rawValue), .integer(highWater),
        .bytes(chain))
      return
    }
  }
}
