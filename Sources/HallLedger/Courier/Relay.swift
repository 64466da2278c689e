public import Courier
import Foundation
import GRDB
public import ServiceHall

/// Passes on what one hall reports to this machine, and down what the upstream has for it. 接转
///
/// Its outbox fills when it is asked for: what came lies in the receiver's store until then.
///
/// Invariants, cited by number in `RelayTests`:
/// 1. A message goes on once, by whatever stream and however often it came, and keeps its id.
/// 2. The place in a stream that came, and the lines that follow from it, are written together.
/// 3. A record goes on in the lane by which it came, and after the earlier versions of its entity.
/// 4. What cannot be written for the upstream is parked and stops nothing else.
/// 5. What came down stands in the receiver's stream to the hall before the upstream is told so.
/// 6. No line is handed out before it and the witness of it are on disk (C6); a file that is behind its
///    witness begins a new epoch.
public final class Relay: Outbox, Inbox, Sendable {
  /// Read from each lane at once.
  static let records = 500

  private let ledger: RelayLedger
  private let desk: any ReceiverDesk
  /// Of the receiver's own streams.
  private let chain: Chain
  private let profiles: @Sendable (String) -> Profile?
  private let witness: OutboxWitness

  public var hall: Hall.ID { ledger.hall }

  public init(
    _ ledger: RelayLedger, from desk: any ReceiverDesk, chain: Chain, witness: WitnessKeeper,
    profiles: @escaping @Sendable (String) -> Profile?
  ) throws {
    self.ledger = ledger
    self.desk = desk
    self.chain = chain
    self.profiles = profiles
    self.witness = try OutboxWitness(witness)
  }

  /// Looks whether this file, or the receiver's store, was put back from a backup; before the first exchange
  /// after a start.
  public func checkRestores() async throws {
    if let witness = witness.last,
      try await ledger.read({ try OutboxReader($0)?.isBehind(witness) ?? false })
    {
      try await ledger.write { try self.renew(in: $0) }
    }
    try await descendAgain()
  }

  private func renew(in database: Database) throws {
    let name = Ledger<Hall>.mintEpoch()
    guard let epoch = Epoch(name), let upstream = try CourierProjection.upstream(in: database) else {
      throw LedgerFault.damaged(name)
    }
    try OutboxWriter(upstream, database).renew(epoch, at: ledger.clock.now())
  }

  // MARK: Up

  public func lanes() async throws -> [LaneState] {
    while true {
      let hasMore = try await takeOver()
      let lanes = try await ledger.read { try OutboxReader($0)?.lanes() ?? [] }
      // What was passed over leaves nothing to send, and more may lie behind it.
      if !hasMore || lanes.contains(where: { $0.waiting > 0 }) { return lanes }
    }
  }

  /// Takes over some of what came, the oldest epoch first.
  ///
  /// - Returns: whether anything was taken.
  private func takeOver() async throws -> Bool {
    // Documents come down only; whoever sends some up keeps them at the receiver.
    let came = try await desk.streams(of: hall).filter { $0.stream.lane != .documents }
    let unread = try await ledger.read { database in
      try came.filter { try RelayPosition.seq(of: $0.stream, in: database) < $0.highWater }
    }
    guard let epoch = unread.first?.stream.epoch else { return false }
    if try await takeOver(epoch, isForced: false) { return true }
    // An earlier version may have come between the readings of two lanes; if not, it never came.
    return try await takeOver(epoch, isForced: true)
  }

  private func takeOver(_ epoch: Epoch, isForced: Bool) async throws -> Bool {
    let urgent = try await unread(StreamID(hall: hall, epoch: epoch, lane: .urgent))
    let normal = try await unread(StreamID(hall: hall, epoch: epoch, lane: .normal))
    let (profiles, now) = (profiles, ledger.clock.now())
    return try await ledger.write { database in
      guard let upstream = try CourierProjection.upstream(in: database) else { return false }
      let order = try RelayOrder.lanes(
        urgent: urgent.lines, normal: normal.lines, isForced: isForced
      ) { try RelayPosition.version(of: $0, in: database) }
      let writer = try RelayWriter(upstream, profiles, at: now, in: database)
      var taken: [Lane: Int] = [:]
      for lane in order {
        let lines = lane == .urgent ? urgent.lines : normal.lines
        try writer.take(lines[taken[lane, default: 0]], by: lane)
        taken[lane, default: 0] += 1
      }
      for came in [urgent, normal] {
        guard let count = taken[came.stream.lane] else { continue }
        try RelayPosition.move(came.stream, to: came.after + count, in: database)
      }
      return !order.isEmpty
    }
  }

