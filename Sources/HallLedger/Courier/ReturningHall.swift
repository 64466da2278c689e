public import Courier
import Foundation
import GRDB
public import ServiceHall

/// A hall's folder that was put back from a backup and serves nobody yet.
///
/// Invariants, cited by number in `RegainingTests`:
/// 1. Rows that the receiver holds after the ledger's last one become its rows again, byte for byte, and the
///    tables are what they were.
/// 2. It goes on under an epoch whose mark no epoch bears that the ledger, its receiver or the folder that it
///    replaces knows of (C14).
public struct ReturningHall: Sendable {
  /// What is needed to ask the receiver.
  public struct Standing: Sendable {
    public let upstream: Upstream
    /// The open stream and where it ended.
    public let stream: StreamID
    public let end: Held
  }

  private let folder: String
  private let projection: Projection<Hall>
  private let surroundings: LedgerSurroundings

  public init(folder: String, county: County, surroundings: LedgerSurroundings) {
    self.folder = folder
    self.surroundings = surroundings
    projection = .hall(offset: county.offset)
  }

  private func open<Value>(_ body: (DatabaseQueue) throws -> Value) throws -> Value {
    let queue = try DatabaseQueue(
      path: folder + "/" + projection.fileName, configuration: Ledger<Hall>.configuration())
    defer { try? queue.close() }
    return try body(queue)
  }

  /// Brings the tables up to date, as the ledger's opening would.
  ///
  /// - Returns: nil for a hall whose receiver does not hold its journal.
  public func standing() async throws -> Standing? {
    let ledger = try Ledger<Hall>.open(
      folder: folder, projection: projection, surroundings: surroundings)
    await ledger.close()
    return try open { queue in
      try queue.read { database in
        guard let upstream = try CourierProjection.upstream(in: database),
          upstream.profile == Profile.own,
          let lane = try OutboxLane.open(.normal, in: database)
        else { return nil }
        let state = try lane.state(of: upstream.hall, in: database)
        return Standing(
          upstream: upstream, stream: state.stream,
          end: Held(highWater: state.last, chain: state.head))
      }
    }
  }

  /// Takes back the rows that follow the ledger's last one, exactly as they were.
  ///
  /// - Returns: how many there were, and the epochs that the receiver knows.
  public func regain(by reader: StreamReader) async throws -> (rows: Int, epochs: [String]) {
    let tree = try RowTree(folder + "/rows.sqlite")
    defer { tree.discard() }
    guard let standing = try await standing(), let chain = Chain(suite: standing.upstream.suite) else {
      return (0, [])
    }
    let hall = standing.upstream.hall
    let told = try await reader.streams(of: hall)
    let streams: [(epoch: String, last: Int?)] =
      told.map { $0.filter { $0.lane == Lane.normal.rawValue }.map { ($0.epoch, $0.hw) } }
      ?? [(standing.stream.epoch.rawValue, nil)]
    for (number, stream) in streams.enumerated() {
      guard let epoch = Epoch(stream.epoch) else { continue }
      let known = try open { queue in
        try queue.read { try RegainingTable.known(epoch, of: hall, chain, in: $0) }
      }
      let name = StreamID(hall: hall, epoch: epoch, lane: .normal)
      try await reader.read(name, after: known, through: stream.last) { lines, _ in
        try tree.take(lines, stream: number)
      }
    }
    return (try append(tree), streams.map(\.epoch))
  }

  private func append(_ tree: RowTree) throws -> Int {
    try open { queue in
      let (header, seq, chain) = try queue.read { database -> (String, Int64, [UInt8]) in
        guard let header = try database.row("SELECT body FROM journal WHERE seq = 0"),
          let head = try database.row("SELECT seq, chain FROM head")
        else { throw LedgerFault.damaged(folder) }
        let chain: Data = head["chain"]
        return (header["body"], head["seq"], [UInt8](chain))
      }
      let name = try CanonicalJSON.value(JournalHeader.self, from: header).digest
      try tree.markBranch(after: seq, chain, surroundings.digest(name))
      var count = 0
      try queue.writeWithoutTransaction { database in
        try database.inTransaction {
          var facts = try projection.facts(database)
          try tree.eachOfBranch { entry, link in
            let event = try HallEvent(kind: entry.kind, subject: entry.subject, body: entry.body)
            try JournalTable.insert(entry, chain: link, into: database)
            try projection.apply(event, entry, database)
            if event.changesFacts { facts = try projection.facts(database) }
            try projection.report?(event, entry, link, facts, surroundings, database)
            try JournalTable.setHead(seq: entry.seq, chain: link, in: database)
            count += 1
          }
          return .commit
        }
      }
      return count
    }
  }

  /// Checks the whole ledger and opens its new epoch.
  ///
  /// - Parameter others: epochs that the ledger may not know of.
  /// - Throws: `LedgerFault.brokenTransfer` when the chain or a table does not hold.
  public func begin(avoiding others: [String]) async throws {
    let report = try LedgerVerifier(folder: folder, surroundings: surroundings)
      .verifyReplay(ofHall: true)
    guard report.isSound else { throw LedgerFault.brokenTransfer("\(report.findings)") }
    let ledger = try Ledger<Hall>.open(
      folder: folder, projection: projection, surroundings: surroundings)
    try await ledger.continueUnderNewEpoch(avoiding: others)
    await ledger.close()
  }

  /// The epochs of a ledger that is given up; none where it cannot be read.
  public static func epochs(in folder: String) -> [String] {
    guard let queue = try? LedgerVerifier.openReadOnly(folder + "/hall.sqlite") else { return [] }
    defer { try? queue.close() }
    return (try? queue.read { try EpochTable.known(in: $0) }) ?? []
  }
}
