import Seal

/// What is right is taken in, however it comes.
extension ConformanceSuite {
  func checkNewStream() async throws(ConformanceStop) {
    let stream = try fresh()
    try expect(try await post(hello(stream)), .hello, stream, highWater: 0)
  }

  func checkFirstBatch() async throws(ConformanceStop) {
    var stream = try fresh()
    stream.add(records(3))
    try expect(try await post(right(stream, from: 1)), .ok, stream, highWater: 3)
  }

  func checkSameAgain() async throws(ConformanceStop) {
    let stream = try await opened()
    for _ in 0..<2 {
      try expect(try await post(right(stream, from: 1)), .ok, stream, highWater: 3)
    }
  }

  func checkOverlap() async throws(ConformanceStop) {
    var stream = try await opened()
    stream.add(records(2))
    try expect(try await post(right(stream, from: 2)), .ok, stream, highWater: 5)
    try expect(try await post(right(stream, from: 2, to: 3)), .ok, stream, highWater: 5)
  }

  func checkHelloAfterwards() async throws(ConformanceStop) {
    let stream = try await opened()
    try expect(try await post(hello(stream)), .hello, stream, highWater: 3)
    // From an earlier place it says the same.
    let earlier = draft(stream, from: 2, to: 1).bytes(by: key)
    try expect(try await post(earlier), .hello, stream, highWater: 3)
  }

  func checkBody(_ compression: Batch.Compression) async throws(ConformanceStop) {
    var stream = try fresh()
    stream.add(records(20))
    let bytes = draft(stream, from: 1, compression).bytes(by: key)
    try expect(try await post(bytes), .ok, stream, highWater: 20)
  }

  func checkLaterHeader() async throws(ConformanceStop) {
    var stream = try await opened()
    stream.add(records(1))
    var batch = draft(stream, from: 4)
    batch["x-later"] = "1"
    try expect(try await post(batch.bytes(by: key)), .ok, stream, highWater: 4)
  }

  /// As many as a hall puts into one batch.
  func checkManyRecords() async throws(ConformanceStop) {
    var stream = try fresh()
    stream.add(records(BatchSizing.records))
    let bytes = right(stream, from: 1)
    guard bytes.count <= welcome?.offers.maxBytes ?? 0 else { throw .untried(.costly) }
    try expect(try await post(bytes), .ok, stream, highWater: BatchSizing.records)
  }

  func checkUrgentLane() async throws(ConformanceStop) {
    let normal = try await opened()
    var urgent = try fresh(lane: .urgent, epoch: normal.id.epoch)
    urgent.add(records(1))
    try expect(try await post(right(urgent, from: 1)), .ok, urgent, highWater: 1)
    try expect(try await post(hello(normal)), .hello, normal, highWater: 3)
  }

  /// After a restore the same messages come again under another epoch.
  func checkNewEpoch() async throws(ConformanceStop) {
    var former = try fresh()
    former.add(records(3))
    try expect(try await post(right(former, from: 1)), .ok, former, highWater: 3)
    var stream = try fresh()
    stream.add(Array(former.lines.dropFirst()))
    stream.add(records(1))
    try expect(try await post(right(stream, from: 1)), .ok, stream, highWater: 3)
    try expect(try await post(hello(former)), .hello, former, highWater: 3)
  }

  func checkSeveralBatches() async throws(ConformanceStop) {
    var normal = try await opened()
    var urgent = try fresh(lane: .urgent, epoch: normal.id.epoch)
    urgent.add(records(1))
    let probe = hello(normal)
    normal.add(records(2))
    let bytes = probe + right(urgent, from: 1) + right(normal, from: 4)
    let answer = try await post(bytes)
    let words = try words(of: answer, count: 3, status: 200)
    try expect(words[0], .hello, normal, highWater: 3)
    try expect(words[1], .ok, urgent, highWater: 1)
    try expect(words[2], .ok, normal, highWater: 5)
    guard answer.status == 200 else { throw .breach(.status(expected: "200")) }
  }

  /// One that is refused takes nothing from those beside it.
  func checkMixedBatches() async throws(ConformanceStop) {
    var normal = try await opened()
    var urgent = try fresh(lane: .urgent, epoch: normal.id.epoch)
    urgent.add(records(1))
    normal.add(records(5))
    let bytes =
      right(normal, from: 4, to: 4) + right(normal, from: 7) + right(urgent, from: 1)
    let answer = try await post(bytes)
    let words = try words(of: answer, count: 3, status: 409)
    try expect(words[0], .ok, normal, highWater: 4)
    try expect(words[1], .gap, normal, highWater: 4)
    try expect(words[2], .ok, urgent, highWater: 1)
    guard answer.status == 409 else { throw .breach(.status(expected: "409")) }
  }
}
