import HTTPServing
public import HallLedger
public import ServiceHall
import Synchronization

/// Passes what happens in the halls on to the browsers that watch.
///
/// Each call is sent at once. The whole board follows, at most every `settle`, so that a burst of
/// numbers costs a few messages and not one each.
public final class LiveHub: Sendable {
  private struct Watched {
    var streams: [ObjectIdentifier: EventStream] = [:]
    /// The streams that paired devices opened.
    var devices: [ObjectIdentifier: Device.ID] = [:]
    /// Ends when the ledger is opened anew.
    var feed: AsyncStream<Ledger<Hall>.Commit>.Continuation?
  }

  static let settle: Duration = .milliseconds(250)
  static let heartbeat: Duration = .seconds(5)

  private let halls = Mutex<[Hall.ID: Watched]>([:])
  private let board: Mutex<(@Sendable (Hall.ID) async -> [UInt8]?)?> = Mutex(nil)
  private let calls: Mutex<(@Sendable (Hall.ID, ClosedRange<Int64>) async -> [[UInt8]])?> =
    Mutex(nil)

  public init() {}

  /// Gives the hub its messages: the board of a hall, and the announcements between two positions.
  func speak(
    board: @escaping @Sendable (Hall.ID) async -> [UInt8]?,
    calls: @escaping @Sendable (Hall.ID, ClosedRange<Int64>) async -> [[UInt8]]
  ) {
    self.board.withLock { $0 = board }
    self.calls.withLock { $0 = calls }
  }

  /// Follows a ledger that was just opened.
  public func follow(_ hall: Hall.ID, _ ledger: Ledger<Hall>) {
    let (feed, continuation) = AsyncStream<Ledger<Hall>.Commit>.makeStream()
    let former = halls.withLock { halls in
      let former = halls[hall]?.feed
      halls[hall, default: Watched()].feed = continuation
      return former
    }
    former?.finish()
    ledger.onCommit { continuation.yield($0) }
    Task { await self.pass(feed, of: hall) }
  }

  /// Adds a browser. It must have been given the present state first.
  func add(_ stream: EventStream, to hall: Hall.ID, device: Device.ID? = nil) {
    let key = ObjectIdentifier(stream)
    halls.withLock { halls in
      halls[hall, default: Watched()].streams[key] = stream
      halls[hall]?.devices[key] = device
    }
    stream.onClose = { [weak self] in
      self?.halls.withLock { halls in
        halls[hall]?.streams[key] = nil
        halls[hall]?.devices[key] = nil
      }
    }
  }

  /// Sends a message to one device alone.
  ///
  /// - Returns: whether the device listens.
  @discardableResult
  func tell(_ device: Device.ID, of hall: Hall.ID, _ message: [UInt8]) -> Bool {
    let streams = halls.withLock { halls in
      guard let watched = halls[hall] else { return [EventStream]() }
      return watched.devices.filter { $0.value == device }.compactMap { watched.streams[$0.key] }
    }
    for stream in streams { stream.send(message) }
    return !streams.isEmpty
  }

  public var watcherCount: Int { halls.withLock { $0.values.reduce(0) { $0 + $1.streams.count } } }

  /// Sends the time to everybody, so that a browser knows a quiet hall from a broken line.
  func beat(_ message: [UInt8]) {
    for stream in halls.withLock({ $0.values.flatMap(\.streams.values) }) { stream.send(message) }
  }

  /// Sends the board though nothing was committed: a printer went or came back.
  func refresh(_ hall: Hall.ID) async { await sendBoard(of: hall) }

  private func pass(_ feed: AsyncStream<Ledger<Hall>.Commit>, of hall: Hall.ID) async {
    let isDue = Mutex(false)
    let due = Shared(isDue)
    for await commit in feed {
      let streams = streams(of: hall)
      guard !streams.isEmpty else { continue }
      let announced = commit.events.filter { $0.event.isAnnouncement }.map(\.stamp.seq)
      if let first = announced.first, let last = announced.last {
        let announce = calls.withLock { $0 }
        for message in await announce?(hall, first...last) ?? [] {
          for stream in streams { stream.send(message) }
        }
      }
      let isFirst = due.value.withLock { isDue in
        defer { isDue = true }
        return !isDue
      }
      if isFirst {
        Task {
          try? await Task.sleep(for: Self.settle)
          due.value.withLock { $0 = false }
          await self.sendBoard(of: hall)
        }
      }
    }
  }

  private func sendBoard(of hall: Hall.ID) async {
    let make = board.withLock { $0 }
    guard let message = await make?(hall) else { return }
    for stream in streams(of: hall) { stream.send(message) }
  }

  private func streams(of hall: Hall.ID) -> [EventStream] {
    halls.withLock { $0[hall].map { Array($0.streams.values) } ?? [] }
  }
}

extension HallEvent {
  fileprivate var isAnnouncement: Bool {
    switch self {
    case .queue(.ticketCalled), .queue(.ticketRecalled): true
    default: false
    }
  }
}

/// Lets closures share a mutex.
private final class Shared<Value: ~Copyable & Sendable>: Sendable {
  let value: Value
  init(_ value: consuming sending Value) { self.value = value }
}
