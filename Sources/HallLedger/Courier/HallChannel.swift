public import Courier
import GRDB
public import ServiceHall
import Synchronization

/// One hall's end of the channel: its outbox and inbox, and the witness of what has left.
///
/// Invariants, cited by number in `HallChannelTests`:
/// 1. No line is handed out before it and the witness of it are on disk (C6).
/// 2. A ledger that is behind its witness begins a new epoch before anything else leaves.
/// 3. What comes down is applied once, in the hall's journal.
public final class HallChannel: Outbox, Inbox, Sendable {
  let shelf: HallShelf
  public let hall: Hall.ID
  private let witness: OutboxWitness
  let blobs = Mutex(BlobMemory())

  public init(_ hall: Hall.ID, on shelf: HallShelf, witness keeper: WitnessKeeper) throws {
    self.hall = hall
    self.shelf = shelf
    witness = try OutboxWitness(keeper)
  }

  /// Compares the ledger with its witness; before the first exchange after a start.
  ///
  /// - Returns: whether a new epoch was begun.
  @discardableResult
  public func checkWitness() async throws -> Bool {
    guard let witness = witness.last else { return false }
    let isBehind = try await shelf.with(hall) { try await $0.isBehind(witness) }
    if isBehind { try await shelf.with(hall) { try await $0.continueUnderNewEpoch() } }
    return isBehind
  }

  public func lanes() async throws -> [LaneState] {
    try await shelf.with(hall) { try await $0.outboxLanes() }
  }

  public func piece(
    _ stream: StreamID, after seq: Int, records: Int, bytes: Int
  ) async throws -> OutboxPiece {
    let (piece, lanes) = try await shelf.with(hall) { ledger in
      (
        try await ledger.outboxPiece(stream, after: seq, records: records, bytes: bytes),
        try await ledger.outboxLanes()
      )
    }
    if !piece.lines.isEmpty { try witness.remember(lanes, makesRoom: shelf.surroundings.reserve.giveUp) }
    return piece
  }

  public func settle(
    _ word: Acknowledgement, _ arrival: SenderRule.Arrival
  ) async throws -> SenderRule.Decision {
    try await shelf.with(hall) { try await $0.settle(word, arrival) }
  }

  public func receiverIncarnation() async throws -> String? {
    try await shelf.with(hall) { try await $0.receiverIncarnation() }
  }

  public func downlinkHeld(_ lane: Lane) async throws -> (stream: StreamID, held: Held)? {
    try await shelf.with(hall) { try await $0.downlinkHeld(lane, of: self.hall) }
  }

  public func take(
    _ batch: Batch, lines: [[UInt8]]
  ) async throws -> (Acknowledgement.Code, Held) {
    try await shelf.with(hall) { try await $0.take(batch, lines: lines) }
  }
}

extension Ledger where Scope == Hall {
  /// Whether a witness of the open epoch knows more than the ledger, or something else.
  func isBehind(_ witness: Witness) async throws -> Bool {
    try await read { try OutboxReader($0)?.isBehind(witness) ?? false }
  }
}
