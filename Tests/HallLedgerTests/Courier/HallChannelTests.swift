import Courier
import Foundation
import GRDB
import HallTesting
import Seal
import ServiceHall
import Testing

@testable import HallLedger

@Suite("A hall's end of the channel, with its files")
struct HallChannelTests {
  /// Every row of the journal is one item of the receiver's work.
  private func expectAllCame(_ ends: ChannelEnds) async throws {
    let count = try await ends.journalCount()
    let worked = try await ends.workedJournal()
    for version in 1...count { #expect(worked[version]?.count == 1, "row \(version - 1)") }
  }

  @Test("what happened before the enrolment comes as well, the journal's first row included")
  func backfill() async throws {
    let ends = try await ChannelEnds()
    try await ends.take(3)
    let decisions = try await ends.drain()
    #expect(
      decisions.last
        == .custody(highWater: try await ends.journalCount(), safe: try await ends.journalCount()))
    try await expectAllCame(ends)
  }

  @Test("(C6, 1) the witness knows of a line before it is handed out")
  func witnessFirst() async throws {
    let ends = try await ChannelEnds()
    try await ends.take(2)
    let path = ends.folder.path + "/witness"
    #expect(!FileManager.default.fileExists(atPath: path))
    let lane = try #require(try await ends.channel.lanes().last)
    _ = try await ends.channel.piece(lane.stream, after: 0, records: 1, bytes: .max)
    let text = String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
    let witness = try #require(Witness(text))
    #expect(witness.heads[.normal] == Held(highWater: lane.last, chain: lane.head))
  }

  @Test("(C7, 2) a ledger that is behind its witness begins a new epoch, and nothing is doubled")
  func behindWitness() async throws {
    let ends = try await ChannelEnds()
    try await ends.take(2)
    _ = try await ends.drain()
    try await ends.backUpHall()
    try await ends.take(3)
    _ = try await ends.drain()
    let before = try await ends.channel.lanes().map(\.stream.epoch)
    try await ends.putBackHall()
    #expect(try await ends.channel.checkWitness())
    let after = try await ends.channel.lanes().map(\.stream.epoch)
    #expect(Set(before).isDisjoint(with: after))
    // The epoch that the witness knows is closed now.
    #expect(try await ends.channel.checkWitness() == false)
    try await ends.take(1)
    #expect(try await ends.drain().allSatisfy { if case .custody = $0 { true } else { false } })
    #expect(try await ends.store.overview().first?.quarantined == 0)
  }

