import GRDB
import ServiceHall

/// The journal's end, known only to the writer's queue.
final class JournalTail<Scope: LedgerScope> {
  let surroundings: LedgerSurroundings
  private let projection: Projection<Scope>
  private let digest: JournalDigest
  private(set) var seq: Int64
  private(set) var chain: [UInt8]
  /// Events of the transaction in progress.
  private(set) var pending: [(stamp: Stamp, event: Scope.Event)] = []
  private var currentFacts: Scope.Facts?

  init(
    surroundings: LedgerSurroundings, projection: Projection<Scope>, digest: JournalDigest,
    seq: Int64, chain: [UInt8]
  ) {
    self.surroundings = surroundings
    self.projection = projection
    self.digest = digest
    self.seq = seq
    self.chain = chain
  }

  /// Where to go back to when a transaction is rolled back.
  struct Mark {
    let seq: Int64
    let chain: [UInt8]
  }

  var mark: Mark { Mark(seq: seq, chain: chain) }

  func rollBack(to mark: Mark) {
    seq = mark.seq
    chain = mark.chain
    pending.removeAll(keepingCapacity: true)
    currentFacts = nil
  }

  /// Hands over what the finished transaction added.
  func takePending() -> [(stamp: Stamp, event: Scope.Event)] {
    defer { pending.removeAll(keepingCapacity: true) }
    return pending
  }

  func facts(_ database: Database) throws -> Scope.Facts {
    if let currentFacts { return currentFacts }
    let facts = try projection.facts(database)
    currentFacts = facts
    return facts
  }

  /// Adds the event that must come before any other of this moment, if there is one.
  ///
  /// It comes before the use cases decide, so that none of them decides on yesterday's tickets.
  func open(at now: Moment, in database: Database) throws {
    if let first = projection.opening(try facts(database), now) {
      try write(first, actor: "system", device: "", at: now, in: database)
      // Once a day is enough to forget what was kept for repeated requests.
      try JournalTable.forgetAnswers(before: now + .hours(-72), in: database)
    }
  }

  func append(
    _ event: Scope.Event, by caller: Caller, at now: Moment, in database: Database
  ) throws -> Stamp {
    try write(event, actor: caller.actor, device: caller.device, at: now, in: database)
  }

  @discardableResult
  private func write(
    _ event: Scope.Event, actor: String, device: String, at now: Moment, in database: Database
  ) throws -> Stamp {
    let entry = JournalEntry(
      seq: seq + 1, at: now, actor: actor, device: device, kind: event.kind,
      subject: event.subject, body: try event.body())
    let link = digest.chain(chain, entry.line)
    try JournalTable.insert(entry, chain: link, into: database)
    try projection.apply(event, entry, database)
    if event.changesFacts { currentFacts = nil }
    try projection.report?(event, entry, link, try facts(database), surroundings, database)
    seq = entry.seq
    chain = link
    pending.append((entry.stamp, event))
    return entry.stamp
  }
}
