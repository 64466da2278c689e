import ServiceHall
import Synchronization

/// So many tries in so long a time, by whatever key; forgets keys that have been quiet.
final class RateLimiter: Sendable {
  struct Rule: Sendable {
    let tries: Int
    let window: Duration

    /// Wrong passwords and codes from one address.
    static let guesses = Rule(tries: 10, window: .minutes(5))
    /// Numbers from one kiosk: more than any hall gives out, less than a stuck key does.
    static let kiosk = Rule(tries: 60, window: .minutes(1))
  }

  private struct Count {
    var used: Int
    var since: Duration
  }

  private let clock: HallClock
  private let counts = Mutex<[String: Count]>([:])

  init(clock: HallClock) { self.clock = clock }

  /// Counts one try.
  ///
  /// - Throws: `WebRefusal.tooManyRequests` with the seconds until the next is allowed.
  func spend(_ key: String, _ rule: Rule) throws {
    let now = clock.elapsed()
    let wait: Duration? = counts.withLock { counts in
      if counts.count > 10_000 { counts = counts.filter { now - $0.value.since < rule.window } }
      var count = counts[key] ?? Count(used: 0, since: now)
      if now - count.since >= rule.window { count = Count(used: 0, since: now) }
      guard count.used < rule.tries else { return rule.window - (now - count.since) }
      count.used += 1
      counts[key] = count
      return nil
    }
    if let wait { throw WebRefusal.tooManyRequests(seconds: max(1, wait.wholeSeconds)) }
  }

  /// Lets through whoever has a try left, and counts none: what fails is counted when it has failed, so that
  /// many who are right at once never stand in each other's way.
  ///
  /// - Throws: `WebRefusal.tooManyRequests`.
  func require(_ key: String, _ rule: Rule) throws {
    let now = clock.elapsed()
    let wait: Duration? = counts.withLock { counts in
      guard let count = counts[key], count.used >= rule.tries else { return nil }
      let left = rule.window - (now - count.since)
      return left > .zero ? left : nil
    }
    if let wait { throw WebRefusal.tooManyRequests(seconds: max(1, wait.wholeSeconds)) }
  }

  /// Counts a try that failed.
  func count(_ key: String, _ rule: Rule) { try? spend(key, rule) }

  /// Starts from nothing again.
  func forget(_ key: String) { counts.withLock { $0[key] = nil } }

  /// Gives a try back that turned out right.
  func forgive(_ key: String) {
    counts.withLock { $0[key]?.used -= 1 }
  }
}
