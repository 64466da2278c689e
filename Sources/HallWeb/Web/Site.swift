public import HTTPServing
import HallLedger
import Logging
import Pages
import ServiceHall
import Synchronization

/// The whole site: finds the route, the caller and the hall, and turns every outcome into an answer.
///
/// Invariants, cited by number in `IsolationTests`:
/// 1. No handler runs for a caller whom its route's `Access` does not allow.
/// 2. A handler of a hall is given that hall's ledger and no other.
/// 3. Every route is in `endpoints`; there is no other way in.
public final class Site: Sendable {
  let surroundings: SiteSurroundings
  public let endpoints: [Endpoint]
  let live: LiveHub
  let cache: AnswerCache
  let limits: RateLimiter
  let counters: Counters
  let sightings = Sightings()
  let collecting: CollectSessions
  /// Nothing was seen before.
  let startedAt: Moment
  let imports = ImportProgress()
  public let printers = PrinterConditions()
  /// The OpenAPI document, made once.
  let description: [UInt8]
  private let router: Router<Int>

  public init(_ surroundings: SiteSurroundings, live: LiveHub) {
    self.surroundings = surroundings
    self.live = live
    startedAt = surroundings.clock.now()
    endpoints = Site.allEndpoints
    var router = Router<Int>()
    for (index, endpoint) in endpoints.enumerated() {
      router.add(endpoint.method, RoutePattern(endpoint.path), index)
    }
    self.router = router
    cache = AnswerCache()
    limits = RateLimiter(clock: surroundings.clock)
    collecting = CollectSessions(clock: surroundings.clock)
    counters = Counters()
    description = OpenAPIDocument.bytes(of: endpoints, version: surroundings.version)
  }

  /// Every route there is, by feature.
  static let allEndpoints: [Endpoint] =
    machineEndpoints + sessionEndpoints + lineEndpoints + ticketEndpoints + windowEndpoints
    + boardEndpoints + paperEndpoints + hallPageEndpoints + kioskEndpoints + followEndpoints
    + deskEndpoints + queueAdminEndpoints + paperPageEndpoints + staffPageEndpoints
    + devicePageEndpoints + countyPageEndpoints
    + evaluateEndpoints + reportEndpoints
    + voiceEndpoints + voicePageEndpoints
    + HelpEndpoints.all + ClosureEndpoints.all
    + slipEndpoints
    + calendarEndpoints + calendarPageEndpoints
    + itemEndpoints + catalogueEndpoints + guideEndpoints + guideFileEndpoints
    + cataloguePageEndpoints + itemPageEndpoints
    + documentEndpoints + documentImportEndpoints + claimEndpoints + presentingEndpoints
    + deliveryEndpoints + claimOfficeEndpoints + blobEndpoints
    + CollectEndpoints.all + LockerPageEndpoints.all + ClaimSlipEndpoints.all + ClaimFollowEndpoints.all
    + documentPageEndpoints + documentImportPageEndpoints + claimPageEndpoints + handOverEndpoints
    + deliveryPageEndpoints
    + channelEndpoints + channelPageEndpoints + ferryPageEndpoints + receiverPageEndpoints
    + licenceEndpoints + licencePageEndpoints + sealPageEndpoints + verifyEndpoints

  /// The largest body that is taken, in bytes: a catalogue or a pack of recordings is sent at once, everything
  /// else is small.
  public static func largestBody(of method: HTTPMethod, _ path: String) -> Int {
    guard method == .post else { return 1 << 20 }
    if path == importPath || path == importFormPath { return CatalogueFile.largest }
    if path.hasPrefix("/h/"), path.hasSuffix("/admin/ferry/file") { return largestFerry }
    if path.hasPrefix("/api/v1/halls/") {
      if path.hasSuffix("/blobs") { return BlobKind.largest }
      if path.hasSuffix("/documents/imports") { return DocumentFile.largest }
    }
    if path.hasPrefix("/h/"), path.hasSuffix(handOverPath + "/collect") {
      return BlobKind.largest + 2 * DrawnSignature.largest
    }
    if path.hasPrefix("/h/"), path.hasSuffix("/admin/documents/import") {
      return DocumentFile.largest + 1 << 16
    }
    if path == guideFilePath { return GuideFile.largest + 1 << 16 }
    return path.hasPrefix("/h/") && path.hasSuffix("/admin/voice") ? 16 << 20 : 1 << 20
  }

