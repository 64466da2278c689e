import Courier
import Seal
import ServiceHall

/// One stream inside a transaction that holds the lock of its row.
final class LockedStream: StreamHolding {
  private let stream: StreamID
  private let now: Moment
  private let connection: Connection
  private let id: Int
  private let highWater: Int
  private let chain: [UInt8]
  private var safeMark: Int
  private var isTouched = false

  /// Waits for whoever holds the stream.
  init(_ stream: StreamID, now: Moment, _ connection: Connection) throws {
    self.stream = stream
    self.now = now
    self.connection = connection
    guard
      let row = try Self.lock(stream, connection)
        ?? Self.made(stream, now: now, connection)
    else { throw StoreFault.raced }
    id = try row.integer(0)
    highWater = try row.integer(1)
    chain = try row.bytes(2)
    safeMark = try row.integer(3)
  }

  private static func lock(_ stream: StreamID, _ connection: Connection) throws -> Row? {
    try connection.run(
      """
      SELECT id, high_water, chain, safe FROM stream WHERE hall = $1 AND epoch = $2 AND lane = $3
      FOR UPDATE
      """, .text(stream.hall.rawValue), .text(stream.epoch.rawValue),
      .integer(stream.lane.rawValue)
    ).first
  }

  /// There is no row to lock before the first batch; of two that make it at once one waits here.
  private static func made(
    _ stream: StreamID, now: Moment, _ connection: Connection
  ) throws -> Row? {
    try connection.run(
      """
      INSERT INTO stream(hall, epoch, lane, first_at, heard_at) VALUES ($1, $2, $3, $4, $4)
      ON CONFLICT DO NOTHING
      """, .text(stream.hall.rawValue), .text(stream.epoch.rawValue),
      .integer(stream.lane.rawValue), .moment(now))
    return try lock(stream, connection)
  }

  func held() -> Held? { highWater == 0 ? nil : Held(highWater: highWater, chain: chain) }

  func safe() -> Int { safeMark }

  func chains(_ range: ClosedRange<Int>) throws -> [[UInt8]] {
    try connection.run(
      "SELECT chain FROM stream_row WHERE stream = $1 AND seq BETWEEN $2 AND $3 ORDER BY seq",
      .integer(id), .integer(range.lowerBound), .integer(range.upperBound)
    ).map { try $0.bytes(0) }
  }

  func touch() { isTouched = true }

  func add(_ entries: [ReceiverRule.Entry], now held: Held) throws {
    try connection.run(
      """
      INSERT INTO stream_row(stream, seq, line, chain)
      SELECT $1, seq, line, chain FROM unnest($2, $3, $4) AS entry(seq, line, chain)
      """, .integer(id), .integers(entries.map(\.seq)), .byteStrings(entries.map(\.line)),
      .byteStrings(entries.map(\.chain)))
    try WorkItems.add(
      entries.compactMap { RecordLine(bytes: $0.line) }, of: stream.hall, at: now, connection)
    // Without a backup elsewhere it promises no more than what it holds.
    safeMark = held.highWater
    try connection.run(
      "UPDATE stream SET high_water = $2, chain = $3, safe = $2, heard_at = $4 WHERE id = $1",
      .integer(id), .integer(held.highWater), .bytes(held.chain), .moment(now))
    isTouched = false
  }

  func rotate(to key: PublicKey) throws {
    let (hall, suite) = (Parameter.text(stream.hall.rawValue), Parameter.text(key.suite.rawValue))
    let added = try connection.run(
      """
      INSERT INTO hall_key(hall, key, suite, bytes, at) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT DO NOTHING
      """, hall, .text(key.id), suite, .bytes(key.bytes), .moment(now))
    guard added.changes == 1 else { return }
    try connection.run(
      """
      UPDATE hall_key SET retired_at = $4
      WHERE hall = $1 AND suite = $2 AND key <> $3 AND retired_at IS NULL
      """, hall, suite, .text(key.id), .moment(now))
  }

  func quarantine(_ batch: Batch, at seq: Int) throws {
    try connection.run(
      """
      INSERT INTO quarantine(hall, epoch, lane, seq, bytes, at) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (digest) DO NOTHING
      """, .text(stream.hall.rawValue), .text(stream.epoch.rawValue),
      .integer(stream.lane.rawValue), .integer(seq), .bytes(batch.bytes), .moment(now))
  }

  /// Notes that the stream was heard, if nothing else has noted it.
  func finish() throws {
    guard isTouched else { return }
    try connection.run(
      "UPDATE stream SET heard_at = $2 WHERE id = $1", .integer(id), .moment(now))
  }
}
