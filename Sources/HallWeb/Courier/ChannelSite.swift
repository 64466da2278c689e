public import Courier
import Foundation
public import HTTPServing
public import Logging
public import ServiceHall

/// The receiving end's calls, `/channel/v1/…`: signed bytes in, signed bytes out.
///
/// Who may speak is decided by signatures alone; there is no session here, and a gateway may end TLS before.
public struct ChannelSite: Sendable {
  public static let prefix = "/channel/v1/"
  static let batchType = "application/x-yizhan-batch"
  /// Records in one batch of a recovery or of the stream down.
  static let records = 1000

  private enum Call { case batches, enrol, streams, stream, downlink, acknowledgements, blob }

  let receiver: Receiver
  let desk: any ReceiverDesk
  let blobs: any BlobStore
  private let codeDigest: @Sendable (String) -> String
  private let didReceive: @Sendable (Hall.ID) -> Void
  private let logger: Logger
  private let router: Router<Call>

  /// - Parameters:
  ///   - codeDigest: hex of the digest of an enrolment code.
  ///   - didReceive: is told of each hall whose batch was accepted; it must not block.
  public init(
    _ receiver: Receiver, _ desk: any ReceiverDesk, _ blobs: any BlobStore, logger: Logger,
    codeDigest: @escaping @Sendable (String) -> String,
    didReceive: @escaping @Sendable (Hall.ID) -> Void = { _ in }
  ) {
    self.receiver = receiver
    self.desk = desk
    self.blobs = blobs
    self.codeDigest = codeDigest
    self.didReceive = didReceive
    self.logger = logger
    var router = Router<Call>()
    router.add(.post, "/channel/v1/batches", .batches)
    router.add(.post, "/channel/v1/enrol", .enrol)
    router.add(.get, "/channel/v1/streams/{hall}", .streams)
    router.add(.get, "/channel/v1/streams/{hall}/{epoch}/{lane}", .stream)
    router.add(.get, "/channel/v1/downlink/{hall}/{lane}", .downlink)
    router.add(.post, "/channel/v1/acks", .acknowledgements)
    router.add(.get, "/channel/v1/blobs/{digest}", .blob)
    router.add(.get, "/channel/v1/blobs/{digest}/{index}", .blob)
    router.add(.put, "/channel/v1/blobs/{digest}/{index}", .blob)
    self.router = router
  }

  /// The largest body of one request, in bytes; nil for paths that are not of the channel.
  public static func largestBody(_ path: String) -> Int? {
    if path.hasPrefix(BlobCall.prefix) { return BlobShape.chunkSizes.upperBound }
    return path.hasPrefix(prefix) ? 16 << 20 : nil
  }

  public func respond(_ request: Request) async -> Response {
    guard case .found(let call, let parameters) = router.match(request.method, path: request.path)
    else { return problem(.notFound, "not-found") }
    do {
      switch call {
      case .batches: return try await batches(request)
      case .enrol: return try await enrol(request)
      case .streams: return try await streams(request, parameters)
      case .stream: return try await stream(request, parameters)
      case .downlink: return try await downlink(request, parameters)
      case .acknowledgements: return try await acknowledgements(request)
      case .blob: return try await blob(request, parameters)
      }
    } catch {
      // Unsigned: nothing was said, and the sender tries again.
      logger.error("channel", metadata: ["error": "\(error)"])
      var response = problem(.serviceUnavailable, "store-unavailable")
      response.headers.add("Retry-After", "5")
      return response
    }
  }

  private func batches(_ request: Request) async throws -> Response {
    let answer = try await receiver.receive(try request.body.bytes())
    for hall in answer.halls { didReceive(hall) }
    return .bytes(
      answer.bytes, type: Self.batchType, status: answer.isAccepting ? .ok : .conflict)
  }

  private func enrol(_ request: Request) async throws -> Response {
    guard request.body.size <= 16 << 10,
      let asked = try? JSONDecoder().decode(
        Enrolment.Request.self, from: Data(try request.body.bytes())),
      let hall = asked.enrolled
    else { return problem(.badRequest, "bad-enrolment") }
    guard receiver.sharesSuite(with: hall) else { return problem(.badRequest, Enrolment.otherSuite) }
    guard try await desk.enrol(hall, codeDigest: codeDigest(asked.code)) else {
      return problem(.forbidden, "bad-code")
    }
    logger.notice("hall enrolled", metadata: ["hall": "\(hall.hall)"])
    let reply = receiver.welcome(
      hall, incarnation: try await desk.incarnation, streams: try await held(of: hall.hall))
    return .bytes(
      [UInt8](try JSONEncoder().encode(reply)), type: "application/json", status: .created)
  }

