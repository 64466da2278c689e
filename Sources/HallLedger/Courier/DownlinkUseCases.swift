import Courier
import Foundation
import GRDB
public import ServiceHall

extension Ledger where Scope == Hall {
  /// How far the receiver's stream to this hall was taken in; nil before the first record.
  func downlinkHeld(_ lane: Lane, of hall: Hall.ID) async throws -> (stream: StreamID, held: Held)? {
    try await read { try InboxLane.latest(lane, of: hall, in: $0) }
  }

  func receiverIncarnation() async throws -> String? {
    try await read { try ReceiverState.incarnations(in: $0).current }
  }

  /// Applies a batch that came down, each record once, and says what is held afterwards.
  ///
  /// The batch's signature and body have been checked.
  func take(
    _ batch: Batch, lines: [[UInt8]]
  ) async throws -> (Acknowledgement.Code, Held) {
    let header = batch.header
    return try await recordFromReserve(by: .system) { draft in
      let database = draft.database
      let stream = header.stream
      let records = lines.compactMap { RecordLine(bytes: $0) }
      let (verdict, held) = try InboxLane.judge(batch, records, lines, in: database)
      switch verdict {
      case .gap: return (.gap, held)
      case .fork: return (.fork, held)
      case .badBody: return (.badBody, held)
      case .accept(let entries, let now):
        for entry in entries {
          try draft.apply(records[entry.seq - header.from], entry.seq, of: stream)
          try InboxLane.add(entry, to: stream, in: database)
        }
        if !entries.isEmpty {
          draft.willWrite()
          try InboxLane.save(now, of: stream, at: draft.now, in: database)
        }
        return (header.isHello ? .hello : .ok, now)
      }
    }
  }

  /// What came down, the latest first.
  public func downlinks(limit: Int) async throws -> [(at: Moment, downlink: Downlink)] {
    try await read { database in
      try database.rows(
        """
        SELECT journal.at, journal.body FROM downlink JOIN journal USING (seq)
        ORDER BY seq DESC LIMIT ?
        """, [limit]
      ).map { row in
        (
          Moment(milliseconds: row["at"]),
          try CanonicalJSON.value(Downlink.self, from: row["body"])
        )
      }
    }
  }
}

/// The one field that every record that comes down has.
private struct DownlinkKind: Decodable { let kind: String }

/// `document.finished`: the document stands in a member of its own, for it has a kind, too.
private struct FinishedRecord: Decodable { let document: DocumentEntry }

extension Draft<Hall> {
  /// A record that came by another stream of the receiver before is passed over: its message is known.
  fileprivate func apply(_ record: RecordLine, _ seq: Int, of stream: StreamID) throws {
    let known = try database.integer(
      "SELECT 1 FROM downlink WHERE message = ?", [record.message])
    guard known == nil else { return }
    let text = try? CanonicalJSON.value(DownlinkKind.self, from: record.json).kind
    let kind = text.flatMap(Downlink.Kind.init)
    try append(
      .courier(
        .received(
          Downlink(
            epoch: stream.epoch.rawValue, lane: stream.lane.rawValue, seq: seq,
            message: record.message, entity: record.entity, version: record.version,
            kind: kind, json: record.json))))
    if kind == .documentFinished { try registerFinished(record.json) }
  }

  /// A document that the record is about, unless the hall has it; one that cannot be read stands among what came
  /// down and stops nothing.
  private func registerFinished(_ json: String) throws {
    let today = try facts().offset.date(of: now)
    guard var entry = try? CanonicalJSON.value(FinishedRecord.self, from: json).document else { return }
    // Paper is still to come, unless the sender knows better.
    entry.ready = entry.ready ?? (entry.form == FinishedDocument.Form.electronic.rawValue)
    guard let document = try? NewDocument(entry, today: today),
      try FinishedDocumentTable.present(document.details, in: database) == nil
    else { return }
    try register(document)
  }
}

/// Rows about the receiver's streams to this hall.
enum InboxLane {
  static func latest(
    _ lane: Lane, of hall: Hall.ID, in database: Database
  ) throws -> (stream: StreamID, held: Held)? {
    let row = try database.row(
      """
      SELECT epoch, high_water, chain FROM inbox_lane WHERE lane = ? ORDER BY heard_at DESC LIMIT 1
      """, [lane.rawValue])
    guard let row else { return nil }
    let epoch: String = row["epoch"]
    guard let epoch = Epoch(epoch) else { throw LedgerFault.damaged("inbox_lane \(epoch)") }
    return (StreamID(hall: hall, epoch: epoch, lane: lane), held(row))
  }

  private static func held(_ row: Row) -> Held {
    let chain: Data = row["chain"]
    return Held(highWater: row["high_water"], chain: [UInt8](chain))
  }

  static func held(of stream: StreamID, in database: Database) throws -> Held? {
    try database.row(
      "SELECT high_water, chain FROM inbox_lane WHERE epoch = ? AND lane = ?",
      [stream.epoch.rawValue, stream.lane.rawValue]
    ).map(held)
  }

  static func chains(
    of stream: StreamID, _ range: ClosedRange<Int>, start: [UInt8], in database: Database
  ) throws -> [[UInt8]] {
    let kept = try database.all(
      "SELECT chain FROM inbox WHERE epoch = ? AND lane = ? AND seq BETWEEN ? AND ? ORDER BY seq",
      [stream.epoch.rawValue, stream.lane.rawValue, range.lowerBound, range.upperBound]
    ) { row -> [UInt8] in
      let chain: Data = row[0]
      return [UInt8](chain)
    }
    return range.lowerBound == 0 ? [start] + kept : kept
  }

  /// What becomes of a batch that came down, and what was held before it.
  static func judge(
    _ batch: Batch, _ records: [RecordLine], _ lines: [[UInt8]], in database: Database
  ) throws -> (ReceiverRule.Verdict, Held) {
    let (header, stream) = (batch.header, batch.header.stream)
    let start = header.chain.start(of: stream)
    let held = try held(of: stream, in: database) ?? Held(highWater: 0, chain: start)
    guard records.count == lines.count else { return (.badBody, held) }
    let verdict = try ReceiverRule.decide(header, lines: lines, held: held) { range in
      try chains(of: stream, range, start: start, in: database)
    }
    return (verdict, held)
  }

  static func add(
    _ entry: ReceiverRule.Entry, to stream: StreamID, in database: Database
  ) throws {
    try database.run(
      "INSERT INTO inbox(epoch, lane, seq, chain) VALUES (?, ?, ?, ?)",
      [stream.epoch.rawValue, stream.lane.rawValue, entry.seq, Data(entry.chain)])
  }

  static func save(
    _ held: Held, of stream: StreamID, at moment: Moment, in database: Database
  ) throws {
    // Which was heard last must be told while the clock stands, too (C11).
    let last = try database.integer(
      "SELECT coalesce(max(heard_at), 0) FROM inbox_lane WHERE lane = ?", [stream.lane.rawValue])
    try database.run(
      """
      INSERT OR REPLACE INTO inbox_lane(epoch, lane, high_water, chain, heard_at)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        stream.epoch.rawValue, stream.lane.rawValue, held.highWater, Data(held.chain),
        max(moment.milliseconds, (last ?? 0) + 1),
      ])
  }
}
