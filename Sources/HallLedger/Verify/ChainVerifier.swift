import Foundation
import GRDB
import ServiceHall

/// What a check of a ledger found.
public enum VerifyFinding: Sendable, Equatable {
  /// The row's content or chain is not what the chain before it demands.
  case altered(seq: Int64)
  /// A row between two others, or at the end, is gone; or the head that would tell.
  case missing(seq: Int64)
  /// There is a row that the head does not know of.
  case unexpected(seq: Int64)
  case noHeader
  /// A table does not hold what the journal makes of it; so many rows differ.
  case tableDiffers(table: String, rows: Int)
}

/// The result of checking one ledger.
public struct VerifyReport: Sendable, Equatable {
  public let rows: Int64
  /// The last chain in hex: two copies of a ledger are the same when it is.
  public let head: String
  public let findings: [VerifyFinding]

  public var isSound: Bool { findings.isEmpty }
}

/// Reads a ledger's file without changing it, also while a server uses it.
public struct LedgerVerifier: Sendable {
  public let folder: String
  private let surroundings: LedgerSurroundings

  public init(folder: String, surroundings: LedgerSurroundings) {
    self.folder = folder
    self.surroundings = surroundings
  }

  /// Follows the chain from the header to the head.
  ///
  /// - Parameter progress: is told how many rows have been read.
  public func verifyChain(
    ofHall: Bool, progress: (Int64) -> Void = { _ in }
  ) throws -> VerifyReport {
    let fileName = ofHall ? "hall.sqlite" : "county.sqlite"
    return try Self.translating(folder) {
      let queue = try Self.openReadOnly(folder + "/" + fileName)
      defer { try? queue.close() }
      return try queue.read { try chain(in: $0, progress: progress) }
    }
  }

  /// Follows the chain, then applies every event to empty tables elsewhere and compares row by row.
  public func verifyReplay(
    ofHall: Bool, progress: (Int64) -> Void = { _ in }
  ) throws -> VerifyReport {
    try Self.translating(folder) {
      // The events carry their business day, so no table depends on the offset.
      ofHall
        ? try replay(Projection<Hall>.hall(offset: .beijing), progress: progress)
        : try replay(Projection<County>.county, progress: progress)
    }
  }

  static func openReadOnly(_ path: String) throws -> DatabaseQueue {
    guard FileManager.default.fileExists(atPath: path) else { throw LedgerFault.missing(path) }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  private static func translating<Value>(_ folder: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch {
      throw LedgerFault.translated(error, folder: folder)
    }
  }

  /// Whether the file is a ledger at all; one that came by USB stick may be anything. The journal's tables
  /// must be made as ours are, so that their columns hold the types that are read from them.
  private static func hasJournal(_ database: Database) throws -> Bool {
    let ours = try DatabaseQueue()
    try ours.write { try $0.execute(sql: JournalTable.migration.sql) }
    let made = "SELECT sql FROM sqlite_master WHERE name IN ('journal', 'head', 'answer') ORDER BY name"
    return try String.fetchAll(database, sql: made) == ours.read { try String.fetchAll($0, sql: made) }
  }

  private func chain(in database: Database, progress: (Int64) -> Void) throws -> VerifyReport {
    guard try Self.hasJournal(database),
      let row = try database.row("SELECT * FROM journal WHERE seq = 0"),
      row["kind"] == JournalHeader.kind,
      let header = try? CanonicalJSON.value(JournalHeader.self, from: row["body"])
    else { return VerifyReport(rows: 0, head: "", findings: [.noHeader]) }
    let digest = surroundings.digest(header.digest)
    var findings: [VerifyFinding] = []
    var previous: [UInt8] = []
    var expected: Int64 = 0
    let rows = try Row.fetchCursor(database, sql: "SELECT * FROM journal ORDER BY seq")
    while let row = try rows.next() {
      let entry = JournalTable.entry(row)
      let stored: Data = row["chain"]
      if entry.seq != expected {
        findings.append(.missing(seq: expected))
      } else if digest.chain(previous, entry.line) != [UInt8](stored) {
        findings.append(.altered(seq: entry.seq))
      }
      // Go on from what is stored, so that one altered row is named and not all that follow it.
      previous = [UInt8](stored)
      expected = entry.seq + 1
      if expected % 10_000 == 0 { progress(expected) }
      if findings.count >= 100 { break }
    }
    if findings.count < 100 {
      guard let head = try database.row("SELECT seq, chain FROM head") else {
        findings.append(.missing(seq: expected))
        return VerifyReport(rows: expected, head: hexadecimal(previous), findings: findings)
      }
      let last: Int64 = head["seq"]
      let chain: Data = head["chain"]
      if last >= expected {
        findings.append(.missing(seq: expected))
      } else if last < expected - 1 {
        findings.append(.unexpected(seq: last + 1))
      } else if [UInt8](chain) != previous, findings.isEmpty {
        findings.append(.altered(seq: last))
      }
    }
    return VerifyReport(rows: expected, head: hexadecimal(previous), findings: findings)
  }

  private func replay<Scope: LedgerScope>(
    _ projection: Projection<Scope>, progress: (Int64) -> Void
  ) throws -> VerifyReport {
    let path = folder + "/" + projection.fileName
    let queue = try Self.openReadOnly(path)
    let chained = try queue.read { try chain(in: $0, progress: progress) }
    guard chained.isSound else {
      try queue.close()
      return chained
    }
    let elsewhere = NSTemporaryDirectory() + "/yizhan-replay-" + UUID().uuidString + ".sqlite"
    defer { try? FileManager.default.removeItem(atPath: elsewhere) }
    let rebuilt = try DatabaseQueue(path: elsewhere)
    try Ledger<Scope>.migrator(projection).migrate(rebuilt)
    // One snapshot of the original feeds the replay and the comparison, while a server may go on writing.
    let findings = try queue.read { original in
      try rebuilt.writeWithoutTransaction { copy in
        try copy.execute(sql: "PRAGMA synchronous = OFF")
        try copy.inTransaction {
          let rows = try Row.fetchCursor(
            original, sql: "SELECT * FROM journal WHERE seq > 0 ORDER BY seq")
          while let row = try rows.next() {
            let entry = JournalTable.entry(row)
            let event = try Scope.Event(
              kind: entry.kind, subject: entry.subject, body: entry.body)
            try projection.apply(event, entry, copy)
            if entry.seq % 10_000 == 0 { progress(entry.seq) }
          }
          return .commit
        }
        return try projection.tables.compactMap {
          try TableComparison.difference(in: $0, original, copy)
        }
      }
    }
    try rebuilt.close()
    try queue.close()
    return VerifyReport(rows: chained.rows, head: chained.head, findings: findings)
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
