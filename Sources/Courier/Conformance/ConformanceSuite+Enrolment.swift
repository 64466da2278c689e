import Seal
import ServiceHall

extension ConformanceSuite {
  func checkWrongCode() async throws(ConformanceStop) {
    try await expectNoEntry(code: "wrong-" + Hex.encode(parts.random(6)))
  }

  func checkUsedCode() async throws(ConformanceStop) {
    guard receiver != nil, let code = parts.codes.first else { throw .untried(.foundation) }
    try await expectNoEntry(code: code)
  }

  func checkEnrolment() async throws(ConformanceStop) {
    guard let code = parts.codes.first else { throw .untried(.code) }
    let reply = try await enrol(parts.hall, code: code, key.publicKey)
    guard reply.status == 201 else { throw .breach(.status(expected: "201")) }
    guard let welcome = parts.coding.decode(reply.body) else { throw .breach(.member("JSON")) }
    self.welcome = welcome
    receiver = welcome.receiver.key
    guard let receiver else { throw .breach(.member("receiver.publicKey")) }
    guard welcome.kid == key.publicKey.id else { throw .breach(.member("kid")) }
    guard welcome.receiver.kid == receiver.id else { throw .breach(.member("receiver.kid")) }
    guard welcome.inc.utf8.count == 16, Lexicon.isLowerHex(welcome.inc) else {
      throw .breach(.member("inc"))
    }
    let offers = welcome.offers
    guard offers.comp.contains("deflate") else { throw .breach(.member("offers.comp")) }
    guard offers.maxBytes > 0 else { throw .breach(.member("offers.maxBytes")) }
    guard Set(offers.lanes).isSuperset(of: [Lane.urgent.rawValue, Lane.normal.rawValue]) else {
      throw .breach(.member("offers.lanes"))
    }
  }

  /// The hall's next machine comes with a code, a key and an epoch of its own.
  func checkReplacement() async throws(ConformanceStop) {
    guard receiver != nil else { throw .untried(.foundation) }
    guard parts.codes.count > 2 else { throw .untried(.code) }
    let next = SigningKey.make(key.suite)
    let reply = try await enrol(parts.hall, code: parts.codes[2], next.publicKey)
    guard reply.status == 201 else { throw .breach(.status(expected: "201")) }
    guard let told = parts.coding.decode(reply.body), told.receiver.key == receiver else {
      throw .breach(.member("receiver.publicKey"))
    }
    var stream = try fresh()
    stream.add(records(2))
    let batch = stream.draft(1..<3, packer: parts.packer, key: next.publicKey)
    try expect(try await post(batch.bytes(by: next)), .ok, stream, highWater: 2)
  }

  /// Enrols a second hall, whose key is good for that hall alone.
  func otherKey() async throws(ConformanceStop) -> SigningKey {
    let name = String(parts.hall.id.rawValue.prefix(38)) + "-2"
    guard receiver != nil, let id = Hall.ID(name) else { throw .untried(.foundation) }
    guard parts.codes.count > 1 else { throw .untried(.code) }
    let own = parts.hall
    let other = Hall(
      id: id, name: own.name, division: own.division, shortCode: own.shortCode, level: own.level,
      parent: nil)
    let key = SigningKey.make(key.suite)
    let reply = try await enrol(other, code: parts.codes[1], key.publicKey)
    guard reply.status == 201 else { throw .untried(.code) }
    return key
  }

  private func enrol(
    _ hall: Hall, code: String, _ key: PublicKey
  ) async throws(ConformanceStop) -> ConformanceReply {
    let request = Enrolment.Request(
      code: code, hall: hall.id, name: hall.name, division: hall.division.rawValue,
      key: Enrolment.PublicKeyText(key))
    return try await call(.enrol(parts.coding.encode(request)))
  }

  private func expectNoEntry(code: String) async throws(ConformanceStop) {
    let stranger = SigningKey.make(key.suite).publicKey
    let reply = try await enrol(parts.hall, code: code, stranger)
    guard reply.status == 403 else { throw .breach(.status(expected: "403")) }
  }
}
