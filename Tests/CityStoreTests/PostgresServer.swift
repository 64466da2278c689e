import Foundation
import Glibc
import Testing

/// A PostgreSQL of its own in a temporary folder, reached by a socket there.
final class PostgresServer: Sendable {
  static let programs = "/usr/lib/postgresql/15/bin"
  static var isInstalled: Bool { unsafe access("\(programs)/postgres", X_OK) == 0 }

  struct Failed: Error { let what: String }

  /// For the tests within the suite.
  @TaskLocal static var current: PostgresServer?

  let folder: String
  private let process: Running

  /// The child that is the postmaster; nobody else knows its number.
  private actor Running {
    var process: Process?
    func replace(_ other: Process?) { process = other }
  }

  init() async throws {
    folder = NSTemporaryDirectory() + "yizhan-pg-" + UUID().uuidString.prefix(8)
    process = Running()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if let user = Self.user { unsafe chown(folder, user.id, user.group) }
    let making = try Self.start(
      "initdb",
      ["-D", folder + "/data", "-U", "yizhan", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
    making.waitUntilExit()
    guard making.terminationStatus == 0 else { throw Failed(what: "initdb") }
    try await begin()
  }

  /// An unprivileged user where the tests are run by root, under whom PostgreSQL does not start.
  private static let user: (id: uid_t, group: gid_t)? = {
    guard geteuid() == 0 else { return nil }
    for name in ["postgres", "nobody"] {
      if let entry = unsafe getpwnam(name) {
        return unsafe (entry.pointee.pw_uid, entry.pointee.pw_gid)
      }
    }
    return nil
  }()

  private static func start(_ program: String, _ arguments: [String]) throws -> Process {
    let process = Process()
    var words = ["\(programs)/\(program)"] + arguments
    if let user {
      let rights = ["--reuid=\(user.id)", "--regid=\(user.group)", "--clear-groups", "--"]
      words = ["/usr/bin/setpriv"] + rights + words
    }
    process.executableURL = URL(fileURLWithPath: words.removeFirst())
    process.arguments = words
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Starts the postmaster and waits until it answers.
  ///
  /// After a kill its memory may still be in use for a moment; then it ends at once and is started again.
  func begin(syncing: Bool = true) async throws {
    let deadline = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < deadline {
      let child = try Self.start(
        "postgres",
        [
          "-D", folder + "/data", "-k", folder, "-c", "listen_addresses=", "-c", "max_connections=400",
          "-c", "fsync=\(syncing ? "on" : "off")",
        ])
      await process.replace(child)
      while child.isRunning, ContinuousClock.now < deadline {
        let asking = try Self.start("pg_isready", ["-q", "-h", folder, "-d", "postgres"])
        asking.waitUntilExit()
        if asking.terminationStatus == 0 { return }
        try await Task.sleep(for: .milliseconds(20))
      }
    }
    throw Failed(what: "postgres does not start")
  }

  /// Pulls the plug: no shutdown, no checkpoint.
  func kill() async {
    guard let child = await process.process, child.isRunning else { return }
    Glibc.kill(child.processIdentifier, SIGKILL)
    child.waitUntilExit()
  }

  /// Ends it with its children, without the checkpoint that nobody will read.
  func stop() async {
    guard let child = await process.process, child.isRunning else { return }
    Glibc.kill(child.processIdentifier, SIGQUIT)
    child.waitUntilExit()
  }

  func remove() async {
    await stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  func address(_ database: String = "postgres", user: String = "yizhan") -> String {
    "host=\(folder) dbname=\(database) user=\(user)"
  }
}

/// One server for all tests of a suite.
struct WithPostgres: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let server = try await PostgresServer()
    let result: Result<Void, any Error>
    do {
      result = .success(try await PostgresServer.$current.withValue(server) { try await function() })
    } catch {
      result = .failure(error)
    }
    await server.remove()
    try result.get()
  }
}

extension Trait where Self == ConditionTrait {
  static var needsPostgres: ConditionTrait {
    .enabled(if: PostgresServer.isInstalled, "not tried: PostgreSQL 15 is not installed")
  }
}
