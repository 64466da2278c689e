import GRDB
import ServiceHall
import Synchronization

/// The one writer of a ledger: collects the use cases that wait, runs them in one transaction, commits
/// once, then answers all. While one group is being synced to disk the next one gathers.
///
/// A use case that refuses has written nothing yet, so the others are not touched. One that fails after
/// it wrote spoils the transaction: the group is rolled back and each runs in a transaction of its own.
final class GroupCommit<Scope: LedgerScope>: Sendable {
  struct Published {
    var facts: Scope.Facts
    var position: Int64
    var suspicion: JournalClock.Suspicion?
  }

  /// A use case and the way to answer it.
  private struct Job: Sendable {
    let caller: Caller
    /// Runs the use case; the result is kept until the commit.
    let run: @Sendable (Draft<Scope>) throws -> Void
    let succeed: @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
  }

  private struct Line: Sendable {
    var waiting: [Job] = []
    var isDraining = false
    var isClosed = false
  }

  /// State of the writer's queue alone.
  private final class State: @unchecked Sendable {
    let tail: JournalTail<Scope>
    var clock: JournalClock
    init(tail: JournalTail<Scope>, clock: JournalClock) {
      self.tail = tail
      self.clock = clock
    }
  }

  /// Keeps one commit, and the time that its use cases share, short.
  private static var largestGroup: Int { 256 }

  let published: Mutex<Published>
  let followers = Mutex<[@Sendable (Ledger<Scope>.Commit) -> Void]>([])
  private let line = Mutex(Line())
  private let pool: DatabasePool
  private let folder: String
  private let state: State

  init(
    pool: DatabasePool, folder: String, tail: JournalTail<Scope>, clock: JournalClock,
    facts: Scope.Facts
  ) {
    self.pool = pool
    self.folder = folder
    state = State(tail: tail, clock: clock)
    published = Mutex(Published(facts: facts, position: tail.seq, suspicion: nil))
  }

  func record<Answer: Sendable>(
    by caller: Caller, _ useCase: @escaping @Sendable (Draft<Scope>) throws -> Answer
  ) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
      let answer = Mutex<Result<Answer, any Error>?>(nil)
      let box = Box(answer)
      enqueue(
        Job(
          caller: caller,
          run: { [folder] draft in
            do {
              let value = try useCase(draft)
              box.value.withLock { $0 = .success(value) }
            } catch {
              if draft.hasWritten { throw error }
              let fault = LedgerFault.translated(error, folder: folder)
              box.value.withLock { $0 = .failure(fault) }
            }
          },
          succeed: {
            let result = box.value.withLock { $0 }
            continuation.resume(with: result ?? .failure(LedgerFault.closed))
          },
          fail: { continuation.resume(throwing: $0) }))
    }
  }

  /// Takes no more use cases and waits for those it took.
  ///
  /// - Returns: whether it was open before.
  func close() async -> Bool {
    let wasClosed = line.withLock { line in
      defer { line.isClosed = true }
      return line.isClosed
    }
    if wasClosed { return false }
    // The queue is serial: when this runs, every job that was accepted has been answered.
    await withCheckedContinuation { continuation in
      pool.asyncWriteWithoutTransaction { [self] database in
        drain(database)
        continuation.resume()
      }
    }
    return true
  }

  private func enqueue(_ job: Job) {
    let mustDrain: Bool? = line.withLock { line in
      if line.isClosed { return nil }
      line.waiting.append(job)
      defer { line.isDraining = true }
      return !line.isDraining
    }
    guard let mustDrain else { return job.fail(LedgerFault.closed) }
    if mustDrain { pool.asyncWriteWithoutTransaction { [self] in drain($0) } }
  }

  private func takeGroup() -> [Job] {
    line.withLock { line in
      let group = Array(line.waiting.prefix(Self.largestGroup))
      line.waiting.removeFirst(group.count)
      if group.isEmpty { line.isDraining = false }
      return group
    }
  }

  private func drain(_ database: Database) {
    while true {
      let group = takeGroup()
      if group.isEmpty { return }
      commit(group, in: database)
    }
  }

  private func commit(_ group: [Job], in database: Database) {
    let surroundings = state.tail.surroundings
    let now = state.clock.advance(
      wall: surroundings.clock.now(), elapsed: surroundings.clock.elapsed())
    let mark = state.tail.mark
    do {
      try database.run("BEGIN IMMEDIATE")
      try state.tail.open(at: now, in: database)
      var hasWritten = false
      for job in group {
        let draft = Draft(database: database, caller: job.caller, now: now, journal: state.tail)
        try job.run(draft)
        hasWritten = hasWritten || draft.hasWritten
      }
      if hasWritten {
        let facts = try state.tail.facts(database)
        if state.tail.seq != mark.seq {
          try JournalTable.setHead(seq: state.tail.seq, chain: state.tail.chain, in: database)
        }
        try database.run("COMMIT")
        publish(facts)
      } else {
        // Refusals and repetitions alone do not open a business day.
        try database.run("ROLLBACK")
        if state.tail.seq != mark.seq { state.tail.rollBack(to: mark) }
        published.withLock { $0.suspicion = state.clock.suspicion }
      }
      for job in group { job.succeed() }
    } catch {
      state.tail.rollBack(to: mark)
      if database.isInsideTransaction { try? database.run("ROLLBACK") }
      if group.count == 1 {
        group[0].fail(LedgerFault.translated(error, folder: folder))
      } else {
        for job in group { commit([job], in: database) }
      }
    }
  }

  private func publish(_ facts: Scope.Facts) {
    let events = state.tail.takePending()
    published.withLock {
      $0.facts = facts
      $0.position = state.tail.seq
      $0.suspicion = state.clock.suspicion
    }
    guard !events.isEmpty else { return }
    for follow in followers.withLock({ $0 }) { follow(Ledger.Commit(events: events)) }
  }
}

/// Lets closures share a mutex.
private final class Box<Value: ~Copyable & Sendable>: Sendable {
  let value: Value
  init(_ value: consuming sending Value) { self.value = value }
}
