internal import CMicrohttpd
import Glibc
import Synchronization

/// A thread that lets clients in, and notices when those leave whom nobody else watches.
///
/// Invariants:
/// 1. After `stopListening` has returned, no connection is handed over.
/// 2. A watched stream is named by a token that is never used again: a socket's number may be.
final class Doorkeeper: Sendable {
  private struct State {
    var listener: Int32
    var isStopping = false
    var nextToken: UInt64 = 2
    var streams: [UInt64: EventStream] = [:]
  }

  private static let listenerToken: UInt64 = 0
  private static let wakeToken: UInt64 = 1

  private let poll: Int32
  private let wake: Int32
  private let daemon: Daemon
  private let state: Mutex<State>

  /// Takes over the listening socket; nil if the system is out of descriptors.
  init?(listener: Int32, daemon: Daemon) {
    poll = epoll_create1(Int32(EPOLL_CLOEXEC))
    wake = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
    self.daemon = daemon
    state = Mutex(State(listener: listener))
    guard poll >= 0, wake >= 0,
      register(wake, Self.wakeToken, EPOLLIN.rawValue),
      register(listener, Self.listenerToken, EPOLLIN.rawValue)
    else { return nil }
  }

  deinit {
    stopListening()
    if poll >= 0 { close(poll) }
    if wake >= 0 { close(wake) }
  }

  func stopListening() {
    state.withLock { state in
      guard state.listener >= 0 else { return }
      close(state.listener)
      state.listener = -1
    }
  }

  /// Ends the thread.
  func stop() {
    state.withLock { $0.isStopping = true }
    var one: UInt64 = 1
    _ = unsafe write(wake, &one, MemoryLayout<UInt64>.size)
  }

  /// Tells the stream when the client of this socket hangs up. The socket has to stay open until
  /// `forget`.
  func watch(socket: Int32, for stream: EventStream) -> UInt64 {
    let token = state.withLock { state in
      let token = state.nextToken
      state.nextToken += 1
      state.streams[token] = stream
      return token
    }
    let events = EPOLLRDHUP.rawValue | EPOLLONESHOT.rawValue
    _ = register(socket, token, events)
    return token
  }

  func forget(socket: Int32, token: UInt64) {
    var event = unsafe epoll_event()
    _ = unsafe epoll_ctl(poll, EPOLL_CTL_DEL, socket, &event)
    state.withLock { _ = $0.streams.removeValue(forKey: token) }
  }

  /// The thread's work.
  func run() {
    var events = unsafe [epoll_event](repeating: epoll_event(), count: 64)
    var timeout: Int32 = -1
    while !state.withLock({ $0.isStopping }) {
      let count = unsafe epoll_wait(poll, &events, Int32(events.count), timeout)
      if count < 0 && errno != EINTR { return }
      if timeout >= 0 { timeout = resumeListening() }
      for index in 0..<max(0, Int(count)) {
        let token = unsafe events[index].data.u64
        switch token {
        case Self.listenerToken: if !acceptAll() { timeout = pauseListening() }
        case Self.wakeToken: drainWake()
        default: state.withLock { $0.streams.removeValue(forKey: token) }?.abort()
        }
      }
    }
  }

  private func drainWake() {
    var value: UInt64 = 0
    _ = unsafe read(wake, &value, MemoryLayout<UInt64>.size)
  }

  /// False if the process is out of descriptors or memory.
  private func acceptAll() -> Bool {
    state.withLock { state in
      for _ in 0..<64 where state.listener >= 0 {
        var storage = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let failure: Int32 = unsafe withUnsafeMutablePointer(to: &storage) {
          unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
            let socket = unsafe accept(state.listener, address, &length)
            guard socket >= 0 else { return errno }
            // The library makes it non-blocking.
            _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
            unsafe daemon.add(socket: socket, address: address, length: length)
            return 0
          }
        }
        switch failure {
        case 0, EINTR, ECONNABORTED: continue
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: return false
        default: return true
        }
      }
      return true
    }
  }

  /// Without descriptors, asking again at once would only burn time.
  private func pauseListening() -> Int32 {
    setListenerEvents(0)
    return 100
  }

  private func resumeListening() -> Int32 {
    setListenerEvents(EPOLLIN.rawValue)
    return -1
  }

  private func setListenerEvents(_ events: UInt32) {
    state.withLock { state in
      guard state.listener >= 0 else { return }
      var event = unsafe epoll_event()
      unsafe event.events = events
      unsafe event.data.u64 = Self.listenerToken
      _ = unsafe epoll_ctl(poll, EPOLL_CTL_MOD, state.listener, &event)
    }
  }

  private func register(_ descriptor: Int32, _ token: UInt64, _ events: UInt32) -> Bool {
    var event = unsafe epoll_event()
    unsafe event.events = events
    unsafe event.data.u64 = token
    return unsafe epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event) == 0
  }
}
