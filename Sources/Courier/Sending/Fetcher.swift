public import Seal
public import ServiceHall

/// Fetches what the receiver has for a hall, and says what of it is held.
///
/// Invariants, cited by number in `FetcherTests`:
/// 1. Only batches that the receiver signed are taken in.
/// 2. What is taken in is on disk before the hall says so.
public struct Fetcher: Sendable {
  public enum Step: Sendable, Equatable {
    /// Nothing new.
    case idle
    /// So many records were taken in.
    case took(Int)
    /// Nothing was said, or nothing that the receiver signed.
    case unheard
    case refused(Acknowledgement.Code)
  }

  let hall: Hall.ID
  let inbox: any Inbox
  let link: any UpstreamLink
  let key: SigningKey
  let receiverKeys: [PublicKey]
  let packer: Packer
  /// RFC 3339.
  let time: @Sendable () -> String

  public init(
    hall: Hall.ID, inbox: any Inbox, link: any UpstreamLink, key: SigningKey,
    receiverKeys: [PublicKey], packer: Packer, time: @escaping @Sendable () -> String
  ) {
    self.hall = hall
    self.inbox = inbox
    self.link = link
    self.key = key
    self.receiverKeys = receiverKeys
    self.packer = packer
    self.time = time
  }

  /// Fetches one batch of a lane.
  ///
  /// - Throws: what the ledger throws; the link's failures are steps.
  public func step(_ lane: Lane) async throws -> Step {
    let after = try await inbox.downlinkHeld(lane)?.held.highWater ?? 0
    let step = try await step(lane, after: after)
    // A receiver that was restored counts anew, under another epoch.
    return step == .refused(.gap) && after > 0 ? try await self.step(lane, after: 0) : step
  }

  private func step(_ lane: Lane, after: Int) async throws -> Step {
    let path = "/channel/v1/downlink/\(hall)/\(lane.rawValue)?after=\(after)"
    let proof = SignedRequest.value(
      for: path, incarnation: try await inbox.receiverIncarnation() ?? "", by: key)
    guard let reply = try? await link.get(path, headers: [SignedRequest.field: proof]),
      reply.status == 200,
      let (batch, _) = try? Batch.read(reply.body[...]), batch.header.stream.hall == hall,
      batch.header.stream.lane == lane, batch.isSigned(by: receiverKeys)
    else { return .unheard }
    if batch.header.isHello { return .idle }
    let lines: [[UInt8]]
    do {
      lines = try batch.lines(packer)
    } catch {
      return .unheard
    }
    let (code, held) = try await inbox.take(batch, lines: lines)
    let word = Acknowledgement.Statement(
      code: code, stream: batch.header.stream, held: held, safe: held.highWater,
      incarnation: String(batch.header.stream.epoch.rawValue.prefix(16)), time: time()
    ).signed(by: key)
    // The receiver learns it the next time otherwise.
    _ = try? await link.post("/channel/v1/acks", word)
    return code.isAccepting ? .took(lines.count) : .refused(code)
  }
}

extension Batch {
  /// Whether one of the keys made the signature.
  public func isSigned(by keys: [PublicKey]) -> Bool {
    keys.contains {
      $0.id == header.key && $0.suite == header.suite && $0.verifies(signature, of: signed)
    }
  }
}
