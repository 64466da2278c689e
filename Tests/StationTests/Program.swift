import Foundation
import Glibc
import HallTesting
import Synchronization
import Testing

/// The real program in a process of its own.
final class Program: Sendable {
  struct Ended: Sendable {
    /// The exit status; nil when a signal ended it.
    let status: Int32?
    let output: String
    let errors: String
  }

  enum Fault: Error { case cannotStart(Int32), tooSlow }

  private let folder: TemporaryFolder
  private let child: pid_t
  private let isOver = Mutex(false)

  /// Beside the tests, where the package manager puts it.
  private static var path: String {
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("yizhan").path
  }

  /// - Parameter environment: added to a bare one.
  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for (descriptor, name) in [(Int32(1), "output"), (2, "errors")] {
      unsafe posix_spawn_file_actions_addopen(
        &actions, descriptor, folder.path + "/" + name, O_WRONLY | O_CREAT, 0o600)
    }
    var words = unsafe ([Self.path] + arguments).map { unsafe strdup($0) } + [nil]
    let variables = environment.merging(["PATH": "/usr/bin:/bin"]) { own, _ in own }
    var settings = unsafe variables.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
    defer { unsafe (words + settings).forEach { unsafe free($0) } }
    var child = pid_t()
    let code = unsafe posix_spawn(&child, Self.path, &actions, nil, &words, &settings)
    guard code == 0 else { throw Fault.cannotStart(code) }
    self.child = child
  }

  deinit {
    if !isOver.withLock({ $0 }) {
      kill(child, SIGKILL)
      var status: Int32 = 0
      unsafe waitpid(child, &status, 0)
    }
  }

  func send(_ signal: Int32) { kill(child, signal) }

  /// Waits for the end.
  func end() async throws -> Ended {
    let deadline = ContinuousClock.now + .seconds(60)
    var status: Int32 = 0
    while unsafe waitpid(child, &status, WNOHANG) == 0 {
      guard ContinuousClock.now < deadline else { throw Fault.tooSlow }
      try await Task.sleep(for: .milliseconds(20))
    }
    isOver.withLock { $0 = true }
    let isExit = status & 0x7F == 0
    return Ended(status: isExit ? status >> 8 & 0xFF : nil, output: text("output"), errors: text("errors"))
  }

  /// Waits until the program has written a file, and reads it.
  func waitForFile(_ path: String) async throws -> Data {
    let deadline = ContinuousClock.now + .seconds(60)
    while true {
      if let data = FileManager.default.contents(atPath: path) { return data }
      var status: Int32 = 0
      guard unsafe waitpid(child, &status, WNOHANG) == 0, ContinuousClock.now < deadline else {
        Issue.record("the program wrote no file: \(text("errors"))")
        throw Fault.tooSlow
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Waits until the program has said something on its error output.
  func waitForErrors(_ wanted: String) async throws {
    let deadline = ContinuousClock.now + .seconds(120)
    while !text("errors").contains(wanted) {
      var status: Int32 = 0
      guard unsafe waitpid(child, &status, WNOHANG) == 0, ContinuousClock.now < deadline else {
        throw Fault.tooSlow
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  private func text(_ name: String) -> String {
    String(decoding: FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data(), as: UTF8.self)
  }

  static func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> Ended {
    try await Program(arguments, environment: environment).end()
  }
}
