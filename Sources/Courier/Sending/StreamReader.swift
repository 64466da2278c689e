public import Seal
public import ServiceHall

/// Why what a receiver holds could not be read back.
public enum StreamFault: Error, Sendable, Equatable {
  /// Nothing came, or nothing that the receiver signed.
  case unheard
  /// What came does not continue what is known.
  case unreadable(StreamID)
}

/// Reads streams back from a receiver.
public struct StreamReader: Sendable {
  private let link: any UpstreamLink
  private let key: SigningKey
  private let receiverKeys: [PublicKey]
  private let incarnation: String
  private let packer: Packer

  /// - Parameter incarnation: of the receiver as it is now.
  public init(
    link: any UpstreamLink, key: SigningKey, receiverKeys: [PublicKey], incarnation: String,
    packer: Packer
  ) {
    self.link = link
    self.key = key
    self.receiverKeys = receiverKeys
    self.incarnation = incarnation
    self.packer = packer
  }

  private func get(_ path: String) async throws(StreamFault) -> UpstreamReply {
    let proof = SignedRequest.value(for: path, incarnation: incarnation, by: key)
    do {
      return try await link.get(path, headers: [SignedRequest.field: proof])
    } catch {
      throw .unheard
    }
  }

  /// The streams that the receiver holds of a hall, oldest first; nil where it does not tell.
  ///
  /// The list is not signed: it leads to rows that are.
  public func streams(of hall: Hall.ID) async throws(StreamFault) -> [Enrolment.HeldStream]? {
    let reply = try await get("/channel/v1/streams/\(hall)")
    if reply.status == 404 { return nil }
    guard reply.status == 200 else { throw .unheard }
    return Enrolment.HeldStream.list(String(decoding: reply.body, as: UTF8.self))
  }

  /// Gives each batch's lines with where they end, once its signature and its place in the chain hold.
  ///
  /// - Parameters:
  ///   - held: what is known of the stream; nil for its beginning.
  ///   - last: the number to read to; nil for whatever there is.
  public func read(
    _ stream: StreamID, after held: Held? = nil, through last: Int? = nil,
    _ body: ([[UInt8]], Held) async throws -> Void
  ) async throws {
    var held = held
    while (held?.highWater ?? 0) < last ?? .max {
      let after = held?.highWater ?? 0
      let reply = try await get("/channel/v1/streams/\(stream)?after=\(after)")
      if reply.status == 404, last == nil { return }
      guard reply.status == 200, let (batch, _) = try? Batch.read(reply.body[...]),
        batch.header.stream == stream, batch.isSigned(by: receiverKeys)
      else { throw StreamFault.unheard }
      let header = batch.header
      if header.isHello, last == nil { return }
      guard header.from == after + 1, !header.isHello,
        header.prev == held?.chain ?? header.chain.start(of: stream),
        let lines = try? batch.lines(packer),
        header.chain.head(after: header.prev, lines: lines) == header.head
      else { throw StreamFault.unreadable(stream) }
      let now = Held(highWater: header.to, chain: header.head)
      try await body(lines, now)
      held = now
    }
  }
}

extension Enrolment.HeldStream {
  /// `epoch SP lane SP hw LF` for each, as `GET /channel/v1/streams/{hall}` answers.
  public static func text(_ streams: [Enrolment.HeldStream]) -> String {
    streams.map { "\($0.epoch) \($0.lane) \($0.hw)\n" }.joined()
  }

  /// What is no stream is passed over.
  static func list(_ text: String) -> [Enrolment.HeldStream] {
    text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 3, Epoch(String(parts[0])) != nil, let lane = Lexicon.number(parts[1]),
        let last = Lexicon.number(parts[2])
      else { return nil }
      return Enrolment.HeldStream(epoch: String(parts[0]), lane: lane, hw: last)
    }
  }
}
