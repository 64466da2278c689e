import Seal

/// What is broken under a good signature is not taken in.
extension ConformanceSuite {
  /// Of bytes that a bomb would give.
  private static let bombSize = 256 << 20
  /// Of a request that is made only to be refused.
  private static let mostBytes = 64 << 20

  func checkWrongDigest() async throws(ConformanceStop) {
    var stream = try await opened()
    let held = stream
    stream.add(records(1))
    var batch = draft(stream, from: 4, .none)
    batch["digest"] = Hex.encode(key.suite.digest.hash(batch.body + [0]))
    try await expectRefusal(of: batch.bytes(by: key), codes: [.badBody], held)
  }

  func checkWrongHead() async throws(ConformanceStop) {
    var stream = try await opened()
    let held = stream
    stream.add(records(1))
    var batch = draft(stream, from: 4)
    batch["head"] = Hex.encode(key.suite.digest.hash(stream.heads[4]))
    try await expectRefusal(of: batch.bytes(by: key), codes: [.badBody], held)
  }

  /// Head and digest are right for what is sent; only the count is not.
  func checkLines(claimed: Int, sent: Int) async throws(ConformanceStop) {
    var stream = try await opened()
    let held = stream
    stream.add(records(sent))
    var batch = draft(stream, from: 4)
    batch["to"] = String(3 + claimed)
    try await expectRefusal(of: batch.bytes(by: key), codes: [.badBody], held)
  }

  /// Bytes that were never compressed, and a stream that was cut.
  func checkBrokenDeflate() async throws(ConformanceStop) {
    var stream = try await opened()
    let held = stream
    stream.add(records(1))
    let whole = draft(stream, from: 4)
    for body in [draft(stream, from: 4, .none).body, Array(whole.body.dropLast(6))] {
      var batch = whole
      batch.replaceBody(body, key.suite.digest)
      try expectRefused(
        try await post(batch.bytes(by: key)), codes: [.badBody], mayBeUnsigned: false)
    }
    try await expectUnmoved(held)
  }

  func checkDeflateBomb() async throws(ConformanceStop) {
    var stream = try await opened()
    let held = stream
    stream.add(records(1))
    let fitting = min(Self.bombSize / 128, (welcome?.offers.maxBytes ?? 0) / 2) * 128
    var batch = draft(stream, from: 4)
    batch.replaceBody(DeflateBomb.bytes(inflatingTo: fitting), key.suite.digest)
    try await expectRefusal(
      of: batch.bytes(by: key), codes: [.badBody, .tooLarge], mayBeUnsigned: true, held)
  }

  func checkTooLarge() async throws(ConformanceStop) {
    var stream = try await opened()
    let held = stream
    let most = welcome?.offers.maxBytes ?? 0
    guard (1...Self.mostBytes).contains(most) else { throw .untried(.costly) }
    stream.add([PracticeStream.record(parts.random(16), padding: most)])
    let answer = try await post(draft(stream, from: 4, .none).bytes(by: key))
    if answer.isEnvelope || answer.status != 413 {
      try expectRefused(answer, codes: [.tooLarge], mayBeUnsigned: false)
    }
    try await expectUnmoved(held)
  }

  /// Nothing that somebody may send brings the receiver into trouble or makes it say yes.
  func checkGarbage() async throws(ConformanceStop) {
    var stream = try await opened()
    let held = stream
    stream.add(records(1))
    let batch = draft(stream, from: 4, .none)
    let good = batch.bytes(by: key)
    var pieces: [[UInt8]] = [
      [], parts.random(300), Array("<html>please sign in</html>".utf8), Array("YZB1\n".utf8),
      Array("YZB1\nhall=".utf8) + Array(repeating: UInt8(ascii: "a"), count: 20_000),
      Array(good.dropLast(10)), Array(good.prefix(batch.signed.count)),
    ]
    let wrong = [
      ("from", "0"), ("from", "99999999999999999999999"), ("to", "9223372036854775807"),
      ("size", "-1"), ("size", "9223372036854775807"), ("lane", "9"), ("epoch", "0"),
      ("hall", "../x"), ("comp", "zip"), ("prev", "00"), ("alg", "none"), ("from", ""),
    ]
    for (name, value) in wrong {
      var batch = batch
      batch[name] = value
      pieces.append(batch.bytes(by: key))
    }
    for bytes in pieces {
      let answer = try await post(bytes)
      guard answer.status < 500 else { throw .breach(.status(expected: "4xx")) }
      guard !answer.words.contains(where: \.code.isAccepting) else { throw .breach(.accepted) }
    }
    for body in ["", "{", "{\"code\":1}", "[]"] {
      let reply = try await call(.enrol(Array(body.utf8)))
      guard (400..<500).contains(reply.status) else { throw .breach(.status(expected: "4xx")) }
    }
    try await expectUnmoved(held)
  }
}
