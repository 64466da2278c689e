import Seal
import ServiceHall

/// Who did not sign is not heard.
extension ConformanceSuite {
  func checkWrongSignature() async throws(ConformanceStop) {
    var stream = try await opened()
    let held = stream
    stream.add(records(1))
    let batch = draft(stream, from: 4)
    var flipped = key.sign(batch.signed)
    if let last = flipped.indices.last { flipped[last / 2] ^= 1 }
    let strange = SigningKey.make(key.suite).sign(batch.signed)
    let wrong = [batch.bytes(signature: flipped), batch.bytes(signature: strange)]
    for bytes in wrong {
      try expectRefused(try await post(bytes), codes: [.badEnvelope], mayBeUnsigned: true)
    }
    try await expectUnmoved(held)
  }

  func checkUnknownKey() async throws(ConformanceStop) {
    var stream = try await opened()
    let held = stream
    stream.add(records(1))
    let stranger = SigningKey.make(key.suite)
    let batch = stream.draft(4..<5, packer: parts.packer, key: stranger.publicKey)
    try await expectRefusal(
      of: batch.bytes(by: stranger), codes: [.badEnvelope], mayBeUnsigned: true, held)
  }

  /// Nothing under the signature may be altered, not even what the receiver does not know.
  func checkAlteredHeader() async throws(ConformanceStop) {
    var stream = try await opened()
    let held = stream
    stream.add(records(1))
    var batch = draft(stream, from: 4)
    batch["x-later"] = "1"
    let signature = key.sign(batch.signed)
    batch["x-later"] = "2"
    try await expectRefusal(
      of: batch.bytes(signature: signature), codes: [.badEnvelope], mayBeUnsigned: true, held)
  }

  func checkOtherHall() async throws(ConformanceStop) {
    let other = try await otherKey()
    var stream = try await opened()
    let held = stream
    stream.add(records(1))
    let batch = stream.draft(4..<5, packer: parts.packer, key: other.publicKey)
    try await expectRefusal(
      of: batch.bytes(by: other), codes: [.badEnvelope], mayBeUnsigned: true, held)
  }

  func checkUnknownHall() async throws(ConformanceStop) {
    guard let hall = Hall.ID("unknown-" + Hex.encode(parts.random(8))) else {
      throw .untried(.foundation)
    }
    var stream = try fresh(hall: hall)
    stream.add(records(1))
    try expectRefused(
      try await post(right(stream, from: 1)), codes: [.unknownHall], mayBeUnsigned: false)
  }
}
