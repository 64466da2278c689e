import Glibc
import Synchronization

/// An HTTP/1.1 server.
///
/// A few threads move bytes and never wait: a request is set aside, a task answers it, and its
/// connection goes on with the answer.
///
/// Invariants, cited by number in `ServerTests`:
/// 1. Each request is answered exactly once, or its connection is closed.
/// 2. No body beyond its limit is kept, in memory or on disk.
/// 3. After `shutdown` no thread, socket, stream or upload of the server remains.
public final class Server: Sendable {
  private struct Running {
    let daemon: Daemon
    let doorkeeper: Doorkeeper
    let thread: pthread_t
  }

  private enum State {
    case idle
    case running(Running)
    case stopped
  }

  private let gateway: Gateway
  private let state = Mutex(State.idle)

  /// - Parameters:
  ///   - immediate: Asked first, on the thread that moves bytes, for requests without a body; it
  ///     must neither block nor take long. Nil leaves the request to `respond`.
  ///   - respond: Answers a request in a task of its own.
  public init(
    configuration: Configuration, immediate: (@Sendable (Request) -> Response?)? = nil,
    respond: @escaping @Sendable (Request) async -> Response
  ) {
    gateway = Gateway(configuration: configuration, immediate: immediate, respond: respond)
  }

  deinit {
    if let running = takeRunning() {
      gateway.traffic.beginDraining()
      running.doorkeeper.stopListening()
      stop(running)
    }
  }

  public var statistics: Statistics {
    gateway.traffic.statistics
  }

  /// Begins to serve.
  ///
  /// - Returns: The port, which is the configured one unless that was zero.
  /// - Throws: A `ServerFault`; a server can be started once.
  public func start() throws(ServerFault) -> UInt16 {
    let configuration = gateway.configuration
    return try state.withLock { state throws(ServerFault) in
      guard case .idle = state else { throw .cannotStart("started before") }
      let (listener, port) = try ListeningSocket.open(
        address: configuration.address, port: configuration.port)
      guard let daemon = Daemon(gateway: gateway, configuration: configuration) else {
        close(listener)
        throw configuration.tls == nil ? .cannotStart("libmicrohttpd") : .badCertificate
      }
      guard let doorkeeper = Doorkeeper(listener: listener, daemon: daemon),
        let thread = doorkeeper.startThread()
      else {
        daemon.stop()
        throw .cannotStart("no thread")
      }
      gateway.doorkeeper = doorkeeper
      state = .running(Running(daemon: daemon, doorkeeper: doorkeeper, thread: thread))
      return port
    }
  }

  /// Stops: no new connections or requests, event streams closed, running requests waited for
  /// until the time is up, the rest answered 503.
  ///
  /// - Parameter grace: How long running requests may still take.
  public func shutdown(within grace: Duration) async {
    guard let running = takeRunning() else { return }
    let deadline = ContinuousClock.now + grace
    gateway.traffic.beginDraining()
    running.doorkeeper.stopListening()
    for stream in gateway.traffic.openStreams {
      stream.close()
    }
    await waitUntilIdle(deadline)
    for exchange in gateway.traffic.close() {
      exchange.abandon()
    }
    // What was just answered 503 still has to be written.
    await waitUntilIdle(ContinuousClock.now + .milliseconds(250))
    stop(running)
  }

  private func waitUntilIdle(_ deadline: ContinuousClock.Instant) async {
    while !gateway.traffic.isIdle, ContinuousClock.now < deadline {
      do {
        try await Task.sleep(for: .milliseconds(5))
      } catch {
        return
      }
    }
  }

  private func takeRunning() -> Running? {
    state.withLock { state in
      guard case .running(let running) = state else { return nil }
      state = .stopped
      return running
    }
  }

  /// The library may be stopped only when nothing is suspended, and nothing can become so: the
  /// traffic is closed, and streams that have ended never suspend their connection.
  private func stop(_ running: Running) {
    running.doorkeeper.stop()
    pthread_join(running.thread, nil)
    for stream in gateway.traffic.openStreams {
      stream.abort()
    }
    for exchange in gateway.traffic.close() {
      exchange.abandon()
    }
    running.daemon.stop()
    gateway.doorkeeper = nil
  }
}
