import Synchronization

/// One request and its response, from the request line until the last byte is sent.
///
/// Invariants:
/// 1. The connection is used only while this exchange is suspended on it or called by it.
/// 2. A suspended connection is resumed exactly once: by the answer or by the server's end.
/// 3. A stream that was answered with ends with the exchange, delivered or not.
final class Exchange: Sendable {
  /// What the library is to do next.
  enum Verdict {
    case proceed
    case send(Response)
    case close
  }

  private enum Phase {
    case arrived
    case receiving(Request, BodyCollector)
    /// Throwing away the rest of a body, at most so many bytes, before refusing.
    case discarding(Response, remaining: Int)
    case suspended(Connection)
    case answered(Response)
    case replying(Reply?)
    case completed
  }

  /// A stream on its way to a client.
  private struct Reply {
    let stream: EventStream
    let socket: Int32
    let token: UInt64?
  }

  private struct State {
    var phase = Phase.arrived
    var isHead = false
    var isCounted = false
  }

  private let gateway: Gateway
  private let target: [UInt8]
  private let state = Mutex(State())

  init(gateway: Gateway, target: [UInt8]) {
    self.gateway = gateway
    self.target = target
  }

  var hasBegun: Bool {
    state.withLock { state in
      if case .arrived = state.phase { return false }
      return true
    }
  }

  // MARK: On the library's thread

  /// The header section has arrived. A response given now closes the connection after it.
  func begin(_ connection: Connection, method: String, version: String) -> Verdict {
    gateway.traffic.requestBegan()
    let configuration = gateway.configuration
    let admission =
      gateway.traffic.isDraining
      ? .refuseAndClose(.serviceUnavailable, "shutting-down")
      : Admission.decide(
        method: method, version: version, target: target, fields: connection.headerFields(),
        headerBytes: connection.headerBytes, peer: connection.peer, configuration: configuration)
    let phase: Phase
    var verdict = Verdict.proceed
    switch admission {
    case .accept(let request, let limit, let expected):
      let collector = BodyCollector(
        limit: limit, memoryLimit: configuration.limits.bodyInMemory,
        folder: configuration.uploadFolder, expected: expected)
      phase = .receiving(request, collector)
    case .refuse(let status, let code):
      let response = refusal(status, code, method)
      phase = .discarding(response, remaining: Admission.drainLimit(for: .max))
    case .refuseAndClose(let status, let code):
      phase = .replying(nil)
      verdict = .send(refusal(status, code, method))
    }
    state.withLock { state in
      state.phase = phase
      state.isCounted = true
      state.isHead = method == "HEAD"
    }
    return verdict
  }

  /// What is said to a request that is refused for its header section.
  private func refusal(_ status: HTTPStatus, _ code: String, _ method: String) -> Response {
    let configuration = gateway.configuration
    if status == .contentTooLarge, let method = HTTPMethod(rawValue: method),
      let path = RequestTarget(target)?.path, let page = configuration.tooLarge(method, path)
    {
      return page
    }
    return configuration.problem(status, code)
  }

  /// A piece of the body.
  func receive(_ piece: UnsafeRawBufferPointer) -> Verdict {
    let configuration = gateway.configuration
    return state.withLock { state in
      switch state.phase {
      case .receiving(let request, var collector):
        // The phase gives up its copy, so that the collector's bytes are not copied.
        state.phase = .arrived
        do throws(BodyCollector.Fault) {
          try unsafe collector.append(piece)
          state.phase = .receiving(request, collector)
        } catch {
          let response =
            switch error {
            case .overLimit:
              configuration.tooLarge(request.method, request.path)
                ?? configuration.problem(.contentTooLarge, "body-too-large")
            case .cannotStore: configuration.problem(.insufficientStorage, "cannot-store-body")
            }
          let remaining = Admission.drainLimit(for: collector.limit) - collector.size
          state.phase = .discarding(response, remaining: remaining)
        }
        return .proceed
      case .discarding(let response, let remaining):
        let rest = remaining - piece.count
        state.phase = .discarding(response, remaining: rest)
        return rest < 0 ? .close : .proceed
      default:
        return .close
      }
    }
  }

