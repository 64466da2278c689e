import Courier
import Foundation
import GRDB
import HallTesting
import Seal
import ServiceHall
import Synchronization

@testable import HallLedger

/// Three machines with their files: a hall's and its county's of `ChannelEnds`, and the city's above them.
final class RelayEnds: Sendable {
  let ends: ChannelEnds
  let relayKey = SigningKey.make(.ed25519)
  let cityKey = SigningKey.make(.ed25519)
  private let state: Mutex<State>

  private struct State: Sendable {
    var ledger: RelayLedger
    var relay: Relay
    var city: ReceiverLedger
  }

  var ledger: RelayLedger { state.withLock { $0.ledger } }
  var relay: Relay { state.withLock { $0.relay } }
  var city: ReceiverLedger { state.withLock { $0.city } }

  /// - Parameters:
  ///   - profile: of the city.
  ///   - hallProfile: of the hall towards the county.
  init(profile: String = "yizhan", hallProfile: String = "yizhan") async throws {
    ends = try await ChannelEnds(profile: hallProfile)
    let folder = ends.folder.path
    try FileManager.default.createDirectory(
      atPath: folder + "/relay", withIntermediateDirectories: true)
    let city = try Self.openCity(folder, ends.clock)
    let ledger = try Self.openLedger(folder, ends.clock)
    state = Mutex(State(ledger: ledger, relay: try Self.open(ledger, ends), city: city))
    try await city.addCode(digest: "code")
    _ = try await city.enrol(
      EnrolledHall(
        hall: ChannelEnds.hall, name: "城关镇便民服务中心", division: "119999100000",
        keys: [relayKey.publicKey]), codeDigest: "code")
    try await ledger.enrol(
      Upstream(
        url: "http://127.0.0.1", pin: nil, profile: profile,
        receiverKeys: [
          Upstream.Key(
            id: cityKey.publicKey.id, suite: "ed25519",
            bytes: Base64.encode(cityKey.publicKey.bytes, padded: true))
        ], suite: "ed25519", key: relayKey.publicKey.id, hall: ChannelEnds.hall,
        division: .named("119999100000"), epoch: ""))
    try await relay.checkRestores()
  }

  private static func openCity(
    _ folder: String, _ clock: FixedClock
  ) throws -> ReceiverLedger {
    try ReceiverLedger(folder: folder + "/city", clock: clock.hallClock) {
      SecureRandom.text($0, alphabet: "0123456789abcdef")
    }
  }

  private static func openLedger(
    _ folder: String, _ clock: FixedClock
  ) throws -> RelayLedger {
    try RelayLedger(ChannelEnds.hall, path: folder + "/relay/chengguan.sqlite", clock: clock.hallClock)
  }

