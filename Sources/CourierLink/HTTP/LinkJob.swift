import Synchronization

/// What a caller waits for.
final class LinkJob: Sendable {
  enum Work: Sendable {
    case exchange(LinkRequest)
    /// A TLS handshake with the server of the URL, and no request.
    case certificate(String)
  }

  enum Outcome: Sendable {
    case response(LinkResponse)
    case certificate(ServerCertificate)
  }

  typealias Result = Swift.Result<Outcome, LinkFault>
  typealias Continuation = CheckedContinuation<Result, Never>

  let work: Work
  private let cancelled = Atomic<Bool>(false)

  init(_ work: Work) {
    self.work = work
  }

  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

  func cancel() {
    cancelled.store(true, ordering: .releasing)
  }
}
