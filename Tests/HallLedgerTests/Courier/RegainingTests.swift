import Courier
import Foundation
import GRDB
import HallTesting
import Seal
import ServiceHall
import Testing

@testable import HallLedger

@Suite("What a hall lost and its receiver held")
struct RegainingTests {
  private typealias Chains = [Int64: String]

  /// The journal's rows by number, with their links of the chain.
  private func journal(_ ends: ChannelEnds) async throws -> Chains {
    try await ends.shelf.with(ChannelEnds.hall) { ledger in
      try await ledger.read { database in
        Dictionary(
          try database.all("SELECT seq, lower(hex(chain)) FROM journal") { row -> (Int64, String) in
            (row[0], row[1])
          }, uniquingKeysWith: { first, _ in first })
      }
    }
  }

  private func regained(_ ends: ChannelEnds) async throws -> [RegainedRow] {
    try await ends.shelf.with(ChannelEnds.hall) {
      try await $0.regainedRows(after: -1, limit: 10_000).map(\.row)
    }
  }

  /// Rows of the journal as the receiver holds them.
  private func held(_ ends: ChannelEnds) async throws -> [(seq: Int64, kind: String, chain: String)] {
    let texts = try await ends.store.read { database in
      try database.all("SELECT json FROM work_item WHERE entity = 'journal'") { $0[0] as String }
    }
    return try texts.map { text in
      let (entry, link) = try JournalEntry.read(text)
      return (entry.seq, entry.kind, Hex.encode(link))
    }
  }

  private func isSound(_ ends: ChannelEnds) async throws -> Bool {
    try LedgerVerifier(folder: ends.hallFolder, surroundings: .testing(ends.clock))
      .verifyReplay(ofHall: true).isSound
  }

  /// The tables that follow from the journal, compared row by row.
  private func differences(_ left: String, _ right: String) throws -> [VerifyFinding] {
    let (one, other) = (
      try LedgerVerifier.openReadOnly(left), try LedgerVerifier.openReadOnly(right)
    )
    return try one.read { one in
      try other.read { other in
        try Projection<Hall>.hall(offset: .beijing).tables.compactMap {
          try TableComparison.difference(in: $0, one, other)
        }
      }
    }
  }

  /// A day at the windows: numbers are taken, called and finished.
  private func work(_ ends: ChannelEnds, _ count: Int) async throws {
    try await ends.take(count)
    ends.clock.advance(by: .minutes(1))
  }

