import Courier
import Foundation
import GRDB
public import ServiceHall

/// The rows of a journal as a receiver holds them, from which the ledger is made again. 账本重建
///
/// A hall that was rolled back has written some numbers twice; the rows form a tree then, and the branch that the
/// hall followed last is the ledger.
///
/// Invariants, cited by number in `LedgerImageTests`:
/// 1. What is made is a journal whose chain holds from its first row, and the tables that follow from it.
/// 2. Rows that arrive twice, or in any order, change nothing.
/// 3. Nothing stands under the hall's name before everything was checked.
public final class LedgerImage {
  private let shelf: HallShelf
  private let surroundings: LedgerSurroundings
  private let county: County
  private let hall: Hall.ID
  private let staging: String
  private let tree: RowTree

  public init(
    of hall: Hall.ID, on shelf: HallShelf, county: County, surroundings: LedgerSurroundings
  ) throws {
    self.hall = hall
    self.shelf = shelf
    self.county = county
    self.surroundings = surroundings
    staging = shelf.folder(of: hall) + ".arriving"
    try? FileManager.default.removeItem(atPath: staging)
    try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true)
    tree = try RowTree(staging + "/rows.sqlite")
  }

  /// Takes in a batch of lines; what is not of the journal is passed over.
  ///
  /// - Parameter stream: grows with the streams' age, the latest last.
  public func take(_ lines: [[UInt8]], stream: Int) throws {
    try tree.take(lines, stream: stream)
  }

  /// Makes the ledger and gives its folder the hall's name.
  ///
  /// - Returns: the number of the last row that was made again.
  /// - Throws: `LedgerFault.brokenTransfer` where the rows make no whole journal.
  public func restore() async throws -> Int64 {
    let last = try build()
    let report = try LedgerVerifier(folder: staging, surroundings: surroundings)
      .verifyReplay(ofHall: true)
    guard report.isSound else { throw LedgerFault.brokenTransfer("\(report.findings)") }
    let ledger = try Ledger<Hall>.open(
      folder: staging, projection: .hall(offset: county.offset), surroundings: surroundings)
    try await ledger.continueUnderNewEpoch()
    await ledger.close()
    tree.discard()
    let folder = shelf.folder(of: hall)
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.moveItem(atPath: staging, toPath: folder)
    return last
  }

  /// Writes the branch into a new ledger's file.
  private func build() throws -> Int64 {
    let projection = Projection<Hall>.hall(offset: county.offset)
    let queue = try DatabaseQueue(
      path: staging + "/" + projection.fileName, configuration: Ledger<Hall>.configuration())
    try Ledger<Hall>.migrator(projection).migrate(queue)
    try tree.rows.write(markBranch)
    let last = try queue.writeWithoutTransaction { database in
      try database.inTransaction {
        try tree.eachOfBranch { entry, chain in
          try JournalTable.insert(entry, chain: chain, into: database)
          if entry.seq > 0 {
            let event = try HallEvent(kind: entry.kind, subject: entry.subject, body: entry.body)
            try projection.apply(event, entry, database)
          }
          try JournalTable.setHead(seq: entry.seq, chain: chain, in: database)
        }
        return .commit
      }
      return try database.integer("SELECT seq FROM head")
    }
    try queue.close()
    guard let last else { throw LedgerFault.brokenTransfer("journal") }
    return last
  }

  /// Walks from the latest row to the first one, from each to the row whose chain it continues.
  private func markBranch(_ database: Database) throws {
    guard
      let header = try database.row("SELECT body FROM image WHERE seq = 0"),
      let head = try? CanonicalJSON.value(JournalHeader.self, from: header["body"]),
      var row = try database.row("SELECT * FROM image ORDER BY stream DESC, seq DESC LIMIT 1")
    else { throw LedgerFault.brokenTransfer("journal 0") }
    let digest = surroundings.digest(head.digest)
    while true {
      let entry = JournalTable.entry(row)
      let chain: Data = row["chain"]
      try database.run("INSERT INTO branch(seq, chain) VALUES (?, ?)", [entry.seq, chain])
      if entry.seq == 0 {
        guard digest.chain([], entry.line) == [UInt8](chain) else {
          throw LedgerFault.brokenTransfer("journal 0")
        }
        return
      }
      let parents = try database.rows("SELECT * FROM image WHERE seq = ?", [entry.seq - 1])
      let parent = parents.first { parent in
        let before: Data = parent["chain"]
        return digest.chain([UInt8](before), entry.line) == [UInt8](chain)
      }
      guard let parent else { throw LedgerFault.brokenTransfer("journal \(entry.seq)") }
      row = parent
    }
  }
}

extension JournalEntry {
  private struct Fields: Decodable {
    let actor, chain, device, kind, subject: String
    let at, seq: Int64
  }

  /// Reads an entry back from its record's object; the body is the text that stood in the journal.
  static func read(_ json: String) throws -> (entry: JournalEntry, chain: [UInt8]) {
    let fields = try CanonicalJSON.value(Fields.self, from: json)
    guard let begin = json.firstRange(of: ",\"body\":"),
      let end = json.range(of: ",\"chain\":\"", options: .backwards),
      begin.upperBound <= end.lowerBound
    else { throw LedgerFault.damaged("journal record") }
    let digits = fields.chain.compactMap(\.hexDigitValue)
    guard digits.count == 64, fields.chain.count == 64 else {
      throw LedgerFault.damaged("journal record")
    }
    let entry = JournalEntry(
      seq: fields.seq, at: Moment(milliseconds: fields.at), actor: fields.actor,
      device: fields.device, kind: fields.kind, subject: fields.subject,
      body: String(json[begin.upperBound..<end.lowerBound]))
    return (
      entry, stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    )
  }
}
