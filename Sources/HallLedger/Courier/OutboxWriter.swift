import Courier
import Foundation
import GRDB
import ServiceHall

/// Freezes lines inside the transaction of the change that they report.
///
/// Invariants, cited by number in `OutboxTests`:
/// 1. A lane's numbers have no gaps, and each line's chain covers the line and the chain before it.
/// 2. A line's bytes never change, and its message keeps its id when it is issued again.
/// 3. Lanes of exactly one epoch are open (C7).
struct OutboxWriter {
  let upstream: Upstream
  let chain: Chain
  let database: Database

  /// - Throws: `LedgerFault.damaged` for a suite that there is not.
  init(_ upstream: Upstream, _ database: Database) throws {
    guard let chain = Chain(suite: upstream.suite) else {
      throw LedgerFault.damaged("suite \(upstream.suite)")
    }
    self.upstream = upstream
    self.chain = chain
    self.database = database
  }

  /// Reports an entry of the journal, whole: from these the other end can make the ledger again.
  func report(_ entry: JournalEntry, link: [UInt8]) throws {
    guard
      let line = RecordLine(
        message: RecordLine.message(from: link), entity: "journal", version: Int(entry.seq) + 1,
        json: try entry.record(link: link))
    else { throw LedgerFault.damaged("journal \(entry.seq)") }
    try append(line.bytes, to: .normal, about: nil, at: entry.at)
  }

  /// Tells the hall's next key; behind this line it signs.
  func tell(_ key: Upstream.Key, _ entry: JournalEntry, link: [UInt8]) throws {
    let entity = KeyRotation.entity(of: upstream.hall)
    let version = try version(of: entity) + 1
    guard let key = key.signing,
      let line = RecordLine(
        message: RecordLine.message(from: chain.head(after: link, line: Array(entity.utf8))),
        entity: entity, version: version, json: KeyRotation(to: key).json)
    else { throw LedgerFault.damaged("journal \(entry.seq)") }
    try freeze(line, in: .normal, at: entry.at)
  }

  func append(_ line: [UInt8], to lane: Lane, about entity: String?, at moment: Moment) throws {
    guard var stream = try OutboxLane.open(lane, in: database) else {
      throw LedgerFault.damaged("no open lane \(lane.rawValue)")
    }
    try append(line, to: &stream, about: entity, at: moment)
    try save(stream)
  }

  private func append(
    _ line: [UInt8], to stream: inout OutboxLane, about entity: String?, at moment: Moment
  ) throws {
    stream.last += 1
    stream.head = chain.head(after: stream.head, line: line)
    try database.run(
      "INSERT INTO outbox(stream, seq, line, chain, entity, at) VALUES (?, ?, ?, ?, ?, ?)",
      [stream.id, stream.last, Data(line), Data(stream.head), entity, moment.milliseconds])
  }

  private func save(_ stream: OutboxLane) throws {
    try database.run(
      "UPDATE outbox_lane SET last = ?, head = ? WHERE id = ?",
      [stream.last, Data(stream.head), stream.id])
  }

  /// Closes the open epoch, opens another and issues again what the receiver could still lose.
  func renew(_ epoch: Epoch, at moment: Moment) throws {
    guard try OutboxLane.named(epoch, .normal, in: database) == nil else { return }
    let former = try OutboxLane.allOpen(in: database)
    try database.run("UPDATE outbox_lane SET is_open = 0 WHERE is_open = 1")
    for lane in [Lane.urgent, .normal] {
      let start = chain.start(of: StreamID(hall: upstream.hall, epoch: epoch, lane: lane))
      try database.run(
        """
        INSERT INTO outbox_lane(epoch, lane, is_open, last, head, acknowledged, safe)
        VALUES (?, ?, 1, 0, ?, 0, 0)
        """, [epoch.rawValue, lane.rawValue, Data(start)])
      guard var stream = try OutboxLane.open(lane, in: database) else { continue }
      for old in former where old.lane == lane {
        var seq = old.safe
        while true {
          let lines = try OutboxLane.lines(of: old.id, after: seq, limit: 500, in: database)
          for (line, entity) in lines {
            try append(line, to: &stream, about: entity, at: moment)
          }
          seq += lines.count
          if lines.count < 500 { break }
        }
      }
      try save(stream)
    }
  }

  /// Reports the journal as it is at the enrolment.
  func backfill(through last: Int64) throws {
    var seq: Int64 = -1
    while seq < last {
      let rows = try database.rows(
        "SELECT * FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT 500", [seq, last])
      guard !rows.isEmpty else { return }
      for row in rows {
        let link: Data = row["chain"]
        let entry = JournalTable.entry(row)
        try report(entry, link: [UInt8](link))
        seq = entry.seq
      }
    }
  }
}

extension JournalEntry {
  /// The entry as a record's object; the body stands in it as it stands in the journal.
  func record(link: [UInt8]) throws -> String {
    let chain = link.map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
    return """
      {"actor":\(try Self.quoted(actor)),"at":\(at.milliseconds),"body":\(body),"chain":"\(chain)",\
      "device":\(try Self.quoted(device)),"kind":\(try Self.quoted(kind)),"seq":\(seq),\
      "subject":\(try Self.quoted(subject))}
      """
  }

  private static func quoted(_ text: String) throws -> String {
    let isPlain = text.utf8.allSatisfy { (32...126).contains($0) && $0 != 34 && $0 != 92 }
    return isPlain ? "\"\(text)\"" : try CanonicalJSON.text(text)
  }
}
