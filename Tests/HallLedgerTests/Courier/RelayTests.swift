import Courier
import Foundation
import GRDB
import HallTesting
import Seal
import ServiceHall
import Testing

@testable import HallLedger

@Suite("What a county machine passes on for a hall, with its files")
struct RelayTests {
  private static func cases(_ count: Int, seed: UInt64 = 3) throws -> [SyntheticCases.Entry] {
    var cases = SyntheticCases(
      seed: seed, hall: ChannelEnds.hall, division: .named("119999100000"), mark: .numbered(1),
      start: Moment(milliseconds: 1_760_000_000_000),
      words: try SyntheticWords(
        json: String(
          decoding: try CatalogueFixtures.bytes("Templates/strings/synthetic.json"), as: UTF8.self)))
    return try (0..<count).flatMap { _ in try cases.next() }
  }

  private func report(_ entries: [SyntheticCases.Entry], _ all: RelayEnds) async throws {
    try await all.ends.shelf.with(ChannelEnds.hall) { try await $0.reportSynthetic(entries) }
  }

  /// What the county has, the city has as well: each message once, byte for byte, and all of it in order.
  private func expectSame(_ all: RelayEnds, forks: Int = 0) async throws {
    let county = try await RelayEnds.work(all.ends.store)
    let city = try await RelayEnds.work(all.city)
    #expect(!county.isEmpty)
    #expect(city == county)
    #expect(try await all.city.workCounts().keys.sorted() == ["ready"])
    #expect(try await all.city.overview().first?.quarantined == forks)
  }

  @Test("(1) what came goes on byte for byte, the journal as well, and each message once")
  func asItIs() async throws {
    let all = try await RelayEnds()
    try await all.ends.take(3)
    try await report(try Self.cases(5), all)
    try await all.drain()
    try await expectSame(all)
    try await all.ends.take(2)
    try await all.drain()
    try await expectSame(all)
    let state = try #require(try await all.ledger.state())
    let held = try await all.ends.store.streams(of: ChannelEnds.hall)
    #expect(state.taken == held.reduce(0) { $0 + $1.highWater })
    #expect(state.waiting == 0 && state.heardAt == all.ends.clock.now)
  }

  @Test("(2) more than is read at once, and a relay that is opened again in the middle")
  func inPieces() async throws {
    let all = try await RelayEnds()
    for seed in 0..<3 { try await report(try Self.cases(90, seed: UInt64(seed + 10)), all) }
    _ = try await all.ends.drain()
    let held = try await all.ends.store.streams(of: ChannelEnds.hall).map(\.highWater)
    #expect((held.max() ?? 0) > 2 * Relay.records)
    _ = try await all.relay.lanes()
    try all.closeRelay()
    _ = try await all.relay.lanes()
    _ = try await all.passOn()
    try await expectSame(all)
  }

  @Test("(3) an urgent record does not wait for the backlog, and its case comes with it")
  func urgent() async throws {
    let all = try await RelayEnds()
    try await report(try Self.cases(20), all)
    _ = try await all.ends.drain()
    _ = try await all.passOn()
    let streams = { (store: ReceiverLedger) in
      try await store.streams(of: ChannelEnds.hall).filter { $0.stream.lane == .urgent }
        .reduce(0) { $0 + $1.highWater }
    }
    #expect(try await streams(all.city) > 0)
    #expect(try await streams(all.city) == streams(all.ends.store))
    try await expectSame(all)
  }

  @Test("(1, C7) a hall that begins a new epoch issues again what is known; it goes on once")
  func hallRolledBack() async throws {
    let all = try await RelayEnds()
    try await all.ends.take(2)
    try await all.drain()
    try await all.ends.backUpHall()
    try await all.ends.take(3)
    try await all.drain()
    try await all.ends.putBackHall()
    try await all.ends.channel.checkWitness()
    try await all.ends.take(1)
    try await all.drain()
    let county = try await RelayEnds.work(all.ends.store)
    #expect(try await RelayEnds.work(all.city) == county)
    #expect(try await all.city.streams(of: ChannelEnds.hall).count == 1)
  }

  @Test(
    "(6, C7) a relay put back from a copy goes on, and the city makes no second item",
    arguments: [true, false])
  func relayRestored(withWitness: Bool) async throws {
    let all = try await RelayEnds()
    try await all.ends.take(2)
    try await all.drain()
    try all.backUpRelay()
    try await all.ends.take(3)
    try await report(try Self.cases(2), all)
    try await all.drain()
    try all.putBackRelay(withWitness: withWitness)
    try await all.relay.checkRestores()
    try await all.ends.take(1)
    let decisions = try await all.drain()
    let isTold = decisions.contains { if case .rolledBack = $0 { true } else { false } }
    #expect(!isTold)
    try await expectSame(all, forks: 0)
    let epochs = Set(try await all.city.streams(of: ChannelEnds.hall).map(\.stream.epoch))
    // Without a witness it takes over again what had come, and makes the same lines of it.
    #expect(epochs.count == (withWitness ? 2 : 1))
  }

