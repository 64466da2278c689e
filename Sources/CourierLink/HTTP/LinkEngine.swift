import Glibc
import Synchronization

/// The queue of requests and the thread that works it off.
///
/// Invariants:
/// 1. Every continuation is resumed once: by the thread, by the cancelling of a job that still waits, or
///    at once if the engine is closed.
/// 2. The thread ends after `close()` and owns the easy handle; the multi handle goes with the engine, which
///    the thread keeps as long as it runs, so that waking it is always allowed.
final class LinkEngine: Sendable {
  private struct Waiting {
    let job: LinkJob
    let continuation: LinkJob.Continuation
  }

  private struct Queue {
    var waiting: [Waiting] = []
    /// What whoever comes is told, once nothing is sent any more.
    var refusal: LinkFault?
  }

  let settings: HTTPLink.Settings
  let now: @Sendable () -> Int64
  let minuteOfDay: @Sendable () -> Int
  let multi: CurlMulti
  private let queue = Mutex(Queue())
  private let anchored = Atomic<Bool>(false)

  var isClockAnchored: Bool { anchored.load(ordering: .relaxed) }

  /// Nil if there is no thread or memory to be had.
  init?(
    settings: HTTPLink.Settings, now: @escaping @Sendable () -> Int64,
    minuteOfDay: @escaping @Sendable () -> Int
  ) {
    guard let multi = CurlMulti() else { return nil }
    self.multi = multi
    self.settings = settings
    self.now = now
    self.minuteOfDay = minuteOfDay
    guard startThread() else { return nil }
  }

  func anchorClock() {
    anchored.store(true, ordering: .relaxed)
  }

  /// Gives the job to the thread.
  func add(_ job: LinkJob, _ continuation: LinkJob.Continuation) {
    let refusal = queue.withLock { queue -> LinkFault? in
      // Cancelled before it came here: nobody would take it out again.
      if job.isCancelled { return .cancelled }
      if let refusal = queue.refusal { return refusal }
      queue.waiting.append(Waiting(job: job, continuation: continuation))
      return nil
    }
    if let refusal { return continuation.resume(returning: .failure(refusal)) }
    multi.wake()
  }

  /// Takes the job out of the queue, or tells the thread to give it up.
  func cancel(_ job: LinkJob) {
    let waiting = queue.withLock { queue -> Waiting? in
      job.cancel()
      guard let index = queue.waiting.firstIndex(where: { $0.job === job }) else { return nil }
      return queue.waiting.remove(at: index)
    }
    waiting?.continuation.resume(returning: .failure(.cancelled))
    multi.wake()
  }

  /// Nothing is sent any more; whoever waits or comes is told why.
  func close(_ refusal: LinkFault = .cancelled) {
    let left = queue.withLock { queue in
      queue.refusal = refusal
      defer { queue.waiting = [] }
      return queue.waiting
    }
    for waiting in left { waiting.continuation.resume(returning: .failure(refusal)) }
    multi.wake()
  }

  /// The thread's work.
  fileprivate func work() {
    guard let wire = LinkWire(engine: self) else { return close(.unreachable(.resources)) }
    while true {
      let (next, isClosed) = queue.withLock { queue in
        (queue.waiting.isEmpty ? nil : queue.waiting.removeFirst(), queue.refusal != nil)
      }
      if let next {
        next.continuation.resume(returning: wire.perform(next.job))
      } else if isClosed {
        return
      } else {
        // Woken by `add` and `close`; the limit is only a limit.
        multi.wait(milliseconds: 60_000)
      }
    }
  }

  /// False if there is no thread to be had.
  private func startThread() -> Bool {
    var thread = pthread_t()
    var (all, before) = (sigset_t(), sigset_t())
    // Signals are the main thread's; a broken pipe is an error code here, also inside the TLS library.
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    let retained = unsafe Unmanaged.passRetained(self)
    let code = unsafe pthread_create(&thread, nil, runEngine, retained.toOpaque())
    guard code == 0 else {
      unsafe retained.release()
      return false
    }
    pthread_detach(thread)
    return true
  }
}

private let runEngine: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
  if let context = unsafe context {
    unsafe Unmanaged<LinkEngine>.fromOpaque(context).takeRetainedValue().work()
  }
  return nil
}