  /// The whole request has arrived, or the connection was resumed.
  func finish(_ connection: Connection) -> Verdict {
    enum Step {
      case verdict(Verdict)
      case respond(Request)
    }
    let step: Step = state.withLock { state in
      switch state.phase {
      case .receiving(var request, let collector):
        request.body = collector.body()
        state.phase = .replying(nil)
        return .respond(request)
      case .discarding(let response, _), .answered(let response):
        state.phase = .replying(nil)
        return .verdict(.send(response))
      case .suspended:
        return .verdict(.proceed)
      case .arrived, .replying, .completed:
        return .verdict(.close)
      }
    }
    switch step {
    case .verdict(let verdict): return verdict
    case .respond(let request): return respond(to: request, on: connection)
    }
  }

  private func respond(to request: Request, on connection: Connection) -> Verdict {
    if case .empty = request.body, let response = gateway.immediate?(request) {
      return .send(response)
    }
    // Under one lock: who finds this exchange registered waits until it is suspended.
    let isSuspended = state.withLock { state in
      guard gateway.traffic.register(self) else { return false }
      connection.suspend()
      state.phase = .suspended(connection)
      return true
    }
    guard isSuspended else {
      return .send(gateway.configuration.problem(.serviceUnavailable, "shutting-down"))
    }
    Task {
      self.answer(await self.gateway.respond(request))
    }
    return .proceed
  }

  /// Hands a response to the connection; false if the connection cannot take it.
  func queue(_ response: Response, on connection: Connection) -> Bool {
    switch response.body {
    case .empty:
      return queue([], response, on: connection)
    case .bytes(let bytes):
      return queue(bytes, response, on: connection)
    case .prepared(let prepared):
      let headers = prepared.headers.adding(response.headers)
      if headers == prepared.headers { return prepared.queue(on: connection) }
      let whole = Response(status: prepared.status, headers: headers)
      return queue(prepared.bytes, whole, on: connection)
    case .events(let stream):
      return queue(stream, response, on: connection)
    }
  }

  private func queue(_ bytes: [UInt8], _ response: Response, on connection: Connection) -> Bool {
    guard let native = NativeResponse(bytes: bytes, headers: response.headers) else {
      return false
    }
    return native.queue(on: connection, status: response.status)
  }

  private func queue(
    _ stream: EventStream, _ response: Response, on connection: Connection
  ) -> Bool {
    var headers = response.headers
    if headers["content-type"] == nil { headers.add("Content-Type", "text/event-stream") }
    if headers["cache-control"] == nil { headers.add("Cache-Control", "no-cache") }
    // Asks nginx not to collect the stream.
    if headers["x-accel-buffering"] == nil { headers.add("X-Accel-Buffering", "no") }
    guard !state.withLock({ $0.isHead }) else {
      stream.abort()
      return queue([], Response(status: response.status, headers: headers), on: connection)
    }
    let source = StreamSource(stream: stream, connection: connection)
    guard let native = NativeResponse(stream: source, headers: headers) else {
      stream.abort()
      return false
    }
    let socket = connection.socket
    stream.attach(socket: socket)
    let token = gateway.doorkeeper?.watch(socket: socket, for: stream)
    state.withLock { state in
      state.phase = .replying(Reply(stream: stream, socket: socket, token: token))
    }
    gateway.traffic.register(stream)
    return native.queue(on: connection, status: response.status)
  }

  /// The response is sent, or the connection lost. Nothing of the connection is used after this.
  func complete() {
    let (phase, isCounted) = state.withLock { state in
      let last = state.phase
      state.phase = .completed
      return (last, state.isCounted)
    }
    switch phase {
    case .replying(let reply?):
      if let token = reply.token {
        gateway.doorkeeper?.forget(socket: reply.socket, token: token)
      }
      gateway.traffic.unregister(reply.stream)
      reply.stream.detach()
    case .answered(let response):
      if case .events(let stream) = response.body { stream.abort() }
    default:
      break
    }
    if isCounted { gateway.traffic.requestEnded() }
  }

  // MARK: On any thread

  /// Resumes the connection with a response; one that comes too late is dropped.
  func answer(_ response: Response) {
    let isLate = state.withLock { state in
      guard case .suspended(let connection) = state.phase else { return true }
      state.phase = .answered(response)
      connection.resume()
      return false
    }
    gateway.traffic.unregister(self)
    if isLate, case .events(let stream) = response.body { stream.abort() }
  }

  /// The server ends before the answer came; the task that works on it runs on, unheard.
  func abandon() {
    answer(gateway.configuration.problem(.serviceUnavailable, "shutting-down"))
  }
}
