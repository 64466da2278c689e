import Courier
import Foundation
import GRDB
import HallTesting
import Seal
import ServiceHall
import Synchronization

@testable import HallLedger

/// A hall with its files and a receiver with its own, and a line between them that a test may cut.
final class ChannelEnds: Sendable {
  struct Broken: Error {}

  static let hall: Hall.ID = .named("chengguan")
  let folder: TemporaryFolder
  let clock = FixedClock()
  let hallKey = SigningKey.make(.ed25519)
  let receiverKey = SigningKey.make(.ed25519)
  private let state: Mutex<State>

  private struct State: Sendable {
    var shelf: HallShelf
    var channel: HallChannel
    var store: ReceiverLedger
  }

  var shelf: HallShelf { state.withLock { $0.shelf } }
  var channel: HallChannel { state.withLock { $0.channel } }
  var store: ReceiverLedger { state.withLock { $0.store } }

  init(profile: String = "yizhan") async throws {
    folder = try TemporaryFolder()
    let shelf = Self.makeShelf(folder, clock)
    try await shelf.create(Self.hall)
    state = Mutex(
      State(
        shelf: shelf, channel: try Self.makeChannel(folder, shelf),
        store: try Self.makeStore(folder, clock)))
    try await shelf.with(Self.hall) { ledger in
      try await ledger.saveLine(Line(id: .named("A"), name: "社保"), by: .system)
    }
    try await enrolAtReceiver()
    let epoch = try await shelf.with(Self.hall) { try await $0.openEpoch() }
    let upstream = Upstream(
      url: "http://127.0.0.1", pin: nil, profile: profile,
      receiverKeys: [
        Upstream.Key(
          id: receiverKey.publicKey.id, suite: "ed25519",
          bytes: Base64.encode(receiverKey.publicKey.bytes, padded: true))
      ], suite: "ed25519", key: hallKey.publicKey.id, hall: Self.hall,
      division: .named("119999100000"), epoch: epoch)
    try await shelf.with(Self.hall) { try await $0.enrol(upstream, by: .system) }
  }

  private func enrolAtReceiver() async throws {
    try await store.addCode(digest: "code")
    _ = try await store.enrol(
      EnrolledHall(
        hall: Self.hall, name: "城关镇便民服务中心", division: "119999100000",
        keys: [hallKey.publicKey]), codeDigest: "code")
  }

  private static func makeShelf(_ folder: TemporaryFolder, _ clock: FixedClock) -> HallShelf {
    HallShelf(
      folder: folder.path + "/halls", county: County(name: "演示县"), surroundings: .testing(clock))
  }

