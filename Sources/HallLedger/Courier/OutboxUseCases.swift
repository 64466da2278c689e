public import Courier
import Foundation
import GRDB
public import Seal
public import ServiceHall

extension Ledger where Scope == Hall {
  /// Begins to report to an upstream; what the journal holds so far is reported first.
  ///
  /// A second enrolment of the same epoch changes address and keys and goes on where the first one stood; one
  /// under another suite begins a new epoch, for its chains are made with another digest.
  public func enrol(_ upstream: Upstream, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      guard let former = try draft.facts().upstream, former.suite != upstream.suite else {
        let epoch = try EpochTable.open(in: draft.database)
        try draft.append(.courier(.enrolled(upstream.under(epoch: epoch))))
        return
      }
      try draft.append(.courier(.left))
      try draft.continueUnderNewEpoch()
      let epoch = try EpochTable.open(in: draft.database)
      try draft.append(.courier(.enrolled(upstream.under(epoch: epoch))))
    }
  }

  /// The hall's next key takes over, once the receiver knows it.
  public func rotateKey(to key: PublicKey, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      if try draft.facts().upstream != nil { try draft.append(.courier(.rotated(Upstream.Key(key)))) }
    }
  }

  public func leaveUpstream(by caller: Caller) async throws {
    try await record(by: caller) { draft in
      if try draft.facts().upstream != nil { try draft.append(.courier(.left)) }
    }
  }

  /// Reports cases that never were, to a hall's upstream; nothing where the hall stands alone.
  public func reportSynthetic(_ entries: [SyntheticCases.Entry]) async throws {
    let profiles = surroundings.profile
    try await record(by: .system) { draft in
      guard let upstream = try draft.facts().upstream, let profile = profiles(upstream.profile) else {
        return
      }
      try draft.append(.courier(.synthetic(SyntheticReport(records: entries.count))))
      let writer = try OutboxWriter(upstream, draft.database)
      for (index, entry) in entries.enumerated() {
        try writer.express(
          entry.record,
          from: OutboxWriter.Source(at: draft.now, link: draft.head, index: index), by: profile,
          row: entry.stamp.rowGUID)
      }
    }
  }

  /// The streams that go up, urgent first; none for a hall that stands alone.
  public func outboxStates() async throws -> [LaneState] { try await outboxLanes() }

  func outboxLanes() async throws -> [LaneState] {
    try await read { try OutboxReader($0)?.lanes() ?? [] }
  }

  func outboxPiece(
    _ stream: StreamID, after seq: Int, records: Int, bytes: Int
  ) async throws -> OutboxPiece {
    try await read { database in
      guard
        let piece = try OutboxReader(database)?.piece(
          stream, after: seq, records: records, bytes: bytes)
      else { throw LedgerFault.damaged("outbox \(stream) \(seq)") }
      return piece
    }
  }

  /// Takes a receiver's word in: decides and writes in one transaction.
  func settle(
    _ word: Acknowledgement, _ arrival: SenderRule.Arrival
  ) async throws -> SenderRule.Decision {
    try await recordFromReserve(by: .system) { draft in
      let database = draft.database
      guard let verdict = try OutboxReader(database)?.verdict(on: word, arrival) else {
        return .nothing
      }
      switch verdict.decision {
      case .custody(let highWater, let safe), .rewind(let highWater, let safe):
        draft.willWrite()
        try verdict.settle(highWater, safe: safe, at: draft.now, in: database)
      case .rolledBack:
        try draft.continueUnderNewEpoch()
      case .refused, .nothing: break
      }
      return verdict.decision
    }
  }
}

extension OutboxLane {
  /// Moves custody, and lets go what the receiver holds safely: a thousand lines at a time, so that the
  /// writer is never held up for long.
  func settle(_ highWater: Int, safe: Int, at moment: Moment, in database: Database) throws {
    try database.run(
      "UPDATE outbox_lane SET acknowledged = ?, safe = ?, acknowledged_at = ? WHERE id = ?",
      [highWater, safe, moment.milliseconds, id])
    // The line at `safe` stays: the next batch begins at its chain.
    try database.run(
      """
      DELETE FROM outbox WHERE stream = ? AND seq < ? AND seq IN (
        SELECT seq FROM outbox WHERE stream = ? ORDER BY seq LIMIT 2000)
      """, [id, safe, id])
  }
}

/// The row that says what is known of the receiver.
enum ReceiverState {
  static func incarnations(in database: Database) throws -> Incarnations {
    try database.row("SELECT incarnations FROM receiver_state").map {
      try CanonicalJSON.value(Incarnations.self, from: $0["incarnations"])
    } ?? Incarnations()
  }

  static func save(_ incarnations: Incarnations, heard: Moment, in database: Database) throws {
    if try Self.incarnations(in: database).current != incarnations.current {
      try OutboxBlob.forgetHeld(in: database)
    }
    try database.run(
      "INSERT OR REPLACE INTO receiver_state(id, incarnations, heard_at) VALUES (1, ?, ?)",
      [try CanonicalJSON.text(incarnations), heard.milliseconds])
  }
}
