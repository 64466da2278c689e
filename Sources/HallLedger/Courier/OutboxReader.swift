import Courier
import Foundation
import GRDB
import ServiceHall

/// A sender's own streams as its file keeps them: a hall's ledger, or what a machine passes on for one.
struct OutboxReader {
  let upstream: Upstream
  private let chain: Chain
  private let database: Database

  /// Nil for who reports to nobody.
  init?(_ database: Database) throws {
    guard let upstream = try CourierProjection.upstream(in: database),
      let chain = Chain(suite: upstream.suite)
    else { return nil }
    self.upstream = upstream
    self.chain = chain
    self.database = database
  }

  /// The streams of the open epoch, urgent first.
  func lanes() throws -> [LaneState] {
    try OutboxLane.allOpen(in: database).map { try $0.state(of: upstream.hall, in: database) }
  }

  /// Nil where the stream does not reach so far, or no longer so far back.
  func piece(_ stream: StreamID, after seq: Int, records: Int, bytes: Int) throws -> OutboxPiece? {
    guard let lane = try OutboxLane.named(stream.epoch, stream.lane, in: database),
      let prev = try lane.chain(at: seq, of: upstream.hall, chain, in: database)
    else { return nil }
    let rotation = KeyRotation.entity(of: upstream.hall)
    var lines: [[UInt8]] = []
    var size = 0
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT line, entity FROM outbox WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?",
      arguments: [lane.id, seq, records])
    while let row = try rows.next() {
      let line: Data = row[0]
      size += line.count + 1
      if size > bytes, !lines.isEmpty { break }
      lines.append([UInt8](line))
      // What follows is for the next key to sign.
      let entity: String? = row[1]
      if entity == rotation { break }
    }
    return OutboxPiece(from: seq + 1, prev: prev, lines: lines)
  }

  /// Whether a witness of the open epoch knows more than the file, or something else.
  func isBehind(_ witness: Witness) throws -> Bool {
    for (number, held) in witness.heads {
      guard let lane = try OutboxLane.named(witness.epoch, number, in: database) else {
        // The file knows nothing of an epoch that has sent.
        return true
      }
      guard lane.isOpen else { continue }
      if held.highWater > lane.last { return true }
      let own = try lane.chain(at: held.highWater, of: upstream.hall, chain, in: database)
      if let own, own != held.chain { return true }
    }
    return false
  }

  /// What a receiver's word means; nil where it is about none of these streams.
  func verdict(
    on word: Acknowledgement, _ arrival: SenderRule.Arrival
  ) throws -> OutboxVerdict? {
    guard let stream = word.stream, stream.hall == upstream.hall,
      let lane = try OutboxLane.named(stream.epoch, stream.lane, in: database)
    else { return nil }
    var incarnations = try ReceiverState.incarnations(in: database)
    let decision = try SenderRule.decide(
      word, lane: lane.state(of: upstream.hall, in: database), isOpen: lane.isOpen,
      incarnations: incarnations, arrival: arrival
    ) { try lane.chain(at: $0, of: upstream.hall, chain, in: database) }
    incarnations.follow(word.incarnation)
    return OutboxVerdict(decision: decision, lane: lane, incarnations: incarnations)
  }
}

/// What a receiver's word means to one stream, before anything of it is written.
struct OutboxVerdict {
  let decision: SenderRule.Decision
  fileprivate let lane: OutboxLane
  /// Once the word counts.
  fileprivate let incarnations: Incarnations

  /// Moves custody.
  func settle(_ highWater: Int, safe: Int, at moment: Moment, in database: Database) throws {
    try ReceiverState.save(incarnations, heard: moment, in: database)
    try lane.settle(highWater, safe: safe, at: moment, in: database)
  }
}