  @Test("a relay that is lost is made again from what came")
  func relayLost() async throws {
    let all = try await RelayEnds()
    try await all.ends.take(3)
    try await all.drain()
    let upstream = try #require(try await all.ledger.upstream())
    try all.closeRelay {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: all.relayFile + suffix)
      }
    }
    try await all.ledger.enrol(upstream)
    try await all.relay.checkRestores()
    try await all.ends.take(1)
    try await all.drain()
    try await expectSame(all)
  }

  @Test("(2) a county's store that was restored fills again, and nothing goes on twice")
  func countyRestored() async throws {
    let all = try await RelayEnds()
    try await all.ends.take(2)
    try await all.drain()
    try await all.ends.store.noteBackup()
    try all.ends.backUpStore()
    try all.closeRelay()
    try await all.ends.take(4)
    try await all.drain()
    let before = try await RelayEnds.work(all.city)
    try await all.ends.restoreStore()
    try all.closeRelay()
    try await all.relay.checkRestores()
    #expect(try await all.relay.lanes().allSatisfy { $0.waiting == 0 })
    try await all.ends.take(1)
    try await all.drain()
    try await expectSame(all)
    #expect(try await RelayEnds.work(all.city).count == before.count + 1)
  }

  @Test("(C1) a city that was restored gets again what it lost")
  func cityRestored() async throws {
    let all = try await RelayEnds()
    try await all.ends.take(2)
    try await all.drain()
    try await all.city.noteBackup()
    try all.backUpCity()
    try await all.ends.take(4)
    try await all.drain()
    try await all.restoreCity()
    try await all.ends.take(1)
    let decisions = try await all.drain()
    #expect(decisions.contains { if case .rewind = $0 { true } else { false } }, "\(decisions)")
    try await expectSame(all)
  }

  // MARK: In other words

  @Test("(4) a platform of its own words gets what it takes, counted from 1, and no journal")
  func otherWords() async throws {
    let all = try await RelayEnds(profile: "national")
    let entries = try Self.cases(6)
    try await all.ends.take(2)
    try await report(entries, all)
    try await all.drain()
    let work = try await RelayEnds.work(all.city)
    #expect(work.count == entries.count)
    #expect(work.values.allSatisfy { $0.count == 1 && $0[0].contains(#""profile":"national""#) })
    #expect(try await all.city.workCounts() == ["ready": entries.count])
    let county = try await RelayEnds.work(all.ends.store)
    #expect(Set(work.keys).isSubset(of: county.keys))
    #expect(!work.values.joined().contains { $0.hasPrefix("journal|") })
    #expect(try await all.ledger.state()?.parked == 0)
  }

  @Test("what came by the lane for documents stays, and holds nothing up")
  func documents() async throws {
    let all = try await RelayEnds()
    let stream = StreamID(
      hall: ChannelEnds.hall, epoch: try #require(Epoch(String(repeating: "c", count: 32))),
      lane: .documents)
    let line = try #require(
      RecordLine(
        message: "00000000-0000-8000-8000-000000000009", entity: "item:1", version: 1, json: "{}"))
    let batch = Batch.compose(
      stream, from: 1, lines: [line.bytes], prev: Chain(.sha256).start(of: stream),
      compression: .none, packer: .plain, by: all.ends.hallKey)
    _ = try await all.ends.receiver.receive(batch.bytes)
    try await all.drain()
    let came = try await RelayEnds.work(all.ends.store)
    #expect(try await RelayEnds.work(all.city) == came.filter { $0.key != line.message })
    #expect(came.count > 1)
  }

  @Test("(4) the journal does not go to a platform, and what cannot be read stops nothing")
  func unreadable() async throws {
    let all = try await RelayEnds(profile: "national")
    let store = all.ends.store
    let epoch = try #require(Epoch(String(repeating: "c", count: 32)))
    let stream = StreamID(hall: ChannelEnds.hall, epoch: epoch, lane: .normal)
    let known = try Self.cases(1)
    var lines: [[UInt8]] = []
    func add(_ number: Int, _ entity: String, _ version: Int, _ json: String) throws {
      let message = RecordLine.message(from: Digest.sha256.hash(Array("\(number)".utf8)))
      lines.append(
        try #require(
          RecordLine(message: message, entity: entity, version: version, json: json)
        ).bytes)
    }
    let own = try #require(ProfileFixtures.named("yizhan"))
    let first = try #require(known.first)
    try add(1, "case:1", 1, #"{"profile":"elsewhere"}"#)
    try add(2, "case:1", 2, "{}")
    try add(3, "journal", 1, "{}")
    try add(4, first.record.entity, 1, try own.express(first.record, as: first.stamp).get())
    let batch = Batch.compose(
      stream, from: 1, lines: lines, prev: Chain(.sha256).start(of: stream), compression: .none,
      packer: .plain, by: all.ends.hallKey)
    _ = try await all.ends.receiver.receive(batch.bytes)
    _ = try await all.passOn()
    #expect(try await store.workCounts()["ready"] == 4)
    #expect(try await all.city.workCounts() == ["ready": 1])
    #expect(try await all.ledger.state()?.parked == 2)
  }

  // MARK: Down

  private func sendFromCity(
    _ all: RelayEnds, _ number: Int, _ kind: Downlink.Kind = .decision,
    about entity: String = "case:1", _ more: String = ""
  ) async throws {
    _ = try await all.city.send(
      kind, about: entity, message: "00000000-0000-8000-8000-00000000000\(number)",
      json: "{\"kind\":\"\(kind.rawValue)\"\(more)}", to: ChannelEnds.hall, .urgent,
      chain: all.cityReceiver.chain)
  }

  private func applied(_ all: RelayEnds) async throws -> [Downlink] {
    try await all.ends.shelf.with(ChannelEnds.hall) { try await $0.downlinks(limit: 100) }
      .map(\.downlink).reversed()
  }

  private func acknowledgedAtCity(_ all: RelayEnds) async throws -> Int64? {
    try await all.city.read {
      try $0.integer("SELECT acknowledged FROM downlink_lane WHERE lane = 1")
    }
  }

  @Test("(5) what the city sends comes to the hall once, with its id and its bytes")
  func down() async throws {
    let all = try await RelayEnds()
    try await sendFromCity(all, 1)
    try await sendFromCity(all, 2, .return)
    #expect(try await all.fetchFromCity(.urgent) == .took(2))
    #expect(try await acknowledgedAtCity(all) == 2)
    #expect(try await all.fetchFromCity(.urgent) == .idle)
    #expect(try await all.fetchAtHall(.urgent) == .took(2))
    let applied = try await applied(all)
    #expect(applied.map(\.message.last) == ["1", "2"])
    #expect(applied.map(\.kind) == [.decision, .return])
    #expect(applied.map(\.json) == [#"{"kind":"case.decision"}"#, #"{"kind":"case.return"}"#])
  }

  @Test("(5) a relay put back from a copy fetches again; the hall applies each once")
  func downAgain() async throws {
    let all = try await RelayEnds()
    try all.backUpRelay()
    try await sendFromCity(all, 1)
    #expect(try await all.fetchFromCity(.urgent) == .took(1))
    #expect(try await all.fetchAtHall(.urgent) == .took(1))
    try all.putBackRelay(withWitness: false)
    try await all.relay.checkRestores()
    try await sendFromCity(all, 2)
    #expect(try await all.fetchFromCity(.urgent) == .took(2))
    #expect(try await all.fetchAtHall(.urgent) == .took(1))
    #expect(try await applied(all).count == 2)
  }

  @Test("what the county's store lost before the hall fetched it is put in again")
  func downAfterCountyRestored() async throws {
    let all = try await RelayEnds()
    try all.ends.backUpStore()
    try all.closeRelay()
    try await sendFromCity(all, 1)
    #expect(try await all.fetchFromCity(.urgent) == .took(1))
    try await all.ends.restoreStore()
    try await all.ends.store.write {
      try $0.execute(sql: "UPDATE store SET epoch = '0123456789abcdef0123456789abcdef'")
    }
    try all.ends.reopenStore()
    try all.closeRelay()
    try await all.relay.checkRestores()
    #expect(try await all.fetchAtHall(.urgent) == .took(1))
    #expect(try await applied(all).count == 1)
  }

  @Test("a return names the version by the hall's number, not by the platform's")
  func versionOfReturn() async throws {
    let all = try await RelayEnds(profile: "national")
    // The ticket that the evaluation is of is no business of a national platform.
    let visit = try #require(try Self.cases(1).first?.record.entity)
    try await all.ledger.write { database in
      try database.run(
        "INSERT INTO relayed(message, entity, came, went) VALUES ('m', ?, 5, 2)", [visit])
    }
    try await sendFromCity(all, 1, .rejected, about: visit, #","reason":"示例","version":2"#)
    try await sendFromCity(all, 2, .rejected, about: visit, #","reason":"示例","version":3"#)
    #expect(try await all.fetchFromCity(.urgent) == .took(2))
    #expect(try await all.fetchAtHall(.urgent) == .took(2))
    #expect(
      try await applied(all).map(\.json) == [
        #"{"kind":"record.rejected","reason":"示例","version":5}"#,
        #"{"kind":"record.rejected","reason":"示例","version":3}"#,
      ])
  }
}
