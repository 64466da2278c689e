import Courier
import Foundation
import HallTesting
import Seal
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Wall time decides nothing of the channel")
struct WallTimeTests {
  /// How a machine's clock may be wrong.
  enum Wall: CaseIterable {
    case right, frozen, at1970, at2099, backwards, jumping

    static let first = Moment(seconds: 0)
    static let late = Moment(seconds: 4_070_908_800)

    /// Sets the clock before the exchange and between two acts.
    func set(_ clock: FixedClock, _ random: inout SeededGenerator) {
      switch self {
      case .right: clock.advance(by: .seconds(1))
      case .frozen: break
      case .at1970: clock.jump(to: Self.first)
      case .at2099: clock.jump(to: Self.late)
      case .backwards: clock.jump(to: clock.now - .hours(7))
      case .jumping:
        clock.jump(
          to: [Self.first, .fridayMorning, Self.late][random.below(3)] + .hours(random.below(24 * 365)))
      }
    }
  }

  /// Everything of an exchange that is not a date.
  private struct Outcome: Equatable {
    /// What was decided about each word of the receiver.
    var decisions: [String] = []
    /// Kinds of rows, those apart that open a business day.
    var journal: [String] = []
    /// Times that a row was an item of the receiver's work, by kind.
    var work: [String: [Int]] = [:]
    /// Rows of each kind that are in the journal or came back, those apart that open a business day.
    var kept: [String: Int] = [:]
    var quarantined: Int?
    var waiting: [Int] = []
    var down = 0
  }

  private func name(_ decision: SenderRule.Decision) -> String {
    switch decision {
    case .custody: "custody"
    case .rewind: "rewind"
    case .rolledBack: "rolled back"
    case .refused: "refused"
    case .nothing: "nothing"
    }
  }

  private func outcome(seed: UInt64, _ wall: Wall) async throws -> Outcome {
    let clock = FixedClock()
    var dates = SeededGenerator(seed: seed ^ 0xC11)
    wall.set(clock, &dates)
    let ends = try await ChannelEnds(clock)
    var random = SeededGenerator(seed: seed)
    var found = Outcome()
    try await ends.backUpHall()
    // Nothing that is asked for again and again may come for ever.
    func fetch() async throws {
      for _ in 0..<10 {
        guard case .took(let count) = try await ends.fetch() else { return }
        found.down += count
      }
      found.down += 1_000_000
    }
    for round in 0..<100 {
      wall.set(clock, &dates)
      if round == 60 {
        // A rollback that only the receiver can tell.
        try await ends.take(2)
        found.decisions += try await ends.drain().map(name)
        try await ends.putBackHall(withWitness: false)
      }
      if round == 30 || round == 80 {
        try await fetch()
        try ends.backUpStore()
        try ReceiverCopy.note(ends.storeFile + ".bak", in: ends.folder.path + "/receiver")
        let mint = { SecureRandom.text($0, alphabet: "0123456789abcdef") }
        try await ends.restoreStore { path in
          try ReceiverCopy.restore(path, chain: ends.receiver.chain, mint: mint)
        }
      }
      switch random.below(20) {
      case 0..<9: try await ends.take()
      case 9..<15: found.decisions += try await ends.drain().map(name)
      case 15..<17:
        _ = try await ends.store.send(
          .notice, about: "notice:\(round)",
          message: RecordLine.message(from: [UInt8](repeating: UInt8(round), count: 16)),
          json: #"{"kind":"notice"}"#, to: ChannelEnds.hall, .normal, chain: ends.receiver.chain)
      case 17: try await fetch()
      case 18: if random.oneIn(3) { try await ends.backUpHall() }
      default:
        if random.oneIn(4) {
          try await ends.putBackHall(withWitness: random.oneIn(2))
          _ = try await ends.channel.checkWitness()
        }
      }
    }
    for _ in 0..<2 {
      found.decisions += try await ends.drain().map(name)
      _ = try await ends.regain()
    }
    try await fetch()
    _ = try await ends.drain()
    found.waiting = try await ends.channel.lanes().map(\.waiting)
    found.quarantined = try await ends.store.overview().first?.quarantined
    let work = try await ends.workedJournal()
    let entries = try await ends.shelf.with(ChannelEnds.hall) {
      try await $0.journal(after: -1, limit: 10_000)
    }
    for entry in entries.dropFirst() where entry.kind != "day.opened" {
      if case .courier(.regained(let row)) = try HallEvent(
        kind: entry.kind, subject: entry.subject, body: entry.body)
      {
        found.kept[row.kind, default: 0] += row.kind == "day.opened" ? 0 : 1
      } else {
        found.kept[entry.kind, default: 0] += 1
      }
      found.journal.append(entry.kind)
      found.work[entry.kind, default: []].append(work[Int(entry.seq) + 1]?.count ?? 0)
    }
    let report = try LedgerVerifier(folder: ends.hallFolder, surroundings: .testing(clock))
      .verifyReplay(ofHall: true)
    #expect(report.isSound, "\(wall)")
    return found
  }

  @Test(
    "(C11) a clock that stands, begins in 1970, is in 2099, runs backwards or jumps changes no outcome"
  )
  func anyClock() async throws {
    let seed: UInt64 = 11
    let right = try await outcome(seed: seed, .right)
    #expect(right.waiting == [0, 0] && right.quarantined == 0 && (1..<1_000_000).contains(right.down))
    #expect(right.decisions.contains("rolled back") && right.kept["ticket.issued", default: 0] > 30)
    for wall in Wall.allCases where wall != .right && wall != .jumping {
      #expect(try await outcome(seed: seed, wall) == right, "\(wall)")
    }
    // Days that were opened are rows too: they are sent, and may make a rollback noticeable that was none.
    let other = try await outcome(seed: seed, .jumping)
    for kind in ["ticket.issued", "courier.received"] { #expect(other.kept[kind] == right.kept[kind]) }
    #expect(other.waiting == right.waiting && other.quarantined == right.quarantined)
    #expect(other.work["ticket.issued", default: []].allSatisfy { $0 > 0 })
  }
}
