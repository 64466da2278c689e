import GRDB
public import ServiceHall
import Synchronization

/// What a ledger is about: one hall, or the county.
public protocol LedgerScope: Sendable {
  associatedtype Event: JournalEvent
  /// The few facts that nearly every request needs, kept in memory and replaced after a commit.
  associatedtype Facts: Sendable
}

/// One folder's journal and the tables that follow from it. 账本
///
/// Invariants, cited by number in `LedgerTests`:
/// 1. The journal's sequence has no gaps; each row's chain covers the row and the chain before it.
/// 2. What a use case answers is on disk before the answer leaves.
/// 3. A use case that refuses leaves nothing behind, and spoils no other in its group.
/// 4. The tables are what applying the journal's events in order makes of them.
/// 5. A repeated idempotency key gives the first answer, also after a crash.
/// 6. Dates in the journal never go backwards.
public final class Ledger<Scope: LedgerScope>: Sendable {
  /// What one commit added, in order.
  public struct Commit: Sendable {
    public let events: [(stamp: Stamp, event: Scope.Event)]
  }

  public let folder: String
  let pool: DatabasePool
  let surroundings: LedgerSurroundings
  let projection: Projection<Scope>
  private let writer: GroupCommit<Scope>
  private let reads = Mutex(Reads())

  /// A pool that is closed while it reads takes the process with it, so closing waits for the readers.
  private struct Reads {
    var running = 0
    var isClosed = false
    var whenIdle: CheckedContinuation<Void, Never>?
  }

  init(
    folder: String, pool: DatabasePool, surroundings: LedgerSurroundings,
    projection: Projection<Scope>, writer: GroupCommit<Scope>
  ) {
    self.folder = folder
    self.pool = pool
    self.surroundings = surroundings
    self.projection = projection
    self.writer = writer
  }

  /// Facts as of the last commit.
  public var facts: Scope.Facts { writer.published.withLock { $0.facts } }

  /// The sequence number of the last committed row.
  public var position: Int64 { writer.published.withLock { $0.position } }

  /// Why the journal's clock is suspect, if it is.
  public var clockSuspicion: JournalClock.Suspicion? {
    writer.published.withLock { $0.suspicion }
  }

  /// Calls `follow` after each commit, in order, on the writer's queue; it must not block.
  public func onCommit(_ follow: @escaping @Sendable (Commit) -> Void) {
    writer.followers.withLock { $0.append(follow) }
  }

  /// Runs one use case and returns after its commit.
  ///
  /// The use case may run twice when its group is spoiled by another, so it must draw what is random
  /// from its draft and change nothing outside.
  ///
  /// - Throws: `LedgerFault.storageFull` also while the reserve is given up: what was promised to others goes first.
  func record<Answer: Sendable>(
    by caller: Caller, _ useCase: @escaping @Sendable (Draft<Scope>) throws -> Answer
  ) async throws -> Answer {
    guard surroundings.reserve.isHeld() else { throw LedgerFault.storageFull }
    return try await writer.record(by: caller, useCase)
  }

  /// Runs a use case of the channel, which lets go what others hold: on a full disk the reserve is its own.
  func recordFromReserve<Answer: Sendable>(
    by caller: Caller, _ useCase: @escaping @Sendable (Draft<Scope>) throws -> Answer
  ) async throws -> Answer {
    do {
      return try await writer.record(by: caller, useCase)
    } catch LedgerFault.storageFull where surroundings.reserve.giveUp() {
      let answer = try await writer.record(by: caller, useCase)
      // The log begins anew, so that the next ones need no room.
      try? await pool.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
      return answer
    }
  }

  /// Reads a state that some commit left.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    let mayRead = reads.withLock { reads in
      if !reads.isClosed { reads.running += 1 }
      return !reads.isClosed
    }
    guard mayRead else { throw LedgerFault.closed }
    defer { endRead() }
    do {
      return try await pool.read(body)
    } catch {
      throw LedgerFault.translated(error, folder: folder)
    }
  }

  private func endRead() {
    let waiting = reads.withLock { reads in
      reads.running -= 1
      return reads.running == 0 ? reads.whenIdle.take() : nil
    }
    waiting?.resume()
  }

  private func endReads() async {
    await withCheckedContinuation { continuation in
      let isIdle = reads.withLock { reads in
        reads.isClosed = true
        if reads.running > 0 { reads.whenIdle = continuation }
        return reads.running == 0
      }
      if isIdle { continuation.resume() }
    }
  }

  /// Waits for the running commit and reads and closes the file; later calls fail with
  /// `LedgerFault.closed`.
  public func close() async {
    guard await writer.close() else { return }
    await endReads()
    // Readers go first: only the writer, closing last, folds the write-ahead log into the file.
    pool.releaseMemory()
    try? pool.close()
  }
}

extension LedgerFault {
  /// SQLite's results that a person can do something about; everything else stays as it is.
  static func translated(_ error: any Error, folder: String) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    switch error.resultCode {
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY: return LedgerFault.storageFull
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: return LedgerFault.damaged(folder)
    case .SQLITE_MISUSE, .SQLITE_ABORT: return LedgerFault.closed
    default: return error
    }
  }
}
