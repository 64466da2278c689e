import Seal

extension ConformanceSuite {
  private static let rounds = 4

  func checkKeptConnection() async throws(ConformanceStop) {
    let stream = try fresh()
    _ = try await call(.batches(hello(stream)))
    guard let isKept = try await call(.batches(hello(stream))).isOnKeptConnection else {
      throw .untried(.unseen)
    }
    guard isKept else { throw .breach(.connection) }
  }

  /// The same records on two connections, as after a timeout whose request arrived all the same.
  func checkTwoAtOnce() async throws(ConformanceStop) {
    var stream = try await opened()
    for _ in 0..<Self.rounds {
      let held = stream.count
      stream.add(records(5))
      let part = right(stream, from: held + 1, to: held + 3)
      let whole = right(stream, from: held + 1)
      for answer in try await postAtOnce(part, whole) where !isTransient(answer) {
        for word in try words(of: answer, count: 1, status: 200) {
          guard word.code == .ok else { throw .breach(.code(expected: "ok")) }
          guard [held + 3, held + 5].contains(word.highWater) else {
            throw .breach(.highWater(expected: held + 5))
          }
          guard word.chain == stream.heads[word.highWater] else { throw .breach(.chain) }
        }
      }
      // Whatever was transient is said again.
      try expect(try await post(whole), .ok, stream, highWater: held + 5)
    }
  }

  /// Two histories at once: one of them at most is taken in.
  func checkRivals() async throws(ConformanceStop) {
    for _ in 0..<Self.rounds {
      let stream = try await opened()
      let sides = [rival(stream, after: 3, 1), rival(stream, after: 3, 1)]
      let answers = try await postAtOnce(right(sides[0], from: 4), right(sides[1], from: 4))
      var winners: [PracticeStream] = []
      for (side, answer) in zip(sides, answers) where !isTransient(answer) {
        for word in try words(of: answer, count: 1, status: 200) {
          guard [.ok, .fork].contains(word.code) else { throw .breach(.code(expected: "ok / fork")) }
          if word.code == .ok { winners.append(side) }
        }
      }
      guard winners.count <= 1 else { throw .breach(.both) }
      guard let winner = winners.first else { continue }
      try await expectUnmoved(winner)
    }
  }

  /// A 5xx is unsigned and says nothing.
  private func isTransient(_ answer: Answer) -> Bool { answer.status >= 500 && !answer.isEnvelope }
}
