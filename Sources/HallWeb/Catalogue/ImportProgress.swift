import Synchronization

/// How far the imports are that people wait for, by who sent the file.
///
/// An import that a crash cut off is gone from here as it is from the ledger.
final class ImportProgress: Sendable {
  struct Steps: Sendable, Equatable {
    var done = 0
    var whole = 0
  }

  private let running = Mutex<[String: Steps]>([:])

  /// Runs an import that tells its steps to what it is given; afterwards nothing of it is known any more.
  func follow<Value>(
    _ actor: String, _ body: (@escaping @Sendable (Int, Int) -> Void) async throws -> Value
  ) async rethrows -> Value {
    running.withLock { $0[actor] = Steps() }
    defer { running.withLock { $0[actor] = nil } }
    return try await body { [weak self] done, whole in
      self?.running.withLock { $0[actor] = Steps(done: done, whole: whole) }
    }
  }

  /// Nil when nothing of theirs is running.
  func steps(of actor: String) -> Steps? { running.withLock { $0[actor] } }
}