  @Test(
    "(1 of a returning hall) rows beyond the backup are its own again: same bytes, same tables, nothing lost")
  func verbatim() async throws {
    let ends = try await ChannelEnds()
    try await work(ends, 3)
    _ = try await ends.drain()
    try await ends.backUpHall()
    try await work(ends, 20)
    _ = try await ends.drain()
    // Another life in between, which the backup does not know of.
    try await ends.shelf.with(ChannelEnds.hall) { try await $0.continueUnderNewEpoch() }
    try await work(ends, 4)
    _ = try await ends.drain()
    let before = try await journal(ends)
    let lost = ends.folder.path + "/lost.sqlite"
    #expect(try await ends.restoreHall(isHeard: true, keeping: lost) == 25)
    let after = try await journal(ends)
    #expect(after.filter { before[$0.key] != nil } == before)
    // The new epoch alone is added.
    #expect(after.count == before.count + 1)
    #expect(try differences(lost, ends.hallFile) == [])
    try await work(ends, 2)
    #expect(try await ends.drain().allSatisfy { if case .custody = $0 { true } else { false } })
    #expect(try await ends.regain() == .done(0))
    #expect(try await ends.store.overview().first?.quarantined == 0)
    // (C2) each row is one item of work.
    let worked = try await ends.workedJournal()
    for version in 1...(try await ends.journalCount()) { #expect(worked[version]?.count == 1) }
    #expect(try await isSound(ends))
  }

  @Test(
    "(1) what was lost comes back once, in the journal, and changes no table but its own",
    arguments: [true, false])
  func later(tellsStreams: Bool) async throws {
    let ends = try await ChannelEnds()
    try await work(ends, 2)
    _ = try await ends.drain()
    #expect(try await ends.regain() == .done(0), "(3) there was one epoch only")
    try await ends.backUpHall()
    try await work(ends, 9)
    _ = try await ends.drain()
    let before = try await journal(ends)
    try await ends.restoreHall(isHeard: false)
    // (C1, 2) People are served before anything came back.
    try await work(ends, 3)
    _ = try await ends.drain()
    #expect(try await ends.regain(tellsStreams: tellsStreams) == .done(9))
    #expect(try await ends.regain(tellsStreams: tellsStreams) == .done(0))
    let rows = try await regained(ends)
    let own = try await journal(ends)
    #expect(rows.map(\.kind) == Array(repeating: "ticket.issued", count: 9))
    let lost = Set(before.filter { own[$0.key] != $0.value }.values)
    #expect(Set(rows.map(\.chain)) == lost)
    let sum = try await ends.shelf.with(ChannelEnds.hall) { try await $0.regained() }
    #expect(sum?.count == 9 && sum?.kinds.map(\.kind) == ["ticket.issued"])
    _ = try await ends.drain()
    #expect(try await isSound(ends))
  }

  @Test("(1) a copied disk that nobody noticed, and the same backup put back twice: every lost row once")
  func again() async throws {
    let ends = try await ChannelEnds()
    try await work(ends, 2)
    _ = try await ends.drain()
    try await ends.backUpHall()
    var lost: Set<String> = []
    for round in 0..<3 {
      try await work(ends, 3)
      _ = try await ends.drain()
      _ = try await ends.regain()
      _ = try await ends.drain()
      lost.formUnion(try await journal(ends).values)
      try await ends.putBackHall(withWitness: round == 1)
      _ = try await ends.channel.checkWitness()
    }
    try await work(ends, 1)
    _ = try await ends.drain()
    guard case .done = try await ends.regain() else {
      Issue.record("unheard")
      return
    }
    let own = Set(try await journal(ends).values)
    let back = try await regained(ends)
    #expect(Set(back.map(\.chain)).count == back.count)
    #expect(!back.contains { $0.kind == "courier.regained" })
    // What came back on a lost branch stands for the row that it carried.
    let carried = lost.subtracting(own).subtracting(back.map(\.chain))
    let kinds = try await held(ends).filter { carried.contains($0.chain) }.map(\.kind)
    #expect(Set(kinds) == ["courier.regained"] && kinds.count == carried.count)
    #expect(try await isSound(ends))
  }

  @Test("(2) rows that the receiver did not sign are not taken back")
  func forged() async throws {
    let ends = try await ChannelEnds()
    try await work(ends, 1)
    _ = try await ends.drain()
    try await ends.backUpHall()
    try await work(ends, 4)
    _ = try await ends.drain()
    try await ends.restoreHall(isHeard: false)
    _ = try await ends.drain()
    let stranger = Regainer(
      hall: ChannelEnds.hall, ledger: ends.channel, link: DirectLink(ends: ends), key: ends.hallKey,
      receiverKeys: [ends.hallKey.publicKey], packer: .plain)
    #expect(try await stranger.run() == .unheard)
    #expect(try await regained(ends) == [])
    #expect(try await ends.regain() == .done(4))
  }

  @Test(
    "(C1) whatever is restored and rolled back, every row that the receiver holds is in the journal",
    arguments: [1, 2] as [UInt64])
  func anything(seed: UInt64) async throws {
    let ends = try await ChannelEnds()
    var random = SeededGenerator(seed: seed)
    try await ends.backUpHall()
    for _ in 0..<30 {
      switch random.below(10) {
      case 0..<4: try await work(ends, 1 + random.below(4))
      case 4..<7: _ = try await ends.drain()
      case 7:
        if random.oneIn(2) { try await ends.backUpHall() }
      case 8:
        try await ends.restoreHall(isHeard: random.oneIn(2))
      default:
        try await ends.putBackHall(withWitness: random.oneIn(2))
        _ = try await ends.channel.checkWitness()
        if random.oneIn(2) { _ = try await ends.regain() }
      }
    }
    for _ in 0..<3 {
      _ = try await ends.drain()
      _ = try await ends.regain()
    }
    _ = try await ends.drain()
    let known = Set(try await journal(ends).values).union(try await regained(ends).map(\.chain))
    // A row that carried another was opened.
    for row in try await held(ends) where row.kind != "courier.regained" {
      #expect(known.contains(row.chain), "seed \(seed): row \(row.seq) \(row.kind)")
    }
    #expect(try await isSound(ends), "seed \(seed)")
    #expect(try await ends.channel.lanes().allSatisfy { $0.waiting == 0 })
  }
}
