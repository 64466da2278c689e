import Foundation
import GRDB
import ServiceHall

/// Copies of the databases of a data folder, made while a server may write to them. 备份
///
/// A copy is what one commit left, and compact. Nothing in the data folder is changed.
public enum LedgerSnapshot {
  /// Where a ledger stood when it was copied.
  public struct Standing: Sendable, Equatable, Codable {
    public let rows: Int64
    /// Hex of the last link of the chain.
    public let head: String
    public let epoch: String
  }

  /// Writes a copy of the database at `file` to `path`, where nothing is yet; the copy is on disk afterwards.
  public static func write(_ file: String, to path: String) throws {
    do {
      // Reading takes no lock from the server's writer: the file is in write-ahead mode.
      let queue = try DatabaseQueue(path: file, configuration: Ledger<Hall>.configuration())
      defer { try? queue.close() }
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "VACUUM INTO ?", arguments: [path])
      }
    } catch {
      throw LedgerFault.translated(error, folder: file)
    }
  }

  /// Follows a copy's chain to its end.
  ///
  /// - Throws: `LedgerFault.brokenTransfer` where it does not hold.
  public static func standing(
    in folder: String, ofHall: Bool, _ surroundings: LedgerSurroundings
  ) throws -> Standing {
    let verifier = LedgerVerifier(folder: folder, surroundings: surroundings)
    let report = try verifier.verifyChain(ofHall: ofHall)
    guard report.isSound else { throw LedgerFault.brokenTransfer("\(report.findings)") }
    let queue = try LedgerVerifier.openReadOnly(folder + (ofHall ? "/hall.sqlite" : "/county.sqlite"))
    defer { try? queue.close() }
    return Standing(
      rows: report.rows, head: report.head, epoch: try queue.read { try EpochTable.open(in: $0) })
  }
}
