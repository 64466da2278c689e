import Courier
import ServiceHall

/// Rows of the receiver's own streams to a hall, inside a transaction.
enum DownlinkLane {
  struct Outgoing {
    let message: String
    let entity: String
    let json: String
  }

  /// Of one transaction, so that none becomes too long.
  static let records = 1000

  /// Puts records at the end of a stream, each message once.
  ///
  /// - Returns: the numbers of those that are new, by message.
  static func append(
    _ outgoing: [Outgoing], to stream: StreamID, chain: Chain, at now: Moment,
    _ connection: Connection
  ) throws -> [String: Int] {
    let hall = Parameter.text(stream.hall.rawValue)
    let lane = Parameter.integer(stream.lane.rawValue)
    try lock(stream.hall, connection)
    let messages = try connection.run(
      "SELECT message::text FROM downlink_row WHERE hall = $1 AND message = ANY($2::uuid[])", hall,
      .texts(outgoing.map(\.message))
    ).map { try $0.text(0) }
    let end = try connection.run(
      "SELECT last, head FROM downlink_lane WHERE hall = $1 AND lane = $2", hall, lane
    ).first
    let rows = try connection.run(
      "SELECT entity, version FROM downlink_entity WHERE hall = $1 AND entity = ANY($2)", hall,
      .texts(outgoing.map(\.entity))
    ).map { (try $0.text(0), try $0.integer(1)) }
    var versions = Dictionary(rows) { first, _ in first }
    var known = Set(messages)
    var last = try end?.integer(0) ?? 0
    var head = try end?.bytes(1) ?? chain.start(of: stream)
    var added: [(seq: Int, line: RecordLine, chain: [UInt8])] = []
    for record in outgoing where known.insert(record.message).inserted {
      let version = versions[record.entity, default: 0] + 1
      guard
        let line = RecordLine(
          message: record.message, entity: record.entity, version: version, json: record.json)
      else { throw StoreFault.damaged("downlink \(record.entity)") }
      versions[record.entity] = version
      last += 1
      head = chain.head(after: head, line: line.bytes)
      added.append((last, line, head))
    }
    guard !added.isEmpty else { return [:] }
    try connection.run(
      """
      INSERT INTO downlink_row(hall, lane, seq, message, line, chain, at)
      SELECT $1, $2, seq, message::uuid, line, chain, $7
      FROM unnest($3, $4, $5, $6) AS entry(seq, message, line, chain)
      """, hall, lane, .integers(added.map(\.seq)), .texts(added.map(\.line.message)),
      .byteStrings(added.map(\.line.bytes)), .byteStrings(added.map(\.chain)), .moment(now))
    try connection.run(
      """
      INSERT INTO downlink_lane(hall, lane, last, head) VALUES ($1, $2, $3, $4)
      ON CONFLICT (hall, lane) DO UPDATE SET last = excluded.last, head = excluded.head
      """, hall, lane, .integer(last), .bytes(head))
    try connection.run(
      """
      INSERT INTO downlink_entity(hall, entity, version)
      SELECT $1, entity, version FROM unnest($2, $3) AS item(entity, version)
      ON CONFLICT (hall, entity) DO UPDATE SET version = excluded.version
      """, hall, .texts(Array(versions.keys)), .integers(Array(versions.values)))
    return Dictionary(added.map { ($0.line.message, $0.seq) }) { first, _ in first }
  }

  /// Whoever writes to a hall's streams holds this: versions of one entity may go by several lanes.
  private static func lock(_ hall: Hall.ID, _ connection: Connection) throws {
    try connection.run(
      "SELECT pg_advisory_xact_lock(hashtextextended('yizhan down ' || $1, 0))",
      .text(hall.rawValue))
  }

  /// Whether the platform's programs have put something there for a hall.
  static func hasAnswers(_ stream: StreamID, _ connection: Connection) throws -> Bool {
    try connection.run(
      "SELECT 1 FROM answer WHERE hall = $1 AND lane = $2 AND seq IS NULL LIMIT 1",
      .text(stream.hall.rawValue), .integer(stream.lane.rawValue)
    ).count > 0
  }

  /// Moves what the platform's programs have put there into the stream.
  static func takeAnswers(
    _ stream: StreamID, chain: Chain, at now: Moment, _ connection: Connection
  ) throws {
    // Before the rows are read: two calls at once would otherwise take the same ones.
    try lock(stream.hall, connection)
    let answers = try connection.run(
      """
      SELECT id, message::text, entity, (body || jsonb_build_object('kind', kind))::text FROM answer
      WHERE hall = $1 AND lane = $2 AND seq IS NULL ORDER BY id LIMIT $3
      """, .text(stream.hall.rawValue), .integer(stream.lane.rawValue), .integer(records)
    ).map { row in
      let outgoing = Outgoing(
        message: try row.text(1), entity: try row.text(2), json: try row.text(3))
      return (id: try row.integer(0), outgoing: outgoing)
    }
    let numbers = try append(
      answers.map(\.outgoing), to: stream, chain: chain, at: now, connection)
    // 0: the message had been sent by another way.
    try connection.run(
      """
      UPDATE answer SET seq = item.seq FROM unnest($1, $2) AS item(id, seq)
      WHERE answer.id = item.id
      """, .integers(answers.map(\.id)),
      .integers(answers.map { numbers[$0.outgoing.message] ?? 0 }))
  }

  /// Chains every stream down anew under another epoch; the messages stay, so that each is applied once.
  static func renumber(_ epoch: Epoch, chain: Chain, _ connection: Connection) throws {
    let lanes = try connection.run("SELECT hall, lane FROM downlink_lane").map {
      (hall: try $0.text(0), lane: try $0.integer(1))
    }
    for (name, number) in lanes {
      guard let hall = Hall.ID(name), let lane = Lane(rawValue: number) else {
        throw StoreFault.damaged("downlink_lane \(name)")
      }
      var head = chain.start(of: StreamID(hall: hall, epoch: epoch, lane: lane))
      var last = 0
      while true {
        let lines = try connection.run(
          """
          SELECT line FROM downlink_row WHERE hall = $1 AND lane = $2 AND seq > $3
          ORDER BY seq LIMIT $4
          """, .text(name), .integer(number), .integer(last), .integer(records)
        ).map { try $0.bytes(0) }
        guard !lines.isEmpty else { break }
        let chains = lines.map { line in
          head = chain.head(after: head, line: line)
          return head
        }
        try connection.run(
          """
          UPDATE downlink_row SET chain = entry.chain FROM unnest($3, $4) AS entry(seq, chain)
          WHERE hall = $1 AND lane = $2 AND downlink_row.seq = entry.seq
          """, .text(name), .integer(number), .integers(Array(last + 1...last + lines.count)),
          .byteStrings(chains))
        last += lines.count
      }
      try connection.run(
        "UPDATE downlink_lane SET last = $3, head = $4, acknowledged = 0 WHERE hall = $1 AND lane = $2",
        .text(name), .integer(number), .integer(last), .bytes(head))
    }
  }
}
