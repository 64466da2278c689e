import Seal

/// What does not continue the stream is told apart from what does.
extension ConformanceSuite {
  func checkGap() async throws(ConformanceStop) {
    var stream = try await opened()
    let held = stream
    stream.add(records(3))
    try expect(try await post(right(stream, from: 5)), .gap, stream, highWater: 3)
    try await expectUnmoved(held)
  }

  /// Numbers that are held, with other bytes: never merely skipped.
  func checkForkedRecord() async throws(ConformanceStop) {
    let stream = try await opened()
    let rival = rival(stream, after: 1, 2)
    try expect(try await post(right(rival, from: 1)), .fork, stream, highWater: 3)
    try expect(try await post(right(rival, from: 3)), .fork, stream, highWater: 3)
    try await expectUnmoved(stream)
  }

  /// A new record does not make up for an old one that differs.
  func checkForkedOverlap() async throws(ConformanceStop) {
    let stream = try await opened()
    let rival = rival(stream, after: 2, 3)
    try expect(try await post(right(rival, from: 2)), .fork, stream, highWater: 3)
    try await expectUnmoved(stream)
  }

  /// The numbers fit, what went before does not.
  func checkForkedHistory() async throws(ConformanceStop) {
    let stream = try await opened()
    let rival = rival(stream, after: 0, 4)
    try expect(try await post(right(rival, from: 4)), .fork, stream, highWater: 3)
    try await expectUnmoved(stream)
  }
}
