import Courier
import CourierLink
import Foundation
import GRDB
import HallTesting
import Pages
import Seal
import ServiceHall
import Testing

@testable import HallLedger
@testable import Station

@Suite("Sticks and the line, in any order")
struct FerryOrderTests {
  static let seeds = 16

  @Test("(C8) any multiset and permutation of batches, words and what comes down gives one final state")
  func anyOrder() async throws {
    let parcel = try await Parcel.prepare()
    var first: [String]?
    for seed in 1...UInt64(Self.seeds) {
      var random = SeededGenerator(seed: seed)
      let ends = try await parcel.unpack()
      // What the receiver has said so far travels as well, late and more than once.
      var files = parcel.files
      for _ in 0..<4 + random.below(8) { files += try await ends.step(&random, files) }
      // Whatever came so far: once each of the files has come, nothing else counts.
      files += try await ends.carry(files.shuffled(using: &random), to: .both, &random)
      _ = try await ends.carry(files.shuffled(using: &random), to: .hall, &random)
      let state = try await ends.state()
      #expect(state == first ?? state, "seed \(seed) ends otherwise than seed 1")
      first = first ?? state
      #expect(try await ends.isSettled(), "seed \(seed) leaves something unacknowledged")
      await ends.close()
    }
  }
}

/// A hall that has reported and a receiver that has answered, neither of which knows of it, and the files that
/// both wrote about it meanwhile: many overlap.
private struct Parcel {
  let folder: TemporaryFolder
  let hallKey: SigningKey
  let receiverKey: SigningKey
  private(set) var files: [(name: String, bytes: [UInt8])] = []

  private init(_ folder: TemporaryFolder, _ hallKey: SigningKey, _ receiverKey: SigningKey) {
    self.folder = folder
    self.hallKey = hallKey
    self.receiverKey = receiverKey
  }

  static func prepare() async throws -> Parcel {
    var parcel = Parcel(
      try TemporaryFolder(), SigningKey.make(.ed25519), SigningKey.make(.ed25519))
    let ends = try await Ends(parcel, at: parcel.folder.path + "/start")
    try await ends.enrol()
    let stick = try ends.stick([])
    for round in 1...4 {
      try await ends.report(cases: 3)
      try await ends.answer(round)
      _ = try await ends.hallFerry().export(to: stick) { _, _ in }
      _ = try await ends.receiverFerry().export(to: Ends.hall, stick)
    }
    await ends.close()
    parcel.files = try Ends.batches(on: stick)
    return parcel
  }

  /// The same two ends once more, as they were.
  func unpack() async throws -> Ends {
    let path = folder.path + "/" + UUID().uuidString
    try FileManager.default.copyItem(atPath: folder.path + "/start", toPath: path)
    return try await Ends(self, at: path)
  }
}

/// A hall and a receiver with their files, and the line between them.
private final class Ends: Sendable {
  enum Whom: CaseIterable { case hall, receiver, both }

  static let hall: Hall.ID = .named("chengguan")
  private let path: String
  private let hallKey: SigningKey
  private let receiverKey: SigningKey
  private let shelf: HallShelf
  private let channel: HallChannel
  private let store: ReceiverLedger

  init(_ parcel: Parcel, at path: String) async throws {
    self.path = path
    hallKey = parcel.hallKey
    receiverKey = parcel.receiverKey
    shelf = HallShelf(
      folder: path + "/halls", county: County(name: "演示县"), surroundings: Surroundings.ledger)
    try FileManager.default.createDirectory(
      atPath: path + "/early", withIntermediateDirectories: true)
    channel = try HallChannel(Self.hall, on: shelf, witness: .file(path + "/witness"))
    store = try ReceiverLedger(folder: path + "/receiver", clock: FixedClock().hallClock) {
      SecureRandom.text($0, alphabet: "0123456789abcdef")
    }
  }

  func close() async {
    await shelf.close()
    store.close()
  }

  // MARK: Before the journey

