import Foundation
import HTTPServing
import Testing

/// Runs a server on a free port for the time of the body, then shuts it down.
func withServer<Value>(
  _ configuration: Server.Configuration = Server.Configuration(address: "127.0.0.1"),
  immediate: (@Sendable (Request) -> Response?)? = nil,
  respond: @escaping @Sendable (Request) async -> Response = { _ in .text("ok") },
  _ body: (Server, UInt16) async throws -> Value
) async throws -> Value {
  let server = Server(configuration: configuration, immediate: immediate, respond: respond)
  let port = try server.start()
  do {
    let value = try await body(server, port)
    await server.shutdown(within: .seconds(2))
    return value
  } catch {
    await server.shutdown(within: .seconds(2))
    throw error
  }
}

/// Waits for something that happens soon; the test fails if it does not.
func eventually(
  _ what: String, within limit: Duration = .seconds(20), _ condition: () -> Bool
) async throws {
  let deadline = ContinuousClock.now + limit
  while !condition() {
    guard ContinuousClock.now < deadline else {
      Issue.record("never: \(what)")
      return
    }
    try await Task.sleep(for: .milliseconds(2))
  }
}

/// A folder of its own, removed afterwards.
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("http-serving-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder.path)
}

func files(in folder: String) -> [String] {
  (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
}

/// Numbers that can be had again: tests print the seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}
