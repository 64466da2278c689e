import Synchronization

/// What is going on in a server: counters, and the requests that have to be woken at its end.
///
/// Invariants:
/// 1. Every exchange whose connection is suspended is registered, and every stream that is sent.
/// 2. After `close` no exchange can register, so none can be suspended unseen.
final class Traffic: Sendable {
  private final class Shelf: Sendable {
    struct Content {
      var exchanges: [ObjectIdentifier: Exchange] = [:]
      var isClosed = false
    }

    let content = Mutex(Content())
  }

  private let connections = Atomic<Int>(0)
  private let inFlight = Atomic<Int>(0)
  private let total = Atomic<Int>(0)
  private let draining = Atomic<Bool>(false)
  /// In parts, so that threads seldom meet at one lock.
  private let waiting = (0..<16).map { _ in Shelf() }
  private let streams = Mutex<[ObjectIdentifier: EventStream]>([:])

  var statistics: Server.Statistics {
    Server.Statistics(
      connections: connections.load(ordering: .relaxed),
      requestsInFlight: inFlight.load(ordering: .relaxed),
      openStreams: streams.withLock { $0.count },
      requestsTotal: total.load(ordering: .relaxed))
  }

  /// Whether new requests are refused because the server is about to stop.
  var isDraining: Bool {
    draining.load(ordering: .acquiring)
  }

  var isIdle: Bool {
    inFlight.load(ordering: .acquiring) == 0
  }

  func beginDraining() {
    draining.store(true, ordering: .releasing)
  }

  func connectionOpened() {
    connections.add(1, ordering: .relaxed)
  }

  func connectionClosed() {
    connections.subtract(1, ordering: .relaxed)
  }

  func requestBegan() {
    inFlight.add(1, ordering: .acquiringAndReleasing)
    total.add(1, ordering: .relaxed)
  }

  func requestEnded() {
    inFlight.subtract(1, ordering: .acquiringAndReleasing)
  }

  /// False if the server no longer waits for anyone; the exchange must not be suspended then.
  func register(_ exchange: Exchange) -> Bool {
    let key = ObjectIdentifier(exchange)
    return shelf(for: key).content.withLock { content in
      guard !content.isClosed else { return false }
      content.exchanges[key] = exchange
      return true
    }
  }

  func unregister(_ exchange: Exchange) {
    let key = ObjectIdentifier(exchange)
    shelf(for: key).content.withLock { _ = $0.exchanges.removeValue(forKey: key) }
  }

  /// A stream that begins while the server stops is closed at once.
  func register(_ stream: EventStream) {
    streams.withLock { $0[ObjectIdentifier(stream)] = stream }
    if isDraining { stream.close() }
  }

  func unregister(_ stream: EventStream) {
    streams.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(stream)) }
  }

  /// Objects lie at least 64 bytes apart, so the low bits say nothing.
  private func shelf(for key: ObjectIdentifier) -> Shelf {
    let address = UInt(bitPattern: key)
    return waiting[Int(((address >> 6) ^ (address >> 12)) & 15)]
  }

  var openStreams: [EventStream] {
    streams.withLock { Array($0.values) }
  }

  /// Takes no more exchanges, and returns those that are suspended.
  func close() -> [Exchange] {
    waiting.flatMap { shelf in
      shelf.content.withLock { content in
        content.isClosed = true
        return Array(content.exchanges.values)
      }
    }
  }
}