  func enrol() async throws {
    try await shelf.create(Self.hall)
    try await store.addCode(digest: "code")
    _ = try await store.enrol(
      EnrolledHall(
        hall: Self.hall, name: "城关镇便民服务中心", division: "119999100000",
        keys: [hallKey.publicKey]), codeDigest: "code")
    let upstream = try await upstream()
    try await shelf.with(Self.hall) { try await $0.enrol(upstream, by: .system) }
  }

  private func upstream() async throws -> Upstream {
    let key = receiverKey.publicKey
    return Upstream(
      url: "http://127.0.0.1", pin: nil, profile: "national",
      receiverKeys: [
        Upstream.Key(
          id: key.id, suite: "ed25519", bytes: Base64.encode(key.bytes, padded: true))
      ], suite: "ed25519", key: hallKey.publicKey.id, hall: Self.hall,
      division: .named("119999100000"),
      epoch: try await shelf.with(Self.hall) { try await $0.openEpoch() })
  }

  func report(cases count: Int) async throws {
    let words = String(decoding: EmbeddedFiles.all()["strings/synthetic.json"] ?? [], as: UTF8.self)
    let position = try await shelf.with(Self.hall) { $0.position }
    var cases = SyntheticCases(
      seed: UInt64(position), hall: Self.hall, division: .named("119999100000"),
      mark: .numbered(Int(position % 100)),
      start: .fridayMorning, words: try SyntheticWords(json: words))
    var entries: [SyntheticCases.Entry] = []
    for _ in 0..<count { entries += try cases.next() }
    let made = entries
    try await shelf.with(Self.hall) { try await $0.reportSynthetic(made) }
  }

  func answer(_ round: Int) async throws {
    for (lane, kind) in [(Lane.urgent, Downlink.Kind.decision), (.normal, .notice)] {
      let message = RecordLine.message(from: Digest.sha256.hash([UInt8(round), UInt8(lane.rawValue)]))
      _ = try await store.send(
        kind, about: "case:\(round % 2)", message: message, json: #"{"kind":"\#(kind.rawValue)"}"#,
        to: Self.hall, lane, chain: receiver.chain)
    }
  }

  // MARK: On the way

  private var receiver: Receiver {
    Receiver(store: store, key: receiverKey, packer: .zlib, time: { "2026-11-20T09:31:05+08:00" })
  }

  func receiverFerry() -> ReceiverFerry {
    ReceiverFerry(
      desk: store, receiver: receiver,
      blobs: ReceiverBlobs(folder: path), early: FerryFolder(path: path + "/early"))
  }

  func hallFerry() async throws -> HallFerry {
    HallFerry(
      channel: channel, upstream: try await upstream(),
      keys: ChannelKeys(signing: hallKey, opener: .make(.international)))
  }

  /// A stick with these files on it.
  func stick(_ files: [(name: String, bytes: [UInt8])]) throws -> FerryFolder {
    let stick = path + "/stick-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
    for file in files {
      try Data(file.bytes).write(to: URL(fileURLWithPath: stick + "/" + file.name))
    }
    return FerryFolder(path: stick)
  }

  static func batches(on stick: FerryFolder) throws -> [(name: String, bytes: [UInt8])] {
    try stick.files(suffix: FerryName.suffix).map { ($0, try stick.read($0, limit: .max)) }
  }

  /// Some of the files by stick, or something over the line.
  ///
  /// - Returns: what the receiver wrote for the way back.
  func step(
    _ random: inout SeededGenerator, _ files: [(name: String, bytes: [UInt8])]
  ) async throws -> [(name: String, bytes: [UInt8])] {
    switch random.below(4) {
    case 0:
      let sender = Sender(
        Sender.Parts(
          outbox: channel, link: self, signers: Signers(hallKey),
          receiverKeys: [receiverKey.publicKey], packer: .zlib, elapsed: { .zero }))
      for _ in 0...random.below(3) { _ = try await sender.step() }
    case 1:
      let fetcher = Fetcher(
        hall: Self.hall, inbox: channel, link: self, key: hallKey,
        receiverKeys: [receiverKey.publicKey], packer: .zlib,
        time: { "2026-11-20T09:31:05+08:00" })
      _ = try await fetcher.step(random.oneIn(2) ? .urgent : .normal)
    default:
      let some = (0...random.below(5)).map { _ in files[random.below(files.count)] }
      return try await carry(some, to: Whom.allCases[random.below(3)], &random)
    }
    return []
  }

