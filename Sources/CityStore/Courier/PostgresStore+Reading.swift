public import Courier
public import ServiceHall

extension PostgresStore {
  public func overview() async throws -> [EnrolledHallOverview] {
    try await read { connection in
      let streams = try connection.run(
        """
        SELECT hall, epoch, lane, high_water, heard_at FROM stream WHERE high_water > 0
        ORDER BY id
        """
      ).map(Self.stream)
      let kept = try Self.counts(
        "SELECT hall, count(*) FROM quarantine GROUP BY hall", connection)
      let parked = try Self.counts(
        "SELECT hall, count(*) FROM work_item WHERE state = 'parked' GROUP BY hall", connection)
      return try connection.run("SELECT hall, name, division FROM enrolled_hall ORDER BY hall").map {
        row in
        let name = try row.text(0)
        guard let hall = Hall.ID(name) else { throw StoreFault.damaged("enrolled_hall \(name)") }
        return EnrolledHallOverview(
          hall: hall, name: try row.text(1), division: try row.text(2),
          streams: streams.filter { $0.stream.hall == hall }, quarantined: kept[name] ?? 0,
          parked: parked[name] ?? 0)
      }
    }
  }

  public func streams(of hall: Hall.ID) async throws -> [StreamOverview] {
    try await read { connection in
      try connection.run(
        """
        SELECT hall, epoch, lane, high_water, heard_at FROM stream WHERE hall = $1 AND high_water > 0
        ORDER BY id
        """, .text(hall.rawValue)
      ).map(Self.stream)
    }
  }

  public func piece(
    _ stream: StreamID, after seq: Int, records: Int, start: [UInt8]
  ) async throws -> OutboxPiece? {
    try await read { connection in
      let known = try connection.run(
        """
        SELECT id FROM stream
        WHERE hall = $1 AND epoch = $2 AND lane = $3 AND high_water > 0 AND high_water >= $4
        """, .text(stream.hall.rawValue), .text(stream.epoch.rawValue),
        .integer(stream.lane.rawValue), .integer(seq))
      guard let id = try known.first?.integer(0) else { return nil }
      let prev = try connection.run(
        "SELECT chain FROM stream_row WHERE stream = $1 AND seq = $2", .integer(id), .integer(seq)
      ).first?.bytes(0)
      let lines = try connection.run(
        "SELECT line FROM stream_row WHERE stream = $1 AND seq > $2 ORDER BY seq LIMIT $3",
        .integer(id), .integer(seq), .integer(records)
      ).map { try $0.bytes(0) }
      return OutboxPiece(from: seq + 1, prev: prev ?? start, lines: lines)
    }
  }

  public func workCounts() async throws -> [String: Int] {
    try await read {
      try Self.counts("SELECT state, count(*) FROM work_item WHERE done_at IS NULL GROUP BY state", $0)
    }
  }

  private static func counts(_ sql: String, _ connection: Connection) throws -> [String: Int] {
    Dictionary(
      try connection.run(sql).map { (try $0.text(0), try $0.integer(1)) }, uniquingKeysWith: +)
  }

  private static func stream(_ row: Row) throws -> StreamOverview {
    guard let stream = try StreamID(row) else { throw StoreFault.damaged("stream") }
    return StreamOverview(
      stream: stream, highWater: try row.integer(3), heardAt: try row.moment(4))
  }
}

extension StreamID {
  /// From the first three columns: hall, epoch, lane.
  init?(_ row: Row) throws {
    guard let hall = Hall.ID(try row.text(0)), let epoch = Epoch(try row.text(1)),
      let lane = Lane(rawValue: try row.integer(2))
    else { return nil }
    self.init(hall: hall, epoch: epoch, lane: lane)
  }
}