  /// Answers from memory what has not changed since; called on the server's threads, never blocks.
  public func immediate(_ request: Request) -> Response? {
    guard request.method == .get else { return nil }
    if let response = surroundings.staticFiles.response(to: request) { return response }
    guard request.headers["cookie"] == nil, request.headers["authorization"] == nil,
      request.query.isEmpty,
      let response = cache.answer(
        to: request.path, at: surroundings.clock.now(),
        position: { hall in
          guard let hall else { return self.surroundings.county.position }
          return self.surroundings.shelf.opened(hall)?.position
        })
    else { return nil }
    counters.count(status: 200)
    return response
  }

  public func respond(_ request: Request) async -> Response {
    var response = await answer(request)
    if request.method == .get || request.method == .head {
      response = Conditional.apply(response, to: request)
    }
    if case .prepared = response.body {} else { Site.secure(&response) }
    counters.count(status: response.status.rawValue)
    return response
  }

  private func answer(_ request: Request) async -> Response {
    if let response = surroundings.staticFiles.response(to: request) { return response }
    switch router.match(request.method, path: request.path) {
    case .notFound: return refuse(WebRefusal.notFound, request)
    case .methodNotAllowed(let allowed):
      return refuse(WebRefusal.methodNotAllowed(allowed), request)
    case .found(let index, let parameters):
      let endpoint = endpoints[index]
      do {
        return try await run(endpoint, request, parameters)
      } catch {
        return refuse(error, request, endpoint: endpoint)
      }
    }
  }

  private func run(
    _ endpoint: Endpoint, _ request: Request, _ parameters: PathParameters
  ) async throws -> Response {
    let facts = surroundings.county.facts
    let hall: Hall?
    if endpoint.isHallBound {
      guard let found = facts.halls[try parameters.value(Path.hall)] else {
        throw WebRefusal.notFound
      }
      hall = found
    } else {
      hall = nil
    }
    let identity = try Gate(facts: facts, surroundings: surroundings).admit(
      request, to: endpoint, hall: hall?.id)
    if case .device(let device) = identity.caller {
      sightings.note(device, at: surroundings.clock.now(), request)
    }
    let context = MachineContext(
      site: self, request: request, parameters: parameters, caller: identity.caller,
      csrf: identity.csrf)
    switch (endpoint.handler, hall) {
    case (.machine(let handle), _): return try await handle(context)
    case (.hall(let handle), let hall?):
      return try await surroundings.shelf.with(hall.id) { ledger in
        let context = HallContext(machine: context, hall: hall, ledger: ledger)
        do {
          return try await handle(context)
        } catch QueueRefusal.windowBusy(let ticket) {
          let status = try? await ledger.ticketStatus(ticket)
          return refuse(
            QueueRefusal.windowBusy(ticket), request, endpoint: endpoint,
            ticket: status.map { TicketJSON($0, context: context) })
        }
      }
    case (.hall, nil): throw WebRefusal.notFound
    }
  }

  /// The scheme, host and port under which people reach this machine.
  func origin(of request: Request) -> String {
    if let publicURL = surroundings.publicURL { return publicURL }
    let scheme = request.isSecure ? "https" : "http"
    let host = request.headers["host"] ?? ""
    let isPlain = host.utf8.allSatisfy { byte in
      (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
        || [0x2D, 0x2E, 0x3A, 0x5B, 0x5D].contains(byte)
    }
    // A slip printed on the machine itself must not send a telephone to its own loopback address.
    let isLoopback = host.isEmpty || host.hasPrefix("127.") || host.hasPrefix("localhost")
    if isLoopback || !isPlain, let localURL = surroundings.localURL() { return localURL }
    return isPlain && !host.isEmpty ? "\(scheme)://\(host)" : "\(scheme)://localhost"
  }

  /// Headers that every answer carries; a prepared answer has them already.
  static func secure(_ response: inout Response) {
    response.headers["Content-Security-Policy"] =
      "default-src 'self'; frame-ancestors 'self'; form-action 'self'; base-uri 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
  }
}
