public import Seal
public import ServiceHall

/// Attachments that wait, as a ledger or a folder keeps them.
public protocol BlobOutbox: Sendable {
  /// The oldest one that the receiver does not hold whole, except those that are set aside.
  func nextBlob(except aside: Set<BlobID>) async throws -> BlobManifest?
  /// Nil where the file is gone or cannot be read.
  func chunk(_ index: Int, of manifest: BlobManifest) async throws -> [UInt8]?
  /// Takes a receiver's word in; that of a former incarnation counts for nothing.
  func settle(_ word: BlobWord) async throws
  /// The receiver's incarnation as last heard; nil before its first word.
  func receiverIncarnation() async throws -> String?
  /// How large the chunks of the next manifest should be.
  func advise(chunkSize: Int) async throws
}

/// Sends attachments chunk by chunk, while no lane has anything to send.
///
/// Invariants, cited by number in `BlobSenderTests`:
/// 1. One exchange carries one chunk at most; who drives it may send records between any two (C12).
/// 2. Only the receiver's signed word that it is whole ends an attachment (C9).
/// 3. After a break the receiver is asked first, and only what is missing is sent.
/// 4. A file that is not what its manifest says is not sent, and holds up no other.
public actor BlobSender {
  public enum Step: Sendable, Equatable {
    /// Nothing waits.
    case idle
    case heard(isWhole: Bool)
    /// Nothing was said, or nothing that the receiver signed.
    case unheard(Sender.Reason)
    /// It cannot be sent as it is; the others go on.
    case setAside(BlobID)
  }

  public struct Parts: Sendable {
    public var hall: Hall.ID
    public var outbox: any BlobOutbox
    public var link: any UpstreamLink
    public var key: SigningKey
    public var receiverKeys: [PublicKey]
    /// Time that only goes forward.
    public var elapsed: @Sendable () -> Duration

    public init(
      hall: Hall.ID, outbox: any BlobOutbox, link: any UpstreamLink, key: SigningKey,
      receiverKeys: [PublicKey], elapsed: @escaping @Sendable () -> Duration
    ) {
      self.hall = hall
      self.outbox = outbox
      self.link = link
      self.key = key
      self.receiverKeys = receiverKeys
      self.elapsed = elapsed
    }
  }

  /// How often a receiver may drop an attachment before it is left alone.
  static let drops = 3

  private let parts: Parts
  private var sizing = ChunkSizing()
  /// What the receiver said last, in an unbroken talk.
  private var held: (shape: BlobShape, bitmap: BlobBitmap)?
  private var dropped: [BlobID: Int] = [:]
  private var aside: Set<BlobID> = []

  public init(_ parts: Parts) { self.parts = parts }

  /// Makes one exchange.
  ///
  /// - Throws: what the ledger throws; the link's failures are steps.
  public func step() async throws -> Step {
    guard let manifest = try await parts.outbox.nextBlob(except: aside) else { return .idle }
    guard let held, held.shape == manifest.shape, let index = held.bitmap.firstMissing else {
      return try await exchange(manifest.shape, nil)
    }
    guard let chunk = try await parts.outbox.chunk(index, of: manifest),
      manifest.holds(chunk, at: index)
    else { return setAside(manifest.shape.id) }
    let began = parts.elapsed()
    let step = try await exchange(manifest.shape, (index, chunk))
    guard case .heard(let isWhole) = step else { return step }
    sizing.succeeded(bytes: chunk.count, in: parts.elapsed() - began)
    try await parts.outbox.advise(chunkSize: ChunkSizing.chunkSize(goodput: sizing.goodput))
    return isWhole || self.held?.bitmap.isEmpty != true ? step : notDropping(manifest.shape.id) ?? step
  }

  private func exchange(
    _ shape: BlobShape, _ sent: (index: Int, chunk: [UInt8])?
  ) async throws -> Step {
    let incarnation = try await parts.outbox.receiverIncarnation() ?? ""
    let call = BlobCall(hall: parts.hall, shape: shape, index: sent?.index)
    let headers = call.headers(sent?.chunk, incarnation: incarnation, by: parts.key)
    held = nil
    let reply: UpstreamReply
    do {
      reply =
        if let sent { try await parts.link.put(call.target, sent.chunk, headers: headers) } else {
          try await parts.link.get(call.target, headers: headers)
        }
    } catch {
      return .unheard(.unreachable)
    }
    guard let word = try? BlobWord.read(reply.body), word.isSigned(by: parts.receiverKeys),
      word.hall == parts.hall, word.shape == shape
    else { return .unheard(.unsigned(status: reply.status)) }
    guard word.incarnation == incarnation else { return .unheard(.outdated) }
    try await parts.outbox.settle(word)
    held = (shape, word.bitmap)
    return .heard(isWhole: word.isWhole)
  }

  /// A chunk was taken in and nothing is there any more: together they were something else.
  private func notDropping(_ id: BlobID) -> Step? {
    dropped[id, default: 0] += 1
    return dropped[id, default: 0] < Self.drops ? nil : setAside(id)
  }

  private func setAside(_ id: BlobID) -> Step {
    aside.insert(id)
    held = nil
    return .setAside(id)
  }
}
