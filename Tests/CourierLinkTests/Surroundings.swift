import CourierLink
import Foundation
import Glibc
import Synchronization
import Testing

extension HTTPLink {
  convenience init(_ settings: Settings = Settings()) {
    self.init(settings, now: { 0 }, minuteOfDay: { 0 })
  }

  func get(_ url: String, limit: Duration? = nil, most: Int = 1024 * 1024) async throws(LinkFault)
    -> LinkResponse
  {
    try await send(LinkRequest(method: .get, url: url, timeLimit: limit, maxResponseBytes: most))
  }
}

/// What a request failed with, or nil if it did not.
func fault(_ body: () async throws(LinkFault) -> LinkResponse) async -> LinkFault? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error
  }
}

/// Waits for something that happens soon; the test fails if it does not.
func eventually(_ what: String, _ condition: () -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(20)
  while !condition() {
    guard ContinuousClock.now < deadline else {
      Issue.record("never: \(what)")
      return
    }
    try await Task.sleep(for: .milliseconds(2))
  }
}

/// A folder that goes when its owner goes.
final class Folder: Sendable {
  let path = NSTemporaryDirectory() + "courier-link-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  func put(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
  }
}

/// Runs a program of the system; gives its exit code.
///
/// Not by Foundation's `Process`, which closes descriptors that other tests have just opened.
@discardableResult func run(_ arguments: [String]) async throws -> Int32 {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread {
      var actions = unsafe posix_spawn_file_actions_t()
      unsafe posix_spawn_file_actions_init(&actions)
      defer { unsafe posix_spawn_file_actions_destroy(&actions) }
      unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
      var copies = unsafe arguments.map { unsafe strdup($0) } + [nil]
      defer { unsafe copies.forEach { unsafe free($0) } }
      var child = pid_t()
      let code = unsafe posix_spawnp(&child, arguments[0], &actions, nil, &copies, environ)
      guard code == 0 else { return continuation.resume(throwing: RawConnection.Fault(code: code)) }
      var status: Int32 = 0
      while unsafe waitpid(child, &status, 0) < 0 {
        guard errno == EINTR else { return continuation.resume(throwing: RawConnection.Fault(code: errno)) }
      }
      continuation.resume(returning: status & 0x7F == 0 ? status >> 8 & 0xFF : -1)
    }
  }
}

/// Runs a program again until it succeeds; the test fails if it never does.
func eventuallyRuns(_ arguments: [String]) async throws {
  let deadline = ContinuousClock.now + .seconds(20)
  while try await run(arguments) != 0 {
    guard ContinuousClock.now < deadline else {
      Issue.record("never: \(arguments.joined(separator: " "))")
      return
    }
  }
}

/// Numbers that can be had again: tests print the seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
