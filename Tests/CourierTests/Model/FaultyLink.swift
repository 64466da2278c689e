import Courier
import Seal
import Synchronization

/// A line that loses, doubles, delays and forges, as it is told for each exchange.
final class FaultyLink: UpstreamLink, Sendable {
  enum Fault: CaseIterable, Sendable {
    case none, lostRequest, lostReply, doubled, delayedReply, portal, forged, proxyRefuses
  }

  struct Broken: Error {}

  let fault = Mutex(Fault.none)
  /// Everything that was ever sent, for whoever plays it again.
  let requests = Mutex<[[UInt8]]>([])
  private let replies = Mutex<[[UInt8]]>([])
  private let stranger = SigningKey.make(.ed25519)
  private let receive: @Sendable ([UInt8]) async throws -> [UInt8]

  init(receive: @escaping @Sendable ([UInt8]) async throws -> [UInt8]) { self.receive = receive }

  func post(_ path: String, _ body: [UInt8]) async throws -> UpstreamReply {
    let fault = fault.withLock { $0 }
    requests.withLock { $0.append(body) }
    switch fault {
    case .lostRequest: throw Broken()
    case .portal: return UpstreamReply(status: 200, body: Array("<html>please sign in</html>".utf8))
    case .proxyRefuses: return UpstreamReply(status: 403, body: [])
    case .forged: return UpstreamReply(status: 200, body: try forgery(of: body))
    case .none, .lostReply, .doubled, .delayedReply: break
    }
    if fault == .doubled { _ = try? await receive(body) }
    let reply: [UInt8]
    do {
      reply = try await receive(body)
    } catch is MemoryStore.WriteFailed {
      return UpstreamReply(status: 503, body: [])
    }
    let former = replies.withLock { replies in
      replies.append(reply)
      return replies.count > 1 ? replies[replies.count - 2] : nil
    }
    if fault == .lostReply { throw Broken() }
    return UpstreamReply(status: 200, body: fault == .delayedReply ? former ?? reply : reply)
  }

  func put(
    _ path: String, _ body: [UInt8], headers: [String: String]
  ) async throws -> UpstreamReply { throw Broken() }

  func get(_ path: String, headers: [String: String]) async throws -> UpstreamReply { throw Broken() }

  /// Custody of everything, signed by nobody whom the hall knows.
  private func forgery(of body: [UInt8]) throws -> [UInt8] {
    let header = try Batch.read(body[...]).batch.header
    return Acknowledgement.Statement(
      code: .ok, stream: header.stream, held: Held(highWater: header.to, chain: header.head),
      safe: header.to, incarnation: "0123456789abcdef", time: "2026-11-20T09:31:05+08:00"
    ).signed(by: stranger)
  }
}
