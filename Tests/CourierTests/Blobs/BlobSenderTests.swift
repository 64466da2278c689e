import Courier
import Seal
import ServiceHall
import Synchronization
import Testing

@Suite("The sender of attachments")
struct BlobSenderTests {
  @Test(
    "(2, 3) over a line that loses, doubles and forges all arrive whole, each chunk once for each break",
    arguments: 1...6)
  func faulty(_ seed: UInt64) async throws {
    var random = Randomness(seed: seed)
    let blobs = try (0..<3).map { _ in try Blob.draw(&random) }
    let ends = BlobEnds(blobs)
    var breaks = 0
    for _ in 0..<2000 {
      let fault =
        random.happens(1, in: 3) ? BlobEnds.Fault.allCases.randomElement(using: &random) ?? .none : .none
      ends.fault.withLock { $0 = fault }
      let step = try await ends.sender.step()
      if case .unheard = step { breaks += 1 }
      if step == .idle { break }
      // (2) what the hall believes to be whole, the receiver has.
      for id in ends.whole.withLock({ $0 }) { #expect(ends.isComplete(id)) }
    }
    #expect(ends.whole.withLock { $0 } == Set(blobs.map(\.manifest.shape.id)))
    let chunks = Set(blobs.map(\.manifest.shape)).reduce(0) { $0 + $1.count }
    #expect(ends.puts.withLock { $0 } <= chunks + breaks, "seed \(seed)")
  }

  @Test("(2) a portal that answers 200 to everything gets one question, and moves nothing")
  func portal() async throws {
    let ends = BlobEnds([try Blob(Array(repeating: 1, count: 50_000))])
    ends.fault.withLock { $0 = .portal }
    for _ in 0..<3 {
      #expect(try await ends.sender.step() == .unheard(.unsigned(status: 200)))
    }
    #expect(ends.whole.withLock { $0 }.isEmpty && ends.puts.withLock { $0 } == 0)
  }

  @Test("(4) a file that was altered on the hall's disk is not sent, and the next one is")
  func altered() async throws {
    let blobs = [try Blob(Array(repeating: 1, count: 50_000)), try Blob(Array(repeating: 2, count: 9))]
    let ends = BlobEnds(blobs)
    ends.files.withLock { $0[blobs[0].manifest.shape.id]?[20_000] = 0 }
    var steps: [BlobSender.Step] = []
    for _ in 0..<20 { steps.append(try await ends.sender.step()) }
    #expect(steps.contains(.setAside(blobs[0].manifest.shape.id)) && steps.last == .idle)
    #expect(ends.whole.withLock { $0 } == [blobs[1].manifest.shape.id])
  }

  @Test("a receiver that drops what it gets is not sent the same for ever")
  func dropping() async throws {
    let ends = BlobEnds([try Blob(Array(repeating: 1, count: 50_000))])
    ends.drops.withLock { $0 = true }
    var steps: [BlobSender.Step] = []
    for _ in 0..<40 { steps.append(try await ends.sender.step()) }
    #expect(steps.last == .idle && ends.puts.withLock { $0 } == 3)
  }
}

/// A hall's files and a receiver that keeps chunks, in memory.
private final class BlobEnds: BlobOutbox, UpstreamLink, Sendable {
  enum Fault: CaseIterable { case none, lostRequest, lostReply, doubled, portal, forged, proxyRefuses }
  struct Broken: Error {}

  private static let incarnation = "0123456789abcdef"
  let fault = Mutex(Fault.none)
  let files: Mutex<[BlobID: [UInt8]]>
  let whole = Mutex<Set<BlobID>>([])
  let puts = Mutex(0)
  let drops = Mutex(false)
  private let manifests: [BlobManifest]
  private let chunks = Mutex<[BlobID: [Int: [UInt8]]]>([:])
  private let receiverKey = SigningKey.make(.ed25519)
  private let hallKey = SigningKey.make(.ed25519)
  private let made = Mutex<BlobSender?>(nil)