  private static func open(_ ledger: RelayLedger, _ ends: ChannelEnds) throws -> Relay {
    let path = ends.folder.path + "/relay/witness"
    return try Relay(
      ledger, from: ends.store, chain: ends.receiver.chain,
      witness: WitnessKeeper(
        read: { FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } },
        replace: { try Data($0.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) }),
      profiles: { ProfileFixtures.named($0) })
  }

  // MARK: Working

  var cityReceiver: Receiver {
    Receiver(
      store: city, key: cityKey, packer: .plain, time: { "2026-11-20T09:31:05+08:00" })
  }

  /// The hall sends what it has, and the county passes it on; what the city said.
  @discardableResult
  func drain() async throws -> [SenderRule.Decision] {
    _ = try await ends.drain()
    return try await passOn()
  }

  func passOn() async throws -> [SenderRule.Decision] {
    let sender = Sender(
      Sender.Parts(
        outbox: relay, link: CityLink(ends: self), signers: Signers(relayKey),
        receiverKeys: [cityKey.publicKey], packer: .plain, elapsed: { .zero }))
    var decisions: [SenderRule.Decision] = []
    for _ in 0..<100 {
      guard case .settled(let decision) = try await sender.step() else { break }
      decisions.append(decision)
    }
    return decisions
  }

  func fetchFromCity(_ lane: Lane) async throws -> Fetcher.Step {
    try await Fetcher(
      hall: ChannelEnds.hall, inbox: relay, link: CityLink(ends: self), key: relayKey,
      receiverKeys: [cityKey.publicKey], packer: .plain, time: { "2026-11-20T09:31:05+08:00" }
    ).step(lane)
  }

  func fetchAtHall(_ lane: Lane) async throws -> Fetcher.Step {
    try await Fetcher(
      hall: ChannelEnds.hall, inbox: ends.channel, link: DirectLink(ends: ends), key: ends.hallKey,
      receiverKeys: [ends.receiverKey.publicKey], packer: .plain,
      time: { "2026-11-20T09:31:05+08:00" }
    ).step(lane)
  }

  // MARK: Disasters

  var relayFile: String { ends.folder.path + "/relay/chengguan.sqlite" }

  func backUpRelay() throws { try closeRelay { try ChannelEnds.copy(relayFile, relayFile + ".bak") } }

  func putBackRelay(withWitness: Bool = true) throws {
    try closeRelay {
      try ChannelEnds.copy(relayFile + ".bak", relayFile)
      if !withWitness {
        try? FileManager.default.removeItem(atPath: ends.folder.path + "/relay/witness")
      }
    }
  }

  /// Opens the relay again, as after a stop: on the county's store as it is now.
  func closeRelay(_ body: () throws -> Void = {}) throws {
    ledger.close()
    try body()
    let ledger = try Self.openLedger(ends.folder.path, ends.clock)
    let relay = try Self.open(ledger, ends)
    state.withLock { state in
      state.ledger = ledger
      state.relay = relay
    }
  }

  private var cityFile: String { ends.folder.path + "/city/receiver.sqlite" }

  func backUpCity() throws { try closeCity { try ChannelEnds.copy(cityFile, cityFile + ".bak") } }

  /// Restores the city as its own command would: under another incarnation.
  func restoreCity() async throws {
    try closeCity { try ChannelEnds.copy(cityFile + ".bak", cityFile) }
    try await city.write {
      try $0.execute(sql: "UPDATE store SET incarnation = 'ffffffffffffffff'")
    }
    try closeCity {}
  }

  private func closeCity(_ body: () throws -> Void) throws {
    city.close()
    try body()
    let city = try Self.openCity(ends.folder.path, ends.clock)
    state.withLock { $0.city = city }
  }

  // MARK: Looking

  /// Items of work by message: entity, version, state, what came.
  static func work(_ store: ReceiverLedger) async throws -> [String: [String]] {
    try await store.read { database in
      Dictionary(
        grouping: try database.all(
          "SELECT message, entity || '|' || version || '|' || state || '|' || json FROM work_item"
        ) { row -> (String, String) in (row[0], row[1]) }, by: \.0
      ).mapValues { $0.map(\.1) }
    }
  }
}

/// The line to the city, without a machine between.
struct CityLink: UpstreamLink {
  let ends: RelayEnds

  func post(_ path: String, _ body: [UInt8]) async throws -> UpstreamReply {
    if path == "/channel/v1/acks" {
      try await ends.city.noteDownlink(try Acknowledgement.read(body[...]).acknowledgement)
      return UpstreamReply(status: 204, body: [])
    }
    let answer = try await ends.cityReceiver.receive(body)
    return UpstreamReply(status: answer.isAccepting ? 200 : 409, body: answer.bytes)
  }

  func put(
    _ path: String, _ body: [UInt8], headers: [String: String]
  ) async throws -> UpstreamReply { throw ChannelEnds.Broken() }

  func get(_ path: String, headers: [String: String]) async throws -> UpstreamReply {
    let parts = path.split(whereSeparator: { "/?=".contains($0) })
    guard parts.count == 7, let lane = Int(parts[4]).flatMap({ Lane(rawValue: $0) }),
      let after = Int(parts[6])
    else { throw ChannelEnds.Broken() }
    let piece = try await ends.city.downlinkPiece(
      to: ChannelEnds.hall, lane, after: after, records: 100, chain: ends.cityReceiver.chain)
    return UpstreamReply(
      status: 200,
      body: ends.cityReceiver.batch(piece, of: ends.city.downlink(to: ChannelEnds.hall, lane)))
  }
}
