import Foundation
import GRDB
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Ledger")
struct LedgerTests {
  /// A morning with every kind of act.
  static func morning(digest: JournalDigestName = .sha256) async throws -> TestHall {
    let hall = try await TestHall(digest: digest)
    for _ in 0..<4 { _ = try await hall.take("A") }
    _ = try await hall.take("B", priority: .elderly, then: ["A"])
    try await hall.call(1)
    hall.clock.advance(by: .seconds(20))
    try await hall.recall(1)
    try await hall.start(1)
    hall.clock.advance(by: .seconds(90))
    try await hall.finish(1)
    let missed = try #require(try await hall.call(2))
    try await hall.miss(2)
    try await hall.undo(2)
    try await hall.miss(2)
    try await hall.putBack(missed.id)
    let held = try #require(try await hall.call(2))
    try await hall.hold(2)
    try await hall.resume(held.id, 2)
    try await hall.transfer(2, to: .window(TestHall.window(1)))
    _ = try await hall.ledger.pause(
      at: TestHall.window(2), reason: "午休", clerk: TestHall.clerk(2), by: TestHall.person)
    _ = try await hall.ledger.endPause(
      at: TestHall.window(2), clerk: TestHall.clerk(2), by: TestHall.person)
    _ = try await hall.ledger.reserveBlock(line: .named("A"), count: 5, by: TestHall.person)
    let cancelled = try await hall.take("A")
    _ = try await hall.ledger.reprintTicket(cancelled.id, among: [], by: .visitor)
    _ = try await hall.ledger.cancelTicket(cancelled.id, by: .visitor)
    return hall
  }

  @Test(
    "(1) the sequence has no gaps and each chain covers the row and the chain before it",
    arguments: JournalDigestName.allCases)
  func chain(digest: JournalDigestName) async throws {
    let hall = try await Self.morning(digest: digest)
    let journal = try await hall.journal()
    #expect(journal.map(\.seq) == Array(0...hall.ledger.position))
    let chains = try await hall.ledger.read {
      try Data.fetchAll($0, sql: "SELECT chain FROM journal ORDER BY seq").map { [UInt8]($0) }
    }
    var previous: [UInt8] = []
    for (entry, chain) in zip(journal, chains) {
      let line = [
        "\(entry.seq)", "\(entry.at.milliseconds)", entry.actor, entry.device, entry.kind,
        entry.subject, entry.body,
      ].joined(separator: "\t")
      previous = hall.surroundings.digest(digest).chain(previous, Array(line.utf8))
      try #require(chain == previous, "row \(entry.seq)")
    }
    let report = try hall.verifier.verifyChain(ofHall: true)
    #expect(report.isSound)
    #expect(report.rows == Int64(journal.count))
    #expect(journal[0].body.contains("\"digest\":\"\(digest.rawValue)\""))
  }

  @Test("(2) what is answered is on disk: a crash right after loses nothing")
  func answeredIsOnDisk() async throws {
    let hall = try await TestHall()
    for _ in 0..<5 {
      let ticket = try await hall.take()
      let survivor = try hall.crashed()
      #expect(try await survivor.now(ticket).number == ticket.number)
      #expect(survivor.ledger.position == hall.ledger.position)
      #expect(try survivor.findings() == [])
    }
  }

  @Test("(3) a refusal leaves nothing behind")
  func refusal() async throws {
    let hall = try await Self.morning()
    let before = try await hall.journal()
    await #expect(throws: QueueRefusal.unknownLine) { try await hall.take("Z") }
    await #expect(throws: QueueRefusal.windowIdle) { try await hall.start(2) }
    await #expect(throws: QueueRefusal.unknownWindow) { try await hall.open(9) }
    #expect(try await hall.journal() == before)
    #expect(hall.ledger.position == before.last?.seq)
  }

  @Test("(4) the tables are what a replay of the journal makes of them")
  func replay() async throws {
    let hall = try await Self.morning()
    #expect(try hall.findings() == [])
    let again = try await hall.reopened()
    #expect(again.ledger.facts.lines == hall.ledger.facts.lines)
    #expect(again.ledger.position == hall.ledger.position)
    let number = try await again.take().number.ordinal
    #expect(number == 11, "four numbers, five on paper, one cancelled, then this one")
  }

  @Test("(6) dates never go backwards, whatever the clock does")
  func dates() async throws {
    let hall = try await TestHall()
    for seconds in [0, 50, -3_600, -1_000_000_000, 20, 10_000_000] as [Int64] {
      hall.clock.jump(to: Moment(seconds: Moment.fridayMorning.milliseconds / 1000 + seconds))
      _ = try await hall.take()
    }
    let dates = try await hall.journal().map(\.at)
    #expect(dates == dates.sorted())
    #expect(hall.ledger.clockSuspicion == .jumped)
    hall.clock.jump(to: .fridayMorning)
    let again = try await hall.reopened()
    _ = try await again.take()
    #expect(again.ledger.clockSuspicion == .behind)
    #expect(try await again.journal().last?.at == dates.last)
  }

  @Test("followers hear of every commit in order, and of nothing that was refused")
  func followers() async throws {
    let hall = try await TestHall()
    let heard = Recorder<Int64>()
    let first = hall.ledger.position + 1
    hall.ledger.onCommit { commit in
      for event in commit.events { heard.record(event.stamp.seq) }
    }
    await withTaskGroup { group in
      for number in 0..<100 {
        group.addTask { _ = try? await hall.take(number % 5 == 0 ? "Z" : "A") }
      }
    }
    #expect(heard.values == Array(first...hall.ledger.position))
    #expect(hall.ledger.position - first + 1 == 80)
  }

  @Test("a closed ledger refuses everything, and closing twice is closing once")
  func closing() async throws {
    let hall = try await TestHall()
    let ticket = try await hall.take()
    await hall.ledger.close()
    await #expect(throws: LedgerFault.closed) { try await hall.take() }
    await #expect(throws: LedgerFault.closed) { try await hall.now(ticket) }
    await hall.ledger.close()
  }

  @Test("closing waits for who reads, and reads that come later are refused")
  func closingUnderReaders() async throws {
    var hall = try await TestHall()
    let ticket = try await hall.take()
    for _ in 0..<10 {
      let open = hall
      try await withThrowingTaskGroup { group in
        for number in 0..<100 {
          group.addTask {
            do {
              let found = try await open.now(ticket)
              #expect(found == ticket)
            } catch LedgerFault.closed {}
            if number == 50 { await open.ledger.close() }
          }
        }
        try await group.waitForAll()
      }
      hall = try await open.reopened()
    }
  }

  @Test("a closed ledger is one file, so that a copy of the file is the hall")
  func oneFile() async throws {
    let hall = try await Self.morning()
    _ = try await hall.ledger.board(at: hall.clock.now)
    await hall.ledger.close()
    #expect(try hall.folder.files() == ["hall.sqlite"])
  }

  @Test("what was accepted before closing is answered, and answered truly")
  func closingUnderLoad() async throws {
    let hall = try await TestHall()
    let taken: [Ticket] = try await withThrowingTaskGroup(of: Ticket?.self) { group in
      for _ in 0..<200 {
        group.addTask {
          do { return try await hall.take() } catch LedgerFault.closed { return nil }
        }
      }
      group.addTask {
        await hall.ledger.close()
        return nil
      }
      return try await group.reduce(into: []) { if let ticket = $1 { $0.append(ticket) } }
    }
    let again = try await hall.reopened()
    #expect(try await again.count("SELECT count(*) FROM ticket") == taken.count)
    #expect(try again.findings() == [])
  }
}