  /// A receiver that was restored may hold less than was read; it will hold the same again.
  private func unread(
    _ stream: StreamID
  ) async throws -> (stream: StreamID, after: Int, lines: [RecordLine]) {
    let after = try await ledger.read { try RelayPosition.seq(of: stream, in: $0) }
    let piece = try await desk.piece(
      stream, after: after, records: Self.records, start: chain.start(of: stream))
    let lines = try (piece?.lines ?? []).map { bytes in
      guard let line = RecordLine(bytes: bytes) else { throw LedgerFault.damaged("\(stream)") }
      return line
    }
    return (stream, after, lines)
  }

  public func piece(
    _ stream: StreamID, after seq: Int, records: Int, bytes: Int
  ) async throws -> OutboxPiece {
    let (piece, lanes) = try await ledger.read { database in
      let reader = try OutboxReader(database)
      return (
        try reader?.piece(stream, after: seq, records: records, bytes: bytes),
        try reader?.lanes() ?? []
      )
    }
    guard let piece else { throw LedgerFault.damaged("outbox \(stream) \(seq)") }
    if !piece.lines.isEmpty { try witness.remember(lanes) }
    return piece
  }

  public func settle(
    _ word: Acknowledgement, _ arrival: SenderRule.Arrival
  ) async throws -> SenderRule.Decision {
    let now = ledger.clock.now()
    return try await ledger.write { database in
      guard let verdict = try OutboxReader(database)?.verdict(on: word, arrival) else {
        return .nothing
      }
      switch verdict.decision {
      case .custody(let highWater, let safe), .rewind(let highWater, let safe):
        try verdict.settle(highWater, safe: safe, at: now, in: database)
      case .rolledBack: try self.renew(in: database)
      case .refused, .nothing: break
      }
      return verdict.decision
    }
  }

  // MARK: Down

  public func receiverIncarnation() async throws -> String? {
    try await ledger.read { try ReceiverState.incarnations(in: $0).current }
  }

  public func downlinkHeld(_ lane: Lane) async throws -> (stream: StreamID, held: Held)? {
    try await ledger.read { try InboxLane.latest(lane, of: self.hall, in: $0) }
  }

  public func take(
    _ batch: Batch, lines: [[UInt8]]
  ) async throws -> (Acknowledgement.Code, Held) {
    let records = lines.compactMap { RecordLine(bytes: $0) }
    let (verdict, held) = try await ledger.read {
      try InboxLane.judge(batch, records, lines, in: $0)
    }
    switch verdict {
    case .gap: return (.gap, held)
    case .fork: return (.fork, held)
    case .badBody: return (.badBody, held)
    case .accept(let entries, let after):
      let header = batch.header
      for entry in entries {
        try await descend(records[entry.seq - header.from], by: header.stream.lane)
      }
      let now = ledger.clock.now()
      // A cut before this fetches them again; each was put in once.
      try await ledger.write { database in
        for entry in entries { try InboxLane.add(entry, to: header.stream, in: database) }
        if !entries.isEmpty { try InboxLane.save(after, of: header.stream, at: now, in: database) }
      }
      return (header.isHello ? .hello : .ok, after)
    }
  }

  private func descend(_ record: RecordLine, by lane: Lane) async throws {
    let json = try await ledger.read { try RelayDescent.words(of: record, in: $0) }
    try await send(record.message, record.entity, json, lane)
    try await ledger.write { database in
      try database.run(
        "INSERT OR IGNORE INTO descended(message, lane, entity, json) VALUES (?, ?, ?, ?)",
        [record.message, lane.rawValue, record.entity, json])
    }
  }

  private func send(
    _ message: String, _ entity: String, _ json: String, _ lane: Lane
  ) async throws {
    _ = try await desk.send(
      RelayDescent.kind(of: json), about: entity, message: message, json: json, to: hall, lane,
      chain: chain)
  }

  /// A receiver that was restored has lost what it had not sent down yet.
  private func descendAgain() async throws {
    let epoch = desk.downlink(to: hall, .normal).epoch
    let known = try await ledger.read {
      try $0.first("SELECT epoch FROM descent") { row -> String in row[0] }
    }
    guard known != epoch.rawValue else { return }
    let records = try await ledger.read { database in
      try database.all("SELECT message, entity, json, lane FROM descended ORDER BY id") {
        row -> (String, String, String, Int) in (row[0], row[1], row[2], row[3])
      }
    }
    for (message, entity, json, lane) in records {
      try await send(message, entity, json, Lane(rawValue: lane) ?? .normal)
    }
    try await ledger.write { database in
      try database.run(
        "INSERT OR REPLACE INTO descent(id, epoch) VALUES (1, ?)", [epoch.rawValue])
    }
  }
}
