import Courier
import HTTPServing
import HallTesting
import Logging
import Seal
import ServiceHall
import Synchronization
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Calls about attachments")
struct ChannelBlobTests {
  private let folder: TemporaryFolder
  private let ledger: ReceiverLedger
  private let site: ChannelSite
  private let store = MemoryBlobs()
  private let hallKey = SigningKey.make(.ed25519)
  private let receiverKey = SigningKey.make(.ed25519)
  private let hall: Hall.ID = .named("chengguan")
  private let shape: BlobShape

  init() async throws {
    folder = try TemporaryFolder()
    let clock = FixedClock()
    ledger = try ReceiverLedger(folder: folder.path, clock: clock.hallClock) {
      SecureRandom.text($0, alphabet: "0123456789abcdef")
    }
    try await ledger.addCode(digest: "code")
    _ = try await ledger.enrol(
      EnrolledHall(
        hall: hall, name: "城关镇便民服务中心", division: "119999100000", keys: [hallKey.publicKey]),
      codeDigest: "code")
    let receiver = Receiver(
      store: ledger, key: receiverKey, packer: Packer(deflate: { $0 }, inflate: { bytes, _ in bytes }),
      time: { "2026-11-20T09:31:05+08:00" })
    site = ChannelSite(
      receiver, ledger, store, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      codeDigest: { $0 })
    shape = try #require(
      BlobShape(id: .named(String(repeating: "a", count: 64)), size: 20_000, chunkSize: 16 << 10))
  }

  /// - Parameter change: makes the request another one after it was signed.
  private func ask(
    _ method: HTTPMethod, _ index: Int?, _ body: [UInt8]? = nil, by key: SigningKey? = nil,
    change: (inout Request) -> Void = { _ in }
  ) async throws -> Answer {
    let call = BlobCall(hall: hall, shape: shape, index: index)
    let headers = call.headers(body, incarnation: ledger.identity.incarnation, by: key ?? hallKey)
    var request = Request(
      method: method, path: call.target, headers: HeaderFields(headers.map { ($0.key, $0.value) }),
      body: body.map { .memory($0) } ?? .empty)
    change(&request)
    return Answer(await site.respond(request))
  }

  private func word(_ answer: Answer) throws -> BlobWord {
    let word = try BlobWord.read(answer.bytes)
    #expect(answer.status == 200 && word.isSigned(by: [receiverKey.publicKey]))
    #expect(word.hall == hall && word.shape == shape && word.incarnation == ledger.identity.incarnation)
    return word
  }

  @Test("every call is answered by the receiver's signed word; the content is given out once it is whole")
  func words() async throws {
    #expect(try word(try await ask(.get, nil)).bitmap.isEmpty)
    #expect(try word(try await ask(.put, 1, Array(repeating: 1, count: 20_000 - 16384))).bitmap.bytes == [2])
    #expect(try await ask(.get, 1).status == 404)
    #expect(try word(try await ask(.put, 0, Array(repeating: 2, count: 16384))).isWhole)
    #expect(try await ask(.get, 0).bytes == Array(repeating: 2, count: 16384))
  }

  @Test("what is not signed by the hall, for this very call, is refused, and changes nothing")
  func signatures() async throws {
    let chunk = [UInt8](repeating: 2, count: 16384)
    #expect(try await ask(.put, 0, chunk, by: SigningKey.make(.ed25519)).status == 403)
    #expect(try await ask(.put, 0, chunk) { $0.body = .memory(chunk.map { $0 + 1 }) }.status == 403)
    #expect(try await ask(.put, 0, chunk) { $0.headers[SignedRequest.field] = nil }.status == 403)
    #expect(try await ask(.put, 0, chunk) { $0.headers[BlobCall.field] = "hexi 20000 16384" }.status == 403)
    #expect(
      try await ask(.put, 0, chunk) { $0.headers[BlobCall.field] = "chengguan 20001 16384" }.status == 403)
    #expect(try await ask(.get, nil) { $0.headers[SignedRequest.field] = nil }.status == 403)
    #expect(try await ask(.get, 0) { $0.path = BlobCall.prefix + shape.id.rawValue }.status == 403)
    #expect(store.chunks.withLock { $0.isEmpty })
  }

  @Test("what cannot be a chunk is told so")
  func forms() async throws {
    let chunk = [UInt8](repeating: 2, count: 16384)
    #expect(try await ask(.put, 0, chunk.dropLast()).status == 400)
    #expect(try await ask(.put, 1, chunk).status == 400)
    #expect(try await ask(.put, 0, chunk) { $0.headers[BlobCall.field] = nil }.status == 400)
    #expect(try await ask(.put, 0, chunk) { $0.path += "9" }.status == 400)
    #expect(try await ask(.put, 0, chunk) { $0.path = "/channel/v1/blobs/x/0" }.status == 400)
    #expect(ChannelSite.largestBody(BlobCall.prefix + "x/0") == 256 << 10)
    #expect(store.chunks.withLock { $0.isEmpty })
  }

  @Test("(C10) a disk without room is a 503 without a word")
  func full() async throws {
    store.isFull.withLock { $0 = true }
    let answer = try await ask(.put, 0, Array(repeating: 2, count: 16384))
    #expect(answer.status == 503 && (try? BlobWord.read(answer.bytes)) == nil)
  }
}

private final class MemoryBlobs: BlobStore, Sendable {
  struct Full: Error {}

  let chunks = Mutex<[Int: [UInt8]]>([:])
  let isFull = Mutex(false)

  func bitmap(of shape: BlobShape, from hall: Hall.ID) async throws -> BlobBitmap {
    var bitmap = BlobBitmap(count: shape.count)
    for index in chunks.withLock({ $0.keys.sorted() }) { bitmap.insert(index) }
    return bitmap
  }

  func put(
    _ chunk: [UInt8], at index: Int, of shape: BlobShape, from hall: Hall.ID
  ) async throws -> BlobBitmap {
    if isFull.withLock({ $0 }) { throw Full() }
    chunks.withLock { $0[index] = chunk }
    return try await bitmap(of: shape, from: hall)
  }

  func chunk(at index: Int, of shape: BlobShape) async throws -> [UInt8]? {
    try await bitmap(of: shape, from: .named("chengguan")).isFull ? chunks.withLock { $0[index] } : nil
  }
}
