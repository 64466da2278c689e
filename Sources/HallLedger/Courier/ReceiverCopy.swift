public import Courier
import Foundation
import GRDB
import ServiceHall

/// A copy of a receiver's store: what it holds, and how it becomes a store of its own.
///
/// Invariants, cited by number in `ReceiverCopyTests`:
/// 1. Only what the copy holds is promised to be safe.
/// 2. A restored store has another incarnation and other streams down, with the same messages; what it holds is
///    safe.
public enum ReceiverCopy {
  /// Notes in the store in `folder` that a copy of it lies elsewhere (1).
  public static func note(_ copy: String, in folder: String) throws {
    let streams = try read(copy) { database in
      try database.all("SELECT hall, epoch, lane, high_water FROM stream") { row in
        [row[0] as String, row[1] as String, row[2] as Int64, row[3] as Int64]
          as [any DatabaseValueConvertible & Sendable]
      }
    }
    try write(folder + "/receiver.sqlite") { database in
      try database.run("UPDATE store SET has_backup = 1")
      for stream in streams {
        try database.run(
          "UPDATE stream SET safe = max(safe, ?) WHERE hall = ? AND epoch = ? AND lane = ?",
          [stream[3], stream[0], stream[1], stream[2]])
      }
    }
  }

  /// Makes a copy a store of its own (2).
  ///
  /// - Parameters:
  ///   - chain: of the receiver's own streams.
  ///   - mint: that many random hex digits.
  public static func restore(_ path: String, chain: Chain, mint: (Int) -> String) throws {
    let (incarnation, name) = (mint(16), mint(32))
    guard let epoch = Epoch(name) else { throw LedgerFault.damaged(path) }
    try write(path) { database in
      try database.run(
        "UPDATE store SET incarnation = ?, epoch = ?, has_backup = 1", [incarnation, name])
      try database.run("UPDATE stream SET safe = high_water")
      for row in try database.rows("SELECT hall, lane FROM downlink_lane") {
        let (hall, number): (String, Int) = (row["hall"], row["lane"])
        guard let id = Hall.ID(hall), let lane = Lane(rawValue: number) else {
          throw LedgerFault.damaged(path)
        }
        var head = chain.start(of: StreamID(hall: id, epoch: epoch, lane: lane))
        let rows = try database.rows(
          "SELECT seq, line FROM downlink_row WHERE hall = ? AND lane = ? ORDER BY seq", [hall, number])
        for row in rows {
          let (seq, line): (Int64, Data) = (row["seq"], row["line"])
          head = chain.head(after: head, line: [UInt8](line))
          try database.run(
            "UPDATE downlink_row SET chain = ? WHERE hall = ? AND lane = ? AND seq = ?",
            [Data(head), hall, number, seq])
        }
        try database.run(
          "UPDATE downlink_lane SET head = ?, acknowledged = 0 WHERE hall = ? AND lane = ?",
          [Data(head), hall, number])
      }
    }
  }

  private static func read<Value>(_ path: String, _ body: (Database) throws -> Value) throws -> Value {
    let queue = try LedgerVerifier.openReadOnly(path)
    defer { try? queue.close() }
    return try queue.read(body)
  }

  private static func write(_ path: String, _ body: (Database) throws -> Void) throws {
    do {
      guard FileManager.default.fileExists(atPath: path) else { throw LedgerFault.missing(path) }
      let queue = try DatabaseQueue(path: path, configuration: Ledger<Hall>.configuration())
      defer { try? queue.close() }
      // What is promised must be on disk first.
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      try queue.write(body)
    } catch {
      throw LedgerFault.translated(error, folder: path)
    }
  }
}
