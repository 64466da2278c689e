import Foundation
import HTTPServing
import Synchronization
import Testing

/// Holds requests back until it is opened.
private final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  var waitingCount: Int { state.withLock { $0.waiting.count } }

  func wait() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiting.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }

  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }
}

/// Says to the threads of a load when to stop.
private final class Load: Sendable {
  private let over = Atomic<Bool>(false)

  var isOver: Bool { over.load(ordering: .acquiring) }

  func end() {
    over.store(true, ordering: .releasing)
  }
}

/// One after the other: the loads would take the processors from each other.
@Suite(.serialized) struct ServerShutdownTests {
  private let text = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  @Test("(3) a request that is running is waited for")
  func waits() async throws {
    let gate = Gate()
    let server = Server(configuration: Server.Configuration(address: "127.0.0.1")) { _ in
      await gate.wait()
      return .text("finished")
    }
    let client = try TestClient(port: try server.start())
    try await client.send(text)
    try await eventually("request runs") { gate.waitingCount == 1 }
    async let shutdown: Void = server.shutdown(within: .seconds(20))
    gate.open()
    #expect(try await client.reply().text == "finished")
    await shutdown
    #expect(server.statistics.connections == 0)
    #expect(server.statistics.requestsInFlight == 0)
  }

  @Test("(3) a request that takes too long is answered 503; its late answer is dropped")
  func givesUp() async throws {
    let gate = Gate()
    let server = Server(configuration: Server.Configuration(address: "127.0.0.1")) { _ in
      await gate.wait()
      return .text("too late")
    }
    let clients = try await connected(20, to: try server.start())
    try await eventually("requests run") { gate.waitingCount == 20 }
    await server.shutdown(within: .milliseconds(20))
    for client in clients {
      let reply = try await client.reply()
      #expect(reply.status == 503)
      #expect(reply.text.contains("shutting-down"))
    }
    gate.open()
    #expect(server.statistics.connections == 0)
  }

  private func connected(_ count: Int, to port: UInt16) async throws -> [TestClient] {
    var clients: [TestClient] = []
    for _ in 0..<count {
      let client = try TestClient(port: port)
      try await client.send(text)
      clients.append(client)
    }
    return clients
  }

  @Test("(3) open streams end, and their clients see the end")
  func streams() async throws {
    let closed = Mutex(0)
    let server = Server(configuration: Server.Configuration(address: "127.0.0.1")) { _ in
      let stream = EventStream()
      stream.onClose = { closed.withLock { $0 += 1 } }
      return .events(stream)
    }
    let clients = try await connected(50, to: try server.start())
    try await eventually("streams open") { server.statistics.openStreams == 50 }
    await server.shutdown(within: .seconds(10))
    #expect(closed.withLock { $0 } == 50)
    for client in clients {
      #expect(String(decoding: try await client.readToEnd(), as: UTF8.self).hasSuffix("0\r\n\r\n"))
    }
    #expect(server.statistics.openStreams == 0)
  }

  @Test("(3) the port is free afterwards and refuses connections")
  func portIsFree() async throws {
    let first = Server(configuration: Server.Configuration(address: "127.0.0.1")) { _ in .text("1")
    }
    let port = try first.start()
    #expect(throws: ServerFault.cannotStart("started before")) { try first.start() }
    await first.shutdown(within: .seconds(1))
    await first.shutdown(within: .seconds(1))
    #expect(throws: TestClient.Fault.self) { try TestClient(port: port) }
    let configuration = Server.Configuration(address: "127.0.0.1", port: port)
    try await withServer(configuration) { _, again in
      #expect(again == port)
    }
  }

  @Test("(3) a server that is let go without shutdown stops by itself")
  func letGo() async throws {
    let port: UInt16
    do {
      let server = Server(configuration: Server.Configuration(address: "127.0.0.1")) { _ in
        .events(EventStream())
      }
      port = try server.start()
      let client = try TestClient(port: port)
      try await client.send(text)
      _ = try await client.read(until: ":\n\n")
    }
    #expect(throws: TestClient.Fault.self) { try TestClient(port: port) }
  }

  @Test("(3) shutting down under load neither crashes nor hangs", arguments: 0..<8)
  func underLoad(round: Int) async throws {
    let prepared = PreparedBody(bytes: [1, 2, 3])
    let server = Server(configuration: Server.Configuration(address: "127.0.0.1")) { request in
      if request.path == "/e" { return .events(EventStream()) }
      await Task.yield()
      return .prepared(prepared)
    }
    let port = try server.start()
    let load = Load()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<3 {
        group.addTask {
          try await onThread {
            while !load.isOver {
              guard let client = try? TestClient(port: port) else { return }
              let path = number == 0 ? "/e" : "/"
              let text = "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n"
              for _ in 0..<10 { client.sendAndForget(Array(text.utf8)) }
            }
          }
        }
      }
      try await eventually("there is load") { server.statistics.requestsTotal > 300 }
      await server.shutdown(within: .milliseconds(round.isMultiple(of: 2) ? 0 : 200))
      load.end()
      try await group.waitForAll()
    }
    #expect(server.statistics.connections == 0)
  }

  @Test("a port that is taken is told")
  func portInUse() async throws {
    try await withServer { _, port in
      let second = Server(configuration: Server.Configuration(address: "127.0.0.1", port: port)) {
        _ in .text("")
      }
      #expect(throws: ServerFault.portInUse(port)) { try second.start() }
    }
  }

  @Test("an address that is none is told")
  func badAddress() {
    let server = Server(configuration: Server.Configuration(address: "hall.local")) { _ in .text("")
    }
    #expect(throws: ServerFault.cannotStart("not a numeric address: hall.local")) {
      try server.start()
    }
  }
}
