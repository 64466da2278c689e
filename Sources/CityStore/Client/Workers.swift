import Glibc
import Synchronization

/// Threads of their own for calls that block, each with one session; Swift's few threads stay free.
///
/// Invariants:
/// 1. Every job is run once, or its giver is told that it will not be.
/// 2. The threads end after `close()`, when what was taken has been worked off.
final class Workers: Sendable {
  typealias Job = @Sendable (Session) -> Void

  private struct Queue {
    var jobs: [Job] = []
    var isClosed = false
  }

  private let queue = Mutex(Queue())
  private let signal = Signal()
  private let count: Int
  private let longest: Int
  private let session: @Sendable () -> Session

  /// - Parameter longest: how many jobs may wait.
  init(count: Int, longest: Int, session: @escaping @Sendable () -> Session) throws {
    self.count = count
    self.longest = longest
    self.session = session
    for _ in 0..<count {
      guard startThread() else {
        close()
        throw StoreFault.busy
      }
    }
  }

  /// - Throws: `StoreFault.busy` and `.closed`; else what the job throws.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable (Session) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let refusal = queue.withLock { queue -> StoreFault? in
        if queue.isClosed { return .closed }
        if queue.jobs.count >= longest { return .busy }
        queue.jobs.append { session in
          continuation.resume(with: Result { try body(session) })
        }
        return nil
      }
      if let refusal { return continuation.resume(throwing: refusal) }
      signal.give()
    }
  }

  func close() {
    let wasOpen = queue.withLock { queue in
      defer { queue.isClosed = true }
      return !queue.isClosed
    }
    guard wasOpen else { return }
    for _ in 0..<count { signal.give() }
  }

  /// One thread's work.
  fileprivate func work() {
    let session = session()
    while true {
      signal.take()
      let (job, isOver) = queue.withLock { queue -> (Job?, Bool) in
        (queue.jobs.isEmpty ? nil : queue.jobs.removeFirst(), queue.isClosed)
      }
      if let job {
        job(session)
      } else if isOver {
        return
      }
    }
  }

  private func startThread() -> Bool {
    var thread = pthread_t()
    var (all, before) = (sigset_t(), sigset_t())
    // Signals are the main thread's; a broken pipe is an error code here.
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    let retained = unsafe Unmanaged.passRetained(self)
    let code = unsafe pthread_create(&thread, nil, runWorker, retained.toOpaque())
    guard code == 0 else {
      unsafe retained.release()
      return false
    }
    pthread_detach(thread)
    return true
  }
}

private let runWorker: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
  if let context = unsafe context {
    unsafe Unmanaged<Workers>.fromOpaque(context).takeRetainedValue().work()
  }
  return nil
}

/// A counting semaphore.
@safe private final class Signal: @unchecked Sendable {
  // The memory stays where it is, and the functions may be called from every thread.
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() { unsafe sem_init(semaphore, 0, 0) }

  deinit {
    unsafe sem_destroy(semaphore)
    unsafe semaphore.deallocate()
  }

  func give() { unsafe sem_post(semaphore) }

  func take() {
    while unsafe sem_wait(semaphore) != 0 {}
  }
}
