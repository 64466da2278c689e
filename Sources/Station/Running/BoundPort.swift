import Synchronization

/// The port that the server got; known only once it listens.
final class BoundPort: Sendable {
  private let port = Mutex<UInt16>(0)

  var value: UInt16 { port.withLock { $0 } }

  func set(_ port: UInt16) { self.port.withLock { $0 = port } }
}
