import Seal
import ServiceHall

/// What a reply has to be.
extension ConformanceSuite {
  /// So many words, each signed by the receiver.
  ///
  /// - Parameter status: what stands in the finding when there is no word at all.
  func words(
    of answer: Answer, count: Int, status: Int
  ) throws(ConformanceStop) -> [Acknowledgement] {
    guard let receiver else { throw .untried(.foundation) }
    guard answer.isEnvelope else {
      throw .breach(answer.status == status ? .unsigned : .status(expected: String(status)))
    }
    if let fault = answer.fault { throw .breach(.header(Self.name(of: fault))) }
    guard answer.words.count == count else { throw .breach(.count(expected: count)) }
    guard answer.words.allSatisfy({ $0.isSigned(by: [receiver]) }) else {
      throw .breach(.signature)
    }
    return answer.words
  }

  static func name(of fault: EnvelopeFault) -> String {
    if case .header(let name) = fault { name } else { "\(fault)" }
  }

  /// One word with this code about this stream.
  func expect(
    _ answer: Answer, _ code: Acknowledgement.Code, _ stream: PracticeStream, highWater: Int
  ) throws(ConformanceStop) {
    let status = code.isAccepting ? 200 : 409
    for word in try words(of: answer, count: 1, status: status) {
      try expect(word, code, stream, highWater: highWater)
    }
    guard answer.status == status else { throw .breach(.status(expected: String(status))) }
  }

  func expect(
    _ word: Acknowledgement, _ code: Acknowledgement.Code, _ stream: PracticeStream, highWater: Int
  ) throws(ConformanceStop) {
    guard word.code == code else { throw .breach(.code(expected: code.rawValue)) }
    guard word.stream == stream.id else { throw .breach(.stream) }
    guard word.highWater == highWater else { throw .breach(.highWater(expected: highWater)) }
    guard word.chain == stream.heads[highWater] else { throw .breach(.chain) }
  }

  /// The receiver still holds what it held, and takes the right batch that comes next.
  func expectUnmoved(_ stream: PracticeStream) async throws(ConformanceStop) {
    var stream = stream
    let held = stream.count
    try expect(try await post(hello(stream)), .hello, stream, highWater: held)
    stream.add(records(1))
    try expect(try await post(right(stream, from: held + 1)), .ok, stream, highWater: held + 1)
  }

  /// The batch is refused and changes nothing.
  ///
  /// - Parameters:
  ///   - codes: with which it may be refused under a signature.
  ///   - mayBeUnsigned: whether a bare 4xx will do.
  func expectRefusal(
    of bytes: [UInt8], codes: [Acknowledgement.Code], mayBeUnsigned: Bool = false,
    _ stream: PracticeStream
  ) async throws(ConformanceStop) {
    try expectRefused(try await post(bytes), codes: codes, mayBeUnsigned: mayBeUnsigned)
    try await expectUnmoved(stream)
  }

  func expectRefused(
    _ answer: Answer, codes: [Acknowledgement.Code], mayBeUnsigned: Bool
  ) throws(ConformanceStop) {
    if mayBeUnsigned, !answer.isEnvelope {
      guard (400..<500).contains(answer.status) else { throw .breach(.status(expected: "4xx")) }
      return
    }
    for word in try words(of: answer, count: 1, status: 409) {
      guard !word.code.isAccepting else { throw .breach(.accepted) }
      guard codes.contains(word.code) else {
        throw .breach(.code(expected: codes.map(\.rawValue).joined(separator: " / ")))
      }
    }
    // What is too large may be refused before anybody looks at it.
    guard answer.status == 409 || (answer.status == 413 && codes.contains(.tooLarge)) else {
      throw .breach(.status(expected: "409"))
    }
  }

  // MARK: What is right

  /// A stream of which nobody has heard.
  func fresh(
    lane: Lane = .normal, epoch: Epoch? = nil, hall: Hall.ID? = nil
  ) throws(ConformanceStop) -> PracticeStream {
    guard receiver != nil, let epoch = epoch ?? Epoch(Hex.encode(parts.random(16))) else {
      throw .untried(.foundation)
    }
    return PracticeStream(
      StreamID(hall: hall ?? parts.hall.id, epoch: epoch, lane: lane), key.suite.digest)
  }

  /// A stream with records that the receiver has taken into custody.
  func opened(_ count: Int = 3) async throws(ConformanceStop) -> PracticeStream {
    var stream = try fresh()
    stream.add(records(count))
    do throws(ConformanceStop) {
      try expect(try await post(right(stream, from: 1)), .ok, stream, highWater: count)
    } catch {
      throw .untried(.foundation)
    }
    forgetTrace()
    return stream
  }

  func records(_ count: Int) -> [[UInt8]] {
    (0..<count).map { _ in PracticeStream.record(parts.random(16)) }
  }

  func draft(
    _ stream: PracticeStream, from: Int, to: Int? = nil, _ compression: Batch.Compression = .deflate
  ) -> BatchDraft {
    stream.draft(
      from..<(to ?? stream.count) + 1, compression, packer: parts.packer, key: key.publicKey)
  }

  func right(_ stream: PracticeStream, from: Int, to: Int? = nil) -> [UInt8] {
    draft(stream, from: from, to: to).bytes(by: key)
  }

  func hello(_ stream: PracticeStream) -> [UInt8] {
    right(stream, from: stream.count + 1)
  }

  /// The stream as it would be if it went on with other records after a number.
  func rival(_ stream: PracticeStream, after seq: Int, _ count: Int) -> PracticeStream {
    var rival = PracticeStream(stream.id, key.suite.digest)
    rival.add(Array(stream.lines.prefix(seq)))
    rival.add(records(count))
    return rival
  }
}
