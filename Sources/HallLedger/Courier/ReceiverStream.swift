import Courier
import Foundation
import GRDB
import Seal
import ServiceHall

/// One stream of a receiver inside a transaction.
final class ReceiverStream: StreamHolding {
  private let stream: StreamID
  private let now: Moment
  private let database: Database
  private let chain: [UInt8]?
  private let highWater: Int
  private var safeMark: Int
  private var id: Int64?

  init(_ stream: StreamID, now: Moment, in database: Database) throws {
    self.stream = stream
    self.now = now
    self.database = database
    let row = try database.row(
      "SELECT id, high_water, chain, safe FROM stream WHERE hall = ? AND epoch = ? AND lane = ?",
      [stream.hall.rawValue, stream.epoch.rawValue, stream.lane.rawValue])
    let chain: Data? = row?["chain"]
    id = row?["id"]
    self.chain = chain.map { [UInt8]($0) }
    highWater = row?["high_water"] ?? 0
    safeMark = row?["safe"] ?? 0
  }

  func held() -> Held? { chain.map { Held(highWater: highWater, chain: $0) } }

  func safe() -> Int { safeMark }

  func chains(_ range: ClosedRange<Int>) throws -> [[UInt8]] {
    let kept = try database.all(
      "SELECT chain FROM stream_row WHERE stream = ? AND seq BETWEEN ? AND ? ORDER BY seq",
      [id, range.lowerBound, range.upperBound]
    ) { row -> [UInt8] in
      let chain: Data = row[0]
      return [UInt8](chain)
    }
    return kept
  }

  func touch() throws {
    try database.run("UPDATE stream SET heard_at = ? WHERE id = ?", [now.milliseconds, id])
  }

  func add(_ entries: [ReceiverRule.Entry], now held: Held) throws {
    let id = try known()
    for entry in entries {
      try database.run(
        "INSERT INTO stream_row(stream, seq, line, chain) VALUES (?, ?, ?, ?)",
        [id, entry.seq, Data(entry.line), Data(entry.chain)])
      if let line = RecordLine(bytes: entry.line) {
        try WorkItem.add(line, of: stream.hall, at: now, to: database)
      }
    }
    // A store that knows of no backup elsewhere promises no more than what it holds.
    if try database.integer("SELECT has_backup FROM store") == 0 { safeMark = held.highWater }
    try database.run(
      "UPDATE stream SET high_water = ?, chain = ?, safe = ?, heard_at = ? WHERE id = ?",
      [held.highWater, Data(held.chain), safeMark, now.milliseconds, id])
  }

  func rotate(to key: PublicKey) throws {
    let (hall, suite) = (stream.hall.rawValue, key.suite.rawValue)
    try database.run(
      "INSERT OR IGNORE INTO hall_key(hall, key, suite, bytes, at) VALUES (?, ?, ?, ?, ?)",
      [hall, key.id, suite, Data(key.bytes), now.milliseconds])
    guard database.changesCount == 1 else { return }
    try database.run(
      "UPDATE hall_key SET retired_at = ? WHERE hall = ? AND suite = ? AND key <> ? AND retired_at IS NULL",
      [now.milliseconds, hall, suite, key.id])
  }

  func quarantine(_ batch: Batch, at seq: Int) throws {
    try database.run(
      """
      INSERT OR IGNORE INTO quarantine(hall, epoch, lane, seq, bytes, at) VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        stream.hall.rawValue, stream.epoch.rawValue, stream.lane.rawValue, seq, Data(batch.bytes),
        now.milliseconds,
      ])
  }

  private func known() throws -> Int64 {
    if let id { return id }
    try database.run(
      """
      INSERT INTO stream(hall, epoch, lane, high_water, chain, safe, first_at, heard_at)
      VALUES (?, ?, ?, 0, x'', 0, ?, ?)
      """,
      [
        stream.hall.rawValue, stream.epoch.rawValue, stream.lane.rawValue, now.milliseconds,
        now.milliseconds,
      ])
    let made = database.lastInsertedRowID
    id = made
    return made
  }
}

/// Rows that the platform's own programs work off.
enum WorkItem {
  /// One item for each message; a version that comes before an earlier one waits for it.
  static func add(
    _ line: RecordLine, of hall: Hall.ID, at now: Moment, to database: Database
  ) throws {
    let last = try database.integer(
      "SELECT version FROM work_entity WHERE hall = ? AND entity = ?", [hall.rawValue, line.entity])
    let version = Int64(line.version)
    let state =
      version == (last ?? 0) + 1 ? "ready" : version <= last ?? 0 ? "conflict" : "parked"
    try database.run(
      """
      INSERT OR IGNORE INTO work_item(message, hall, entity, version, state, json, at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        line.message, hall.rawValue, line.entity, line.version, state, line.json, now.milliseconds,
      ])
    guard database.changesCount == 1, state == "ready" else { return }
    var reached = version
    while try release(version: reached + 1, line.entity, hall, database) { reached += 1 }
    try database.run(
      """
      INSERT INTO work_entity(hall, entity, version) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET version = excluded.version
      """, [hall.rawValue, line.entity, reached])
  }

  private static func release(
    version: Int64, _ entity: String, _ hall: Hall.ID, _ database: Database
  ) throws -> Bool {
    // Two messages may claim one version after a rollback; the first one counts.
    try database.run(
      """
      UPDATE work_item SET state = 'ready' WHERE id = (
        SELECT min(id) FROM work_item
        WHERE hall = ? AND entity = ? AND version = ? AND state = 'parked')
      """, [hall.rawValue, entity, version])
    guard database.changesCount == 1 else { return false }
    try database.run(
      """
      UPDATE work_item SET state = 'conflict'
      WHERE hall = ? AND entity = ? AND version = ? AND state = 'parked'
      """, [hall.rawValue, entity, version])
    return true
  }
}