  private static func makeChannel(
    _ folder: TemporaryFolder, _ shelf: HallShelf
  ) throws -> HallChannel {
    let path = folder.path + "/witness"
    return try HallChannel(
      Self.hall, on: shelf,
      witness: WitnessKeeper(
        read: { FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } },
        replace: { try Data($0.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) }))
  }

  private static func makeStore(
    _ folder: TemporaryFolder, _ clock: FixedClock
  ) throws -> ReceiverLedger {
    try ReceiverLedger(folder: folder.path + "/receiver", clock: clock.hallClock) {
      SecureRandom.text($0, alphabet: "0123456789abcdef")
    }
  }

  // MARK: Working

  func take(_ count: Int = 1) async throws {
    for _ in 0..<count {
      let request = try TicketRequest(line: .named("A"))
      _ = try await shelf.with(Self.hall) {
        try await $0.issueTicket(request, by: .visitor, key: nil, answer: { _ in [] })
      }
    }
  }

  var receiver: Receiver {
    Receiver(
      store: store, key: receiverKey, packer: .plain, time: { "2026-11-20T09:31:05+08:00" })
  }

  /// A courier that has just been started.
  func makeSender(_ link: (any UpstreamLink)? = nil, next: SigningKey? = nil) -> Sender {
    Sender(
      Sender.Parts(
        outbox: channel, link: link ?? DirectLink(ends: self), signers: Signers(hallKey, next: next),
        receiverKeys: [receiverKey.publicKey], packer: .plain, elapsed: { .zero }))
  }

  /// Sends until nothing waits.
  func drain() async throws -> [SenderRule.Decision] {
    let sender = makeSender()
    var decisions: [SenderRule.Decision] = []
    for _ in 0..<100 {
      guard case .settled(let decision) = try await sender.step() else { break }
      decisions.append(decision)
    }
    return decisions
  }

  // MARK: Disasters

  var hallFile: String { folder.path + "/halls/chengguan/hall.sqlite" }
  var storeFile: String { folder.path + "/receiver/receiver.sqlite" }

  func backUpHall() async throws { try await closeHall { try Self.copy(hallFile, hallFile + ".bak") } }

  /// Puts the backup in the ledger's place, as a person would who knows no better.
  func putBackHall(withWitness: Bool = true) async throws {
    try await closeHall {
      try Self.copy(hallFile + ".bak", hallFile)
      if !withWitness { try FileManager.default.removeItem(atPath: folder.path + "/witness") }
    }
  }

  private func closeHall(_ body: () throws -> Void) async throws {
    await shelf.close()
    try body()
    let shelf = Self.makeShelf(folder, clock)
    let channel = try Self.makeChannel(folder, shelf)
    state.withLock { state in
      state.shelf = shelf
      state.channel = channel
    }
  }

  func backUpStore() throws { try closeStore { try Self.copy(storeFile, storeFile + ".bak") } }

  /// Restores the receiver as its own command would: under another incarnation.
  func restoreStore() async throws {
    try closeStore { try Self.copy(storeFile + ".bak", storeFile) }
    try await store.write { try $0.execute(sql: "UPDATE store SET incarnation = 'ffffffffffffffff'") }
    try reopenStore()
  }

  func reopenStore() throws { try closeStore {} }

  private func closeStore(_ body: () throws -> Void) throws {
    store.close()
    try body()
    let store = try Self.makeStore(folder, clock)
    state.withLock { $0.store = store }
  }

  static func copy(_ from: String, _ to: String) throws {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: to + suffix)
      if FileManager.default.fileExists(atPath: from + suffix) {
        try FileManager.default.copyItem(atPath: from + suffix, toPath: to + suffix)
      }
    }
  }

  // MARK: Looking

  /// The journal as the receiver has it: rows by number, from items of work.
  func workedJournal() async throws -> [Int: [String]] {
    try await store.read { database in
      Dictionary(
        grouping: try database.all(
          "SELECT version, message FROM work_item WHERE entity = 'journal'"
        ) { row -> (Int, String) in (row[0], row[1]) }, by: \.0
      ).mapValues { $0.map(\.1) }
    }
  }

  func journalCount() async throws -> Int {
    try await shelf.with(Self.hall) { ledger in
      try await ledger.read { Int(try $0.integer("SELECT count(*) FROM journal") ?? 0) }
    }
  }
}

/// The line, without a machine between.
struct DirectLink: UpstreamLink {
  let ends: ChannelEnds
  /// Throws away the answers after so many.
  var answers = Int.max
  private let count = Counter()

  final class Counter: Sendable {
    let value = Mutex(0)
  }

  init(ends: ChannelEnds, answers: Int = .max) {
    self.ends = ends
    self.answers = answers
  }

  func post(_ path: String, _ body: [UInt8]) async throws -> UpstreamReply {
    if path == "/channel/v1/acks" {
      try await ends.store.noteDownlink(try Acknowledgement.read(body[...]).acknowledgement)
      return UpstreamReply(status: 204, body: [])
    }
    let answer = try await ends.receiver.receive(body)
    let number = count.value.withLock { count in
      count += 1
      return count
    }
    guard number <= answers else { throw ChannelEnds.Broken() }
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
    let piece = try await ends.store.downlinkPiece(
      to: ChannelEnds.hall, lane, after: after, records: 100, chain: ends.receiver.chain)
    return UpstreamReply(
      status: 200,
      body: ends.receiver.batch(piece, of: ends.store.downlink(to: ChannelEnds.hall, lane)))
  }
}

extension Packer {
  static let plain = Packer(deflate: { $0 }, inflate: { $0.count <= $1 ? $0 : nil })
}
