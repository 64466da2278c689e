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
    /// Nobody listens, or whoever did is gone: maybe the receiver is just being started again.
    case restarting
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
  /// Half of what a receiver takes: while one batch is under way the next one is made ready, and both are in
  /// memory.
  static let records = BatchSizing.records / 2

  private let parts: Parts
  public private(set) var sizing = BatchSizing()
  private var lastWord: Duration?
  /// The receiver goes by the next key.
  public private(set) var hasRotated = false
  /// Of plain bytes to travelling bytes, as the last batches showed.
  private var packing = 4.0
  /// What follows the batch under way, made ready while the receiver worked on that.
  private var next: Parcel?

  private struct Parcel {
    let batch: Batch
    let bytes: [UInt8]
    /// Of the lines before they were packed.
    let plain: Int
  }

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
    next = nil
    return try await exchange(try await parcel(lane, after: lane.acknowledged, records: 0), lane)
  }

  private func send(_ lane: LaneState) async throws -> Step {
    let parcel: Parcel
    if let next, next.batch.header.stream == lane.stream,
      next.batch.header.from == lane.acknowledged + 1
    {
      parcel = next
    } else {
      parcel = try await self.parcel(lane, after: lane.acknowledged, records: Self.records)
    }
    next = nil
    return try await exchange(parcel, lane)
  }

  /// Packed and signed away from the actor: the receiver may be at work meanwhile.
  private func parcel(_ lane: LaneState, after seq: Int, records: Int) async throws -> Parcel {
    let plain = Int(min(64e6, Double(sizing.bytes) * packing))
    return try await Self.parcel(
      parts, lane, after: seq, records: records, bytes: plain, hasRotated: hasRotated)
  }

  @concurrent
  private static func parcel(
    _ parts: Parts, _ lane: LaneState, after seq: Int, records: Int, bytes: Int,
    hasRotated: Bool
  ) async throws -> Parcel {
    let piece = try await parts.outbox.piece(lane.stream, after: seq, records: records, bytes: bytes)
    let batch = Batch.compose(
      lane.stream, from: piece.from, lines: piece.lines, prev: piece.prev, compression: .deflate,
      packer: parts.packer, by: parts.signers.signer(from: piece.from, of: lane, hasRotated: hasRotated))
    return Parcel(
      batch: batch, bytes: batch.bytes, plain: piece.lines.reduce(0) { $0 + $1.count + 1 })
  }

  private func exchange(_ parcel: Parcel, _ lane: LaneState) async throws -> Step {
    let began = parts.elapsed()
    let reply: UpstreamReply
    // A backlog alone is read ahead: of what has just come the urgent part would wait for the rest.
    let header = parcel.batch.header
    async let ahead =
      !header.isHello && lane.last - header.to >= Self.records
      ? self.parcel(lane, after: header.to, records: Self.records) : nil
    do {
      reply = try await parts.link.post("/channel/v1/batches", parcel.bytes)
    } catch let silence as UpstreamSilence {
      if silence == .cut { sizing.failed() }
      lastWord = nil
      return .unheard(.restarting)
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
    if !header.isHello {
      let size = parcel.bytes.count
      sizing.succeeded(bytes: size, in: parts.elapsed() - began)
      packing = max(1, min(20, packing * 0.7 + Double(parcel.plain) / Double(size) * 0.3))
      next = try await ahead
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
