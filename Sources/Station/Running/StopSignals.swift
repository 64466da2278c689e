import UnixSignals

/// SIGTERM and SIGINT, trapped from the moment this is made.
public final class StopSignals: Sendable {
  private let signals: AsyncStream<Void>

  public init() async {
    let trapped = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    signals = stream
    Task {
      for await _ in trapped { continuation.yield() }
    }
  }

  /// Waits for the next one.
  func next() async {
    for await _ in signals { return }
  }
}
