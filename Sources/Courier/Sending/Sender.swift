public import Seal
import ServiceHall

/// Drives one hall's streams to its receiver, one exchange after another.
///
/// Invariants, cited by number in `SenderTests`:
/// 1. Only a signed acknowledgement moves anything (C9); every other answer means that nothing was said.
/// 2. The urgent lane goes first, decided anew for each exchange (C12).
/// 3. After a silence a hello comes before bulk.
/// 4. Nothing expires; a failure only delays.
public actor Sender {
  /// What one step did.
  public enum Step: Sendable, Equatable {
    /// Nothing waits.
    case idle
    /// The receiver's word was taken in; there may be more to send.
    case settled(SenderRule.Decision)
    /// Nothing was said, or what was said is not signed by the receiver.
    case unheard(Reason)
  }

  public enum Reason: Sendable, Equatable {
    case unreachable
    /// A status without a signed word: a portal, a proxy, a server in trouble.
    case unsigned(status: Int)
    case refused(SenderRule.Refusal)
    /// Signed, but of a former incarnation: it counts for nothing.
    case outdated
    /// The receiver no longer holds what it had promised to keep safe; a person has to look.
    case promiseBroken
  }

  public struct Parts: Sendable {
    public var outbox: any Outbox
    public var link: any UpstreamLink
    public var signers: Signers
    /// Keys by which the receiver signs.
    public var receiverKeys: [PublicKey]
    public var packer: Packer
    /// Time that only goes forward.
    public var elapsed: @Sendable () -> Duration

    public init(
      outbox: any Outbox, link: any UpstreamLink, signers: Signers, receiverKeys: [PublicKey],
      packer: Packer, elapsed: @escaping @Sendable () -> Duration
    ) {
      self.outbox = outbox
      self.link = link
      self.signers = signers
      self.receiverKeys = receiverKeys
      self.packer = packer
      self.elapsed = elapsed
    }
  }

  /// After so long without a word a hello goes first.
  static let silence: Duration = .minutes(2)

  private let parts: Parts
  public private(set) var sizing = BatchSizing()
  private var lastWord: Duration?
  /// The receiver goes by the next key.
  public private(set) var hasRotated = false
  /// Of plain bytes to travelling bytes, as the last batches showed.
  private var packing = 4.0

  public init(_ parts: Parts) { self.parts = parts }

  /// Sends one batch, or a hello, and takes in the answer.
  ///
  /// - Throws: what the ledger throws; the link's failures are steps.
  public func step() async throws -> Step {
    let lanes = try await lanes()
    guard let lane = lanes.first(where: { $0.waiting > 0 }) else {
      guard isSilent, let lane = lanes.last else { return .idle }
      return try await hello(lane)
    }
    // The word may move custody, and what was in the lane may be gone after it.
    return isSilent ? try await hello(lane) : try await send(lane)
  }

  /// Asks what the receiver holds of every stream, as after a restore or at a person's wish.
  public func ask() async throws -> Step {
    var last = Step.idle
    for lane in try await lanes() {
      last = try await hello(lane)
      guard case .settled(.custody) = last else { return last }
    }
    return last
  }

  private func lanes() async throws -> [LaneState] {
    let lanes = try await parts.outbox.lanes()
    if parts.signers.next != nil, parts.signers.hasRotated(lanes) { hasRotated = true }
    return lanes
  }

  /// Something beside the lanes was not answered: a hello goes before anything else.
  public func distrust() { lastWord = nil }

  private var isSilent: Bool {
    guard let lastWord else { return true }
    return parts.elapsed() - lastWord > Self.silence
  }

  private func hello(_ lane: LaneState) async throws -> Step {
    let piece = try await parts.outbox.piece(
      lane.stream, after: lane.acknowledged, records: 0, bytes: 0)
    return try await exchange(piece, lane)
  }

  private func send(_ lane: LaneState) async throws -> Step {
    let plain = Int(min(64e6, Double(sizing.bytes) * packing))
    let piece = try await parts.outbox.piece(
      lane.stream, after: lane.acknowledged, records: BatchSizing.records, bytes: plain)
    return try await exchange(piece, lane)
  }

  private func exchange(_ piece: OutboxPiece, _ lane: LaneState) async throws -> Step {
    let batch = Batch.compose(
      lane.stream, from: piece.from, lines: piece.lines, prev: piece.prev, compression: .deflate,
      packer: parts.packer,
      by: parts.signers.signer(from: piece.from, of: lane, hasRotated: hasRotated))
    let bytes = batch.bytes
    let began = parts.elapsed()
    let reply: UpstreamReply
    do {
      reply = try await parts.link.post("/channel/v1/batches", bytes)
    } catch {
      return unheard(.unreachable)
    }
    guard let word = word(in: reply) else { return unheard(.unsigned(status: reply.status)) }
    let decision = try await parts.outbox.settle(word, .answer)
    lastWord = parts.elapsed()
    switch decision {
    case .refused(let refusal):
      sizing.failed()
      return .unheard(.refused(refusal))
    // Asked again at once, it would say the same for ever.
    case .nothing: return unheard(.outdated)
    case .rewind(let highWater, _) where highWater > word.highWater: return unheard(.promiseBroken)
    case .custody, .rewind, .rolledBack: break
    }
    if !batch.header.isHello {
      sizing.succeeded(bytes: bytes.count, in: parts.elapsed() - began)
      let plain = piece.lines.reduce(0) { $0 + $1.count + 1 }
      packing = max(1, min(20, packing * 0.7 + Double(plain) / Double(bytes.count) * 0.3))
    }
    return .settled(decision)
  }

  private func unheard(_ reason: Reason) -> Step {
    sizing.failed()
    lastWord = nil
    return .unheard(reason)
  }

  private func word(in reply: UpstreamReply) -> Acknowledgement? {
    guard let (word, _) = try? Acknowledgement.read(reply.body[...]) else { return nil }
    return word.isSigned(by: parts.receiverKeys) ? word : nil
  }
}

extension Acknowledgement {
  /// Whether one of the keys made the signature.
  public func isSigned(by keys: [PublicKey]) -> Bool {
    keys.contains { $0.id == key && $0.suite == suite && $0.verifies(signature, of: signed) }
  }
}