  /// One name once on a stick; what the receiver writes there the hall finds.
  func carry(
    _ files: [(name: String, bytes: [UInt8])], to whom: Whom, _ random: inout SeededGenerator
  ) async throws -> [(name: String, bytes: [UInt8])] {
    var names: Set<String> = []
    let stick = try stick(files.filter { names.insert($0.name).inserted })
    var words: [(name: String, bytes: [UInt8])] = []
    if whom != .hall {
      _ = try await receiverFerry().take(from: stick) { _, _ in }
      for name in try stick.files(suffix: HallFerry.wordSuffix) where !names.contains(name) {
        // Files are read by name: an early word may come after a late one.
        words.append(("\(random.below(1 << 30))-\(name)", try stick.read(name, limit: .max)))
      }
    }
    if whom != .receiver { _ = try await hallFerry().take(from: stick) { _, _ in } }
    return words
  }

  // MARK: Where it ends

  func isSettled() async throws -> Bool {
    try await channel.lanes().allSatisfy { $0.last > 0 && $0.acknowledged == $0.last }
  }

  /// What both ends hold; neither times nor the order in which it came.
  func state() async throws -> [String] {
    let hall = try await shelf.with(Self.hall) { ledger in
      try await ledger.read {
        try Self.rows(
          [
            "epoch, lane, is_open, last, hex(head), acknowledged, safe FROM outbox_lane",
            "stream, seq, hex(line), hex(chain) FROM outbox",
            "epoch, lane, high_water, hex(chain) FROM inbox_lane",
            "epoch, lane, seq, hex(chain) FROM inbox",
            "message, entity, version, kind, json FROM downlink",
          ], $0)
      }
    }
    let receiver = try await store.read {
      try Self.rows(
        [
          "hall, epoch, lane, high_water, hex(chain), safe FROM stream",
          """
          lane, seq, hex(line), hex(stream_row.chain) FROM stream_row
          JOIN stream ON stream.id = stream_row.stream
          """,
          "hall, message, entity, version, state, json FROM work_item",
          "hall, entity, version FROM work_entity", "hall, lane, seq FROM quarantine",
        ], $0)
    }
    return hall + receiver
  }

  private static func rows(_ queries: [String], _ database: Database) throws -> [String] {
    try queries.flatMap { query in
      try Row.fetchAll(database, sql: "SELECT \(query)").map { "\(query.prefix(20)) \($0)" }.sorted()
    }
  }
}

extension Ends: UpstreamLink {
  func post(_ path: String, _ body: [UInt8]) async throws -> UpstreamReply {
    if path == "/channel/v1/acks" {
      try await store.noteDownlink(try Acknowledgement.read(body[...]).acknowledgement)
      return UpstreamReply(status: 204, body: [])
    }
    let answer = try await receiver.receive(body)
    return UpstreamReply(status: answer.isAccepting ? 200 : 409, body: answer.bytes)
  }

  func put(
    _ path: String, _ body: [UInt8], headers: [String: String]
  ) async throws -> UpstreamReply { UpstreamReply(status: 404, body: []) }

  func get(_ path: String, headers: [String: String]) async throws -> UpstreamReply {
    let parts = path.split(whereSeparator: { "/?=".contains($0) })
    let lane = try #require(Int(parts[4]).flatMap { Lane(rawValue: $0) })
    let piece = try await store.downlinkPiece(
      to: Self.hall, lane, after: try #require(Int(parts[6])), records: 2, chain: receiver.chain)
    return UpstreamReply(
      status: 200, body: receiver.batch(piece, of: store.downlink(to: Self.hall, lane)))
  }
}