  init(_ blobs: [Blob]) {
    manifests = blobs.map(\.manifest)
    files = Mutex(
      Dictionary(blobs.map { ($0.manifest.shape.id, $0.bytes) }) { first, _ in first })
  }

  var sender: BlobSender {
    made.withLock { made in
      let sender =
        made
        ?? BlobSender(
          BlobSender.Parts(
            hall: MemoryHall.id, outbox: self, link: self, key: hallKey,
            receiverKeys: [receiverKey.publicKey], elapsed: { .zero }))
      made = sender
      return sender
    }
  }

  func isComplete(_ id: BlobID) -> Bool {
    let chunks = chunks.withLock { $0[id] ?? [:] }
    let bytes = chunks.sorted { $0.key < $1.key }.flatMap(\.value)
    return Hex.encode(Digest.sha256.hash(bytes)) == id.rawValue
  }

  // MARK: BlobOutbox

  func nextBlob(except aside: Set<BlobID>) async throws -> BlobManifest? {
    let done = whole.withLock { $0 }.union(aside)
    return manifests.first { !done.contains($0.shape.id) }
  }

  func chunk(_ index: Int, of manifest: BlobManifest) async throws -> [UInt8]? {
    manifest.shape.range(of: index).flatMap { range in
      files.withLock { $0[manifest.shape.id].map { Array($0[range]) } }
    }
  }

  func settle(_ word: BlobWord) async throws {
    if word.isWhole { whole.withLock { _ = $0.insert(word.shape.id) } }
  }

  func receiverIncarnation() async throws -> String? { Self.incarnation }
  func advise(chunkSize: Int) async throws {}

  // MARK: UpstreamLink

  func post(_ path: String, _ body: [UInt8]) async throws -> UpstreamReply { throw Broken() }

  func get(_ path: String, headers: [String: String]) async throws -> UpstreamReply {
    try answer(path, nil, headers)
  }

  func put(
    _ path: String, _ body: [UInt8], headers: [String: String]
  ) async throws -> UpstreamReply {
    puts.withLock { $0 += 1 }
    return try answer(path, body, headers)
  }

  private func answer(
    _ path: String, _ body: [UInt8]?, _ headers: [String: String]
  ) throws -> UpstreamReply {
    let fault = fault.withLock { $0 }
    switch fault {
    case .lostRequest: throw Broken()
    case .portal: return UpstreamReply(status: 200, body: Array("<html>please sign in</html>".utf8))
    case .proxyRefuses: return UpstreamReply(status: 403, body: [])
    case .none, .lostReply, .doubled, .forged: break
    }
    let parts = path.split(separator: "/").map(String.init)
    let enrolled = EnrolledHall(
      hall: MemoryHall.id, name: "", division: "119999100000", keys: [hallKey.publicKey])
    guard
      let call = BlobCall(
        id: parts[3], index: parts.count > 4 ? parts[4] : nil, header: headers[BlobCall.field]),
      call.isSigned(headers[SignedRequest.field], body, incarnation: Self.incarnation, by: enrolled)
    else { return UpstreamReply(status: 403, body: []) }
    let bitmap = chunks.withLock { chunks in
      if let body, let index = call.index, !drops.withLock({ $0 }) {
        chunks[call.shape.id, default: [:]][index] = body
      }
      var bitmap = BlobBitmap(count: call.shape.count)
      for index in chunks[call.shape.id, default: [:]].keys { bitmap.insert(index) }
      return fault == .forged ? .full(call.shape.count) : bitmap
    }
    if fault == .lostReply { throw Broken() }
    return UpstreamReply(
      status: 200,
      body: BlobWord.compose(
        bitmap, of: call.shape, from: call.hall, incarnation: Self.incarnation,
        time: "2026-11-20T09:31:05+08:00",
        by: fault == .forged ? SigningKey.make(.ed25519) : receiverKey))
  }
}