  private func held(of hall: Hall.ID) async throws -> [Enrolment.HeldStream] {
    try await desk.streams(of: hall).map {
      Enrolment.HeldStream(
        epoch: $0.stream.epoch.rawValue, lane: $0.stream.lane.rawValue, hw: $0.highWater)
    }
  }

  private func streams(_ request: Request, _ parameters: PathParameters) async throws -> Response {
    guard let hall = parameters["hall"].flatMap({ Hall.ID($0) }),
      try await isAsked(request, by: hall)
    else { return problem(.forbidden, "bad-signature") }
    return .bytes(
      Array(Enrolment.HeldStream.text(try await held(of: hall)).utf8), type: "text/plain")
  }

  private func stream(_ request: Request, _ parameters: PathParameters) async throws -> Response {
    guard let stream = stream(parameters), let after = position(request) else {
      return problem(.badRequest, "bad-stream")
    }
    guard try await isAsked(request, by: stream.hall) else {
      return problem(.forbidden, "bad-signature")
    }
    let start = receiver.start(of: stream)
    guard
      let piece = try await desk.piece(
        stream, after: after, records: Self.records, start: start)
    else { return problem(.notFound, "not-held") }
    return .bytes(receiver.batch(piece, of: stream), type: Self.batchType)
  }

  private func downlink(_ request: Request, _ parameters: PathParameters) async throws -> Response {
    guard let (hall, lane) = hallAndLane(parameters), let after = position(request) else {
      return problem(.badRequest, "bad-stream")
    }
    guard try await isAsked(request, by: hall) else { return problem(.forbidden, "bad-signature") }
    let piece = try await desk.downlinkPiece(
      to: hall, lane, after: after, records: Self.records, chain: receiver.chain)
    return .bytes(
      receiver.batch(piece, of: desk.downlink(to: hall, lane)), type: Self.batchType)
  }

  private func acknowledgements(_ request: Request) async throws -> Response {
    var rest = try request.body.bytes()[...]
    while !rest.isEmpty {
      guard let (word, length) = try? Acknowledgement.read(rest), let stream = word.stream,
        let hall = try await desk.hall(stream.hall), word.isSigned(by: hall.keys)
      else { return problem(.forbidden, "bad-acknowledgement") }
      try await desk.noteDownlink(word)
      rest = rest.dropFirst(length)
    }
    return Response(status: .noContent)
  }

  // MARK: Reading

  /// Whether the hall itself asks.
  private func isAsked(_ request: Request, by hall: Hall.ID) async throws -> Bool {
    guard let known = try await desk.hall(hall) else { return false }
    let target = request.path + (request.query["after"].map { "?after=\($0)" } ?? "")
    return SignedRequest.holds(
      request.headers[SignedRequest.field], for: target, incarnation: try await desk.incarnation,
      by: known)
  }

  private func hallAndLane(_ parameters: PathParameters) -> (Hall.ID, Lane)? {
    guard let hall = parameters["hall"].flatMap({ Hall.ID($0) }),
      let lane = parameters["lane"].flatMap({ Int($0) }).flatMap({ Lane(rawValue: $0) })
    else { return nil }
    return (hall, lane)
  }

  private func stream(_ parameters: PathParameters) -> StreamID? {
    guard let (hall, lane) = hallAndLane(parameters),
      let epoch = parameters["epoch"].flatMap({ Epoch($0) })
    else { return nil }
    return StreamID(hall: hall, epoch: epoch, lane: lane)
  }

  private func position(_ request: Request) -> Int? {
    guard let text = request.query["after"] else { return 0 }
    return Int(text).flatMap { $0 >= 0 ? $0 : nil }
  }

  func problem(_ status: HTTPStatus, _ code: String) -> Response {
    .bytes(
      Array("{\"code\":\"\(code)\",\"status\":\(status.rawValue)}".utf8),
      type: "application/problem+json", status: status)
  }
}
