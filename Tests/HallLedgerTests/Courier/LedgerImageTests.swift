import Courier
import Foundation
import GRDB
import HallTesting
import Seal
import ServiceHall
import Testing

@testable import HallLedger

@Suite("A ledger is made again from what the receiver holds")
struct LedgerImageTests {
  private let folder: TemporaryFolder
  private let county = County(name: "演示县")

  init() throws { folder = try TemporaryFolder() }

  private func shelf(_ ends: ChannelEnds) -> HallShelf {
    HallShelf(folder: folder.path, county: county, surroundings: .testing(ends.clock))
  }

  /// Every stream that the receiver holds, oldest first, in pieces.
  private func pieces(_ ends: ChannelEnds) async throws -> [(stream: Int, lines: [[UInt8]])] {
    var pieces: [(Int, [[UInt8]])] = []
    for (number, stream) in try await ends.store.streams(of: ChannelEnds.hall).enumerated() {
      var after = 0
      while let piece = try await ends.store.piece(stream.stream, after: after, records: 2, start: []),
        !piece.lines.isEmpty
      {
        pieces.append((number, piece.lines))
        after += piece.lines.count
      }
    }
    return pieces
  }

  private func rows(_ shelf: HallShelf) async throws -> [JournalEntry] {
    try await shelf.with(ChannelEnds.hall) { ledger in
      try await ledger.read { try JournalTable.entries(after: -1, limit: 1000, in: $0) }
    }
  }

  private func restore(
    _ ends: ChannelEnds, _ pieces: [(stream: Int, lines: [[UInt8]])]
  ) async throws -> [JournalEntry] {
    let shelf = shelf(ends)
    let image = try LedgerImage(
      of: ChannelEnds.hall, on: shelf, county: county, surroundings: .testing(ends.clock))
    for piece in pieces { try image.take(piece.lines, stream: piece.stream) }
    _ = try await image.restore()
    let rows = try await rows(shelf)
    await shelf.close()
    return rows
  }

  @Test("(1, 2, C1) row by row the same journal, whatever the order, and a new epoch after it")
  func whole() async throws {
    let ends = try await ChannelEnds()
    try await ends.take(5)
    _ = try await ends.drain()
    let original = try await rows(ends.shelf)
    let pieces = try await pieces(ends)
    let made = try await restore(ends, pieces.reversed() + pieces)
    #expect(Array(made.prefix(original.count)) == original)
    #expect(made.dropFirst(original.count).map(\.kind) == [JournalHeader.Continued.kind])
  }

  @Test("(1) after a rollback the branch that the hall followed last is the ledger")
  func branches() async throws {
    let ends = try await ChannelEnds()
    try await ends.take(2)
    try await ends.backUpHall()
    try await ends.take(3)
    _ = try await ends.drain()
    try await ends.putBackHall(withWitness: false)
    try await ends.take(1)
    _ = try await ends.drain()
    try await ends.take(1)
    _ = try await ends.drain()
    let original = try await rows(ends.shelf)
    let made = try await restore(ends, try await pieces(ends))
    #expect(Array(made.prefix(original.count)) == original)
  }

  @Test("(3) where a row is missing nothing is made")
  func incomplete() async throws {
    let ends = try await ChannelEnds()
    try await ends.take(5)
    _ = try await ends.drain()
    var pieces = try await pieces(ends)
    pieces.remove(at: 1)
    await #expect(throws: LedgerFault.self) { try await restore(ends, pieces) }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/chengguan"))
  }
}
