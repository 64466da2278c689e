import Synchronization

/// Collects what concurrent code saw, in the order in which it saw it.
public final class Recorder<Value: Sendable>: Sendable {
  private let collected = Mutex<[Value]>([])

  public init() {}

  public var values: [Value] { collected.withLock { $0 } }

  public func record(_ value: Value) { collected.withLock { $0.append(value) } }
}