  @Test("(C5, C7) without a witness the receiver's word begins the new epoch")
  func rolledBackUnnoticed() async throws {
    let ends = try await ChannelEnds()
    try await ends.take(2)
    try await ends.backUpHall()
    try await ends.take(3)
    _ = try await ends.drain()
    let held = try await ends.workedJournal()
    try await ends.putBackHall(withWitness: false)
    try await ends.take(1)
    let decisions = try await ends.drain()
    #expect(decisions.contains { if case .rolledBack = $0 { true } else { false } })
    #expect(try await ends.channel.lanes().allSatisfy { $0.waiting == 0 })
    // (C1, C2) what the receiver had of the lost days is still there, each once.
    let now = try await ends.workedJournal()
    for (version, messages) in held { #expect(now[version]?.filter(messages.contains).count == 1) }
  }

  @Test("(C1) a receiver that was restored gets again what it lost")
  func receiverRestored() async throws {
    let ends = try await ChannelEnds()
    try await ends.take(2)
    _ = try await ends.drain()
    try await ends.store.noteBackup()
    try ends.backUpStore()
    try await ends.take(4)
    _ = try await ends.drain()
    try await ends.restoreStore()
    try await ends.take(1)
    let decisions = try await ends.drain()
    #expect(decisions.contains { if case .rewind = $0 { true } else { false } }, "\(decisions)")
    try await expectAllCame(ends)
  }

  @Test("(C9) an answer that is lost moves nothing; what is sent again is taken once")
  func lostAnswers() async throws {
    let ends = try await ChannelEnds()
    try await ends.take(5)
    let sender = ends.makeSender(DirectLink(ends: ends, answers: 1))
    #expect(try await sender.step() == .settled(.custody(highWater: 0, safe: 0)))
    #expect(try await sender.step() == .unheard(.unreachable))
    #expect(try await ends.channel.lanes().last?.acknowledged == 0)
    _ = try await ends.drain()
    try await expectAllCame(ends)
  }

  @Test("a word about a hello that lets lines go is followed by what comes after them")
  func movedByHello() async throws {
    let ends = try await ChannelEnds()
    try await ends.take(2)
    _ = try await ends.drain()
    try await ends.take(2)
    // The hello is answered, the word about the batch is lost.
    let sender = ends.makeSender(DirectLink(ends: ends, answers: 1))
    _ = try await sender.step()
    #expect(try await sender.step() == .unheard(.unreachable))
    try await ends.take(1)
    let decisions = try await ends.drain()
    #expect(decisions.allSatisfy { if case .custody = $0 { true } else { false } }, "\(decisions)")
    try await expectAllCame(ends)
  }

  @Test("(C15) lines go when the receiver holds them safely, and not before")
  func pruned() async throws {
    let ends = try await ChannelEnds()
    try await ends.take(6)
    _ = try await ends.drain()
    let (lane, kept) = try await ends.shelf.with(ChannelEnds.hall) { ledger in
      try await ledger.read { database in
        (
          try OutboxLane.open(.normal, in: database),
          try database.integer("SELECT min(seq) FROM outbox")
        )
      }
    }
    #expect(lane.map { Int64($0.safe) } == kept)
  }

  @Test("the tables that follow from the journal are the same after a replay")
  func replay() async throws {
    let ends = try await ChannelEnds()
    try await ends.take(2)
    _ = try await ends.store.send(
      .notice, about: "notice:1", message: "00000000-0000-8000-8000-000000000001",
      json: #"{"kind":"notice","text":"示例"}"#, to: ChannelEnds.hall, .normal, chain: ends.receiver.chain)
    #expect(try await fetcher(ends).step(.normal) == .took(1))
    await ends.shelf.close()
    let report = try LedgerVerifier(
      folder: ends.folder.path + "/halls/chengguan", surroundings: .testing(ends.clock)
    ).verifyReplay(ofHall: true)
    #expect(report.isSound, "\(report.findings)")
  }

  private func fetcher(_ ends: ChannelEnds) -> Fetcher {
    Fetcher(
      hall: ChannelEnds.hall, inbox: ends.channel, link: DirectLink(ends: ends), key: ends.hallKey,
      receiverKeys: [ends.receiverKey.publicKey], packer: .plain,
      time: { "2026-11-20T09:31:05+08:00" })
  }

  @Test("(3, C13) what comes down is applied once, is shown, and slows nothing")
  func returned() async throws {
    let ends = try await ChannelEnds()
    for _ in 0..<2 {
      // The same message twice, as a platform's program that was restarted would send it.
      _ = try await ends.store.send(
        .rejected, about: "journal", message: "00000000-0000-8000-8000-000000000002",
        json: #"{"kind":"record.rejected","reason":"证件号码不符"}"#, to: ChannelEnds.hall, .urgent,
        chain: ends.receiver.chain)
    }
    let fetcher = fetcher(ends)
    #expect(try await fetcher.step(.urgent) == .took(1))
    #expect(try await fetcher.step(.urgent) == .idle)
    try await ends.take(2)
    _ = try await ends.drain()
    let state = try await ends.shelf.with(ChannelEnds.hall) { try await $0.channelState() }
    #expect(state?.returned.map(\.reason) == ["证件号码不符"])
    #expect(state?.waiting == 0)
  }

  @Test("(3) a record that a restored receiver sends under another epoch is passed over")
  func downlinkAgain() async throws {
    let ends = try await ChannelEnds()
    let send = {
      try await ends.store.send(
        .notice, about: "notice:1", message: "00000000-0000-8000-8000-000000000003",
        json: #"{"kind":"notice"}"#, to: ChannelEnds.hall, .normal, chain: ends.receiver.chain)
    }
    _ = try await send()
    #expect(try await fetcher(ends).step(.normal) == .took(1))
    let before = try await ends.journalCount()
    try await ends.store.write { database in
      try database.execute(
        sql: """
          DELETE FROM downlink_row; DELETE FROM downlink_lane; DELETE FROM downlink_entity;
          UPDATE store SET epoch = '0123456789abcdef0123456789abcdef';
          """)
    }
    try ends.backUpStore()
    try await ends.restoreStore()
    _ = try await send()
    _ = try await fetcher(ends).step(.normal)
    _ = try await fetcher(ends).step(.normal)
    #expect(try await ends.journalCount() == before)
  }
}
