import Courier
import CourierLink
import Foundation
import Seal
import ServiceHall

/// The calls around a receiver, without a network.
actor FlawedSite: ConformanceWire {
  struct Broken: Error {}

  static let packer = Packer(
    deflate: { Deflate.compress($0) }, inflate: { try? Deflate.inflate($0, limit: $1) })

  private let receiver: FlawedReceiver
  private let flaw: Flaw?
  private let offersReturn: Bool
  private let asksForProof: Bool
  private var codes: Set<String>
  private let epoch = Epoch(String(repeating: "ab", count: 16))

  /// - Parameter offersReturn: whether streams can be read and the stream down exists.
  init(_ flaw: Flaw?, codes: [String], offersReturn: Bool = true, asksForProof: Bool = true) {
    receiver = FlawedReceiver(flaw, packer: Self.packer)
    self.flaw = flaw
    self.codes = Set(codes)
    self.offersReturn = offersReturn
    self.asksForProof = asksForProof
  }

  nonisolated func send(
    _ call: ConformanceCall, on connection: Int
  ) async throws -> ConformanceReply {
    let (status, body) = try await answer(call, on: connection)
    return ConformanceReply(
      status: status, body: body, isOnKeptConnection: flaw != .closesConnections)
  }

  private func answer(
    _ call: ConformanceCall, on connection: Int
  ) async throws -> (Int, [UInt8]) {
    let parts = call.path.split(separator: "?")
    let path = parts[0].split(separator: "/").map(String.init)
    let after = parts.dropFirst().first.flatMap { Int($0.dropFirst("after=".count)) } ?? 0
    switch (call.method, path.dropFirst(2).first) {
    case (.post, "batches"):
      guard let (status, body) = await receiver.receive(call.body, on: connection) else { throw Broken() }
      return (status, body)
    case (.post, "enrol"): return try await enrol(call.body)
    case (.get, "streams") where offersReturn:
      guard let hall = Hall.ID(path[3]), let epoch = Epoch(path[4]), let lane = Int(path[5]),
        let lane = Lane(rawValue: lane)
      else { return (400, []) }
      guard await isHall(hall, call) else { return (403, []) }
      return await read(StreamID(hall: hall, epoch: epoch, lane: lane), after: after)
    case (.get, "downlink") where offersReturn:
      guard let hall = Hall.ID(path[3]), let epoch else { return (400, []) }
      guard await isHall(hall, call) else { return (403, []) }
      let stream = StreamID(hall: hall, epoch: epoch, lane: .normal)
      let signer = flaw == .signsDownForOthers ? SigningKey.make(.ed25519) : receiver.key
      return (200, batch(of: stream, from: 1, lines: [Self.line], signer))
    case (.post, "acks") where offersReturn:
      guard let (word, _) = try? Acknowledgement.read(call.body[...]), let stream = word.stream,
        let keys = await receiver.keys[stream.hall]
      else { return (400, []) }
      return (flaw == .takesForgedWords || word.isSigned(by: keys) ? 204 : 403, [])
    default: return (404, [])
    }
  }

  private func isHall(_ id: Hall.ID, _ call: ConformanceCall) async -> Bool {
    guard asksForProof else { return true }
    let proof = call.headers[SignedRequest.field]
    if flaw == .takesAnyProof { return proof != nil }
    let hall = EnrolledHall(
      hall: id, name: "-", division: "119999100000", keys: await receiver.keys[id] ?? [])
    return SignedRequest.holds(
      proof, for: call.path, incarnation: receiver.incarnation, by: hall)
  }

  private static let line = Array(
    "00000000-0000-8000-8000-000000000001\tnotice:1\t1\t{\"type\":\"notice\"}".utf8)

  private func read(_ stream: StreamID, after: Int) async -> (Int, [UInt8]) {
    guard let rows = await receiver.lines(of: stream), after <= rows.lines.count else {
      return (404, [])
    }
    var lines = Array(rows.lines.dropFirst(after).prefix(3))
    if flaw == .readsBackOthers, !lines.isEmpty { lines[0] = Self.line }
    return (200, batch(of: stream, from: after + 1, prev: rows.heads[after], lines: lines, receiver.key))
  }

  private func batch(
    of stream: StreamID, from: Int, prev: [UInt8]? = nil, lines: [[UInt8]], _ key: SigningKey
  ) -> [UInt8] {
    Batch.compose(
      stream, from: from, lines: lines, prev: prev ?? Chain(.sha256).start(of: stream),
      compression: .deflate, packer: Self.packer, by: key
    ).bytes
  }

  private func enrol(_ body: [UInt8]) async throws -> (Int, [UInt8]) {
    guard let asked = try? JSONDecoder().decode(Enrolment.Request.self, from: Data(body)),
      let hall = asked.enrolled, let key = hall.keys.first
    else { return (400, []) }
    guard codes.contains(asked.code) || flaw == .takesAnyCode else { return (403, []) }
    if flaw != .takesCodesAgain { codes.remove(asked.code) }
    await receiver.enrol(hall.hall, key)
    let reply = Enrolment.Reply(
      kid: key.id, receiver: Enrolment.PublicKeyText(receiver.key.publicKey),
      inc: receiver.incarnation,
      offers: Enrolment.Offers(
        comp: flaw == .forgetsMembers ? [] : ["deflate"], maxBytes: FlawedReceiver.limits.body,
        lanes: [1, 2]), streams: nil)
    return (201, [UInt8](try JSONEncoder().encode(reply)))
  }
}
