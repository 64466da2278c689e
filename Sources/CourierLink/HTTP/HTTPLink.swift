/// One kept-alive connection to a receiver, over links that stall, lie and break.
///
/// Invariants, cited by number in `HTTPLinkTests` and `LinkSecurityTests`:
/// 1. Requests go one after another, in the order in which they were made, over one connection as long as
///    it lives; no Swift concurrency thread waits for the network.
/// 2. Every request ends: with a whole reply, or with a fault once it is slower than the settings allow.
/// 3. No reply takes more memory than its request allows.
/// 4. Cancelling the task ends its request at once, in the queue or on the wire, and disturbs no other.
/// 5. Nothing is followed or sent elsewhere: no redirects, no cookies, no credentials from files, no
///    proxies from the environment, no protocols but HTTP and HTTPS.
/// 6. No byte of a request goes to a server whose key is not the pinned one.
/// 7. With a pin, the certificate's dates count only after `anchorClock()`.
public final class HTTPLink: Sendable {
  private let engine: LinkEngine?

  /// - Parameters:
  ///   - now: seconds since 1970, for the dates of a pinned certificate.
  ///   - minuteOfDay: of the local day, 0…1439, for the rate cap.
  public init(
    _ settings: Settings, now: @escaping @Sendable () -> Int64,
    minuteOfDay: @escaping @Sendable () -> Int
  ) {
    engine = LinkEngine(settings: settings, now: now, minuteOfDay: minuteOfDay)
  }

  deinit { engine?.close() }

  /// Sends a request when its turn comes.
  public func send(_ request: LinkRequest) async throws(LinkFault) -> LinkResponse {
    switch try await run(.exchange(request)) {
    case .response(let response): return response
    case .certificate: throw .unreachable(.malformedReply)
    }
  }

  /// The wall clock is confirmed by a signed time: from the next request on, the dates of the server's
  /// certificate are looked at.
  public func anchorClock() {
    engine?.anchorClock()
  }

  /// The pin of the server's key as it is now, `sha256//BASE64`: asked once, at enrolment, where the
  /// one-time code and the signed reply vouch for the server. Nothing is sent but the TLS handshake.
  ///
  /// - Parameter sha256: of the bytes, 32 bytes.
  public static func pin(
    of url: String, settings: Settings = Settings(), sha256: ([UInt8]) -> [UInt8]
  ) async throws(LinkFault) -> String {
    var settings = settings
    settings.pin = nil
    let link = HTTPLink(settings, now: { 0 }, minuteOfDay: { 0 })
    guard case .certificate(let certificate) = try await link.run(.certificate(url)) else {
      throw .certificate
    }
    return certificate.pin(sha256: sha256)
  }

  private func run(_ work: LinkJob.Work) async throws(LinkFault) -> LinkJob.Outcome {
    guard let engine else { throw .unreachable(.resources) }
    let job = LinkJob(work)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { engine.add(job, $0) }
    } onCancel: {
      engine.cancel(job)
    }
    return try result.get()
  }
}
