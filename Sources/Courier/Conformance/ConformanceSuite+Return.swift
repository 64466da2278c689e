import Seal
import ServiceHall

/// What a hall can fetch back, and what comes down to it.
extension ConformanceSuite {
  private static let absent: Set<Int> = [404, 405, 501]
  private static let mostPieces = 20

  func checkStreamReading() async throws(ConformanceStop) {
    var stream = try await opened(4)
    stream.add(records(3))
    try expect(try await post(right(stream, from: 5)), .ok, stream, highWater: 7)
    for after in [0, 2] {
      var position = after
      for _ in 0..<Self.mostPieces where position < stream.count {
        let path = "/channel/v1/streams/\(stream.id)?after=\(position)"
        for batch in try await batches(path) {
          let header = batch.header
          guard header.stream == stream.id, header.from == position + 1,
            header.to <= stream.count, header.prev == stream.heads[position],
            header.head == stream.heads[header.to],
            try lines(batch) == Array(stream.lines[position..<header.to])
          else { throw .breach(.content) }
          position = header.to
        }
      }
      guard position == stream.count else { throw .breach(.content) }
    }
  }

  func checkDownlink() async throws(ConformanceStop) {
    guard receiver != nil else { throw .untried(.foundation) }
    let path = "/channel/v1/downlink/\(parts.hall.id)/\(Lane.normal.rawValue)?after=0"
    let batches = try await batches(path)
    guard let first = batches.first else { throw .breach(.content) }
    let id = first.header.stream
    let chain = first.header.chain
    guard id.hall == parts.hall.id, id.lane == .normal else { throw .breach(.stream) }
    var head = chain.start(of: id)
    var position = 0
    for batch in batches {
      guard batch.header.stream == id, batch.header.from == position + 1, batch.header.prev == head
      else { throw .breach(.content) }
      head = chain.head(after: head, lines: try lines(batch))
      guard batch.header.head == head else { throw .breach(.content) }
      position = batch.header.to
    }
    downlink = id
  }

  /// Where the receiver asks for a proof of who reads, it is content with no other.
  func checkReader() async throws(ConformanceStop) {
    let stream = try await opened()
    let path = "/channel/v1/streams/\(stream.id)?after="
    let bare = try await call(.get(path + "0", proof: nil))
    guard !Self.absent.contains(bare.status) else { throw .untried(.notOffered) }
    guard bare.status != 200 else { throw .untried(.notAsked) }
    let stranger = SigningKey.make(key.suite)
    let wrong = [proof(path + "0", by: stranger), proof(path + "1", by: key), "-"]
    for proof in wrong {
      let reply = try await call(.get(path + "0", proof: proof))
      guard reply.status != 200 else { throw .breach(.accepted) }
      guard (400..<500).contains(reply.status) else { throw .breach(.status(expected: "4xx")) }
    }
    let own = try await call(.get(path + "0", proof: proof(path + "0", by: key)))
    guard own.status == 200 else { throw .breach(.status(expected: "200")) }
  }

  private func proof(_ path: String, by key: SigningKey) -> String {
    SignedRequest.value(for: path, incarnation: welcome?.inc ?? "", by: key)
  }

  /// The hall's own acknowledgement counts only under the hall's signature.
  func checkDownlinkWord() async throws(ConformanceStop) {
    guard let downlink, let time = heard.last(where: { !$0.words.isEmpty })?.words.last?.time else {
      throw .untried(.foundation)
    }
    let chain = Chain(key.suite.digest)
    let statement = Acknowledgement.Statement(
      code: .ok, stream: downlink, held: Held(highWater: 0, chain: chain.start(of: downlink)),
      safe: 0, incarnation: Hex.encode(parts.random(8)), time: time)
    let forged = try await call(
      .acknowledgements(statement.signed(by: SigningKey.make(key.suite))))
    guard !Self.absent.contains(forged.status) else { throw .untried(.notOffered) }
    guard (400..<500).contains(forged.status) else { throw .breach(.status(expected: "4xx")) }
    let own = try await call(.acknowledgements(statement.signed(by: key)))
    guard (200..<300).contains(own.status) else { throw .breach(.status(expected: "2xx")) }
  }

  /// The batches of a reply, each under the receiver's signature.
  private func batches(_ path: String) async throws(ConformanceStop) -> [Batch] {
    let reply = try await call(.get(path, proof: proof(path, by: key)))
    guard !Self.absent.contains(reply.status) else { throw .untried(.notOffered) }
    guard reply.status == 200 else { throw .breach(.status(expected: "200")) }
    var batches: [Batch] = []
    var rest = reply.body[...]
    while !rest.isEmpty {
      do throws(EnvelopeFault) {
        let (batch, length) = try Batch.read(rest)
        batches.append(batch)
        rest = rest.dropFirst(length)
      } catch {
        throw .breach(.header(Self.name(of: error)))
      }
    }
    let isSigned = batches.allSatisfy { batch in
      batch.header.key == receiver?.id && batch.header.suite == receiver?.suite
        && receiver?.verifies(batch.signature, of: batch.signed) == true
    }
    guard isSigned else { throw .breach(.signature) }
    return batches
  }

  private func lines(_ batch: Batch) throws(ConformanceStop) -> [[UInt8]] {
    do throws(BodyFault) {
      return try batch.lines(parts.packer)
    } catch {
      throw .breach(.content)
    }
  }
}
