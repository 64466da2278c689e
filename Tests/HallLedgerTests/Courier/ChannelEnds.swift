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
  let clock: FixedClock
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

  init(_ clock: FixedClock = FixedClock(), profile: String = "yizhan") async throws {
    self.clock = clock
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

  /// Takes back what the receiver holds of other epochs.
  func regain(tellsStreams: Bool = true) async throws -> Regainer.Outcome {
    var link = DirectLink(ends: self)
    link.tellsStreams = tellsStreams
    return try await Regainer(
      hall: Self.hall, ledger: channel, link: link, key: hallKey,
      receiverKeys: [receiverKey.publicKey], packer: .plain
    ).run()
  }

  func makeReader() async throws -> StreamReader {
    StreamReader(
      link: DirectLink(ends: self), key: hallKey, receiverKeys: [receiverKey.publicKey],
      incarnation: try await store.incarnation, packer: .plain)
  }

  var hallFolder: String { folder.path + "/halls/chengguan" }

  /// Puts the backup in the ledger's place as the command does, under a new epoch.
  ///
  /// - Returns: how many rows came back; nil while the line is down.
  @discardableResult
  func restoreHall(isHeard: Bool, keeping copy: String? = nil) async throws -> Int? {
    let reader = isHeard ? try await makeReader() : nil
    var rows: Int?
    await shelf.close()
    var epochs = ReturningHall.epochs(in: hallFolder)
    if let copy { try Self.copy(hallFile, copy) }
    try Self.copy(hallFile + ".bak", hallFile)
    let returning = ReturningHall(
      folder: hallFolder, county: County(name: "演示县"), surroundings: .testing(clock))
    if let reader {
      let found = try await returning.regain(by: reader)
      rows = found.rows
      epochs += found.epochs
    }
    try await returning.begin(avoiding: epochs)
    try await closeHall {}
    return rows
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
      if !withWitness { try? FileManager.default.removeItem(atPath: folder.path + "/witness") }
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
  func restoreStore(by restore: (String) throws -> Void) async throws {
    try closeStore {
      try Self.copy(storeFile + ".bak", storeFile)
      try restore(storeFile)
    }
  }

  /// Fetches once what comes down in the normal lane.
  func fetch() async throws -> Fetcher.Step {
    try await Fetcher(
      hall: Self.hall, inbox: channel, link: DirectLink(ends: self), key: hallKey,
      receiverKeys: [receiverKey.publicKey], packer: .plain, time: { "2026-11-20T09:31:05+08:00" }
    ).step(.normal)
  }

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
  /// Whether the receiver lists what it holds of the hall.
  var tellsStreams = true
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
    if parts[2] == "streams" { return try await streams(path, parts) }
    guard parts.count == 7, let lane = Int(parts[4]).flatMap({ Lane(rawValue: $0) }),
      let after = Int(parts[6])
    else { throw ChannelEnds.Broken() }
    let piece = try await ends.store.downlinkPiece(
      to: ChannelEnds.hall, lane, after: after, records: 100, chain: ends.receiver.chain)
    return UpstreamReply(
      status: 200,
      body: ends.receiver.batch(piece, of: ends.store.downlink(to: ChannelEnds.hall, lane)))
  }

  private func streams(_ path: String, _ parts: [Substring]) async throws -> UpstreamReply {
    if parts.count == 4 {
      if !tellsStreams { return UpstreamReply(status: 404, body: []) }
      let held = try await ends.store.streams(of: ChannelEnds.hall).map {
        Enrolment.HeldStream(
          epoch: $0.stream.epoch.rawValue, lane: $0.stream.lane.rawValue, hw: $0.highWater)
      }
      return UpstreamReply(status: 200, body: Array(Enrolment.HeldStream.text(held).utf8))
    }
    guard parts.count == 8, let epoch = Epoch(String(parts[4])), parts[5] == "2",
      let after = Int(parts[7])
    else { throw ChannelEnds.Broken() }
    let stream = StreamID(hall: ChannelEnds.hall, epoch: epoch, lane: .normal)
    let piece = try await ends.store.piece(
      stream, after: after, records: 7, start: ends.receiver.start(of: stream))
    guard let piece else { return UpstreamReply(status: 404, body: []) }
    return UpstreamReply(status: 200, body: ends.receiver.batch(piece, of: stream))
  }
}

extension Packer {
  static let plain = Packer(deflate: { $0 }, inflate: { $0.count <= $1 ? $0 : nil })
}
