import CourierLink
import Foundation
import Synchronization
import Testing

@Suite("Links that stall, lie and break")
struct LinkFaultTests {
  private static let impatient = HTTPLink.Settings(leastSpeed: 100, patience: .seconds(2))

  private static func get(
    _ settings: HTTPLink.Settings = impatient, limit: Duration? = nil, most: Int = 100_000,
    _ serve: @escaping @Sendable (RawConnection) throws -> Void
  ) async throws -> LinkFault? {
    let server = try RawServer(serve)
    let link = HTTPLink(settings)
    let (url, begin) = (server.url, ContinuousClock.now)
    let fault = await fault { () throws(LinkFault) in try await link.get(url, limit: limit, most: most) }
    // Not by the test's own patience, nor by the settings' minute.
    #expect(ContinuousClock.now - begin < .seconds(20))
    return fault
  }

  @Test("(2) a server that says nothing is stalled")
  func silent() async throws {
    let fault = try await Self.get { connection in
      _ = try connection.request()
      connection.waitForEnd()
    }
    #expect(fault == .stalled)
  }

  @Test("(2) a server that stops in the middle is stalled")
  func stopsMidway() async throws {
    let fault = try await Self.get { connection in
      _ = try connection.request()
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
      connection.waitForEnd()
    }
    #expect(fault == .stalled)
  }

  @Test("(2) a server that does not read is stalled")
  func doesNotRead() async throws {
    let server = try RawServer { $0.hold() }
    let link = HTTPLink(Self.impatient)
    let request = LinkRequest(
      method: .post, url: server.url, body: [UInt8](repeating: 1, count: 64 * 1024 * 1024))
    #expect(await fault { () throws(LinkFault) in try await link.send(request) } == .stalled)
  }

  @Test("(2) a trickle slower than the least speed is stalled, a faster one is waited for")
  func trickle() async throws {
    let serve: @Sendable (RawConnection) throws -> Void = { connection in
      _ = try connection.request()
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 150\r\n\r\n")
      for _ in 0..<150 {
        connection.pause(milliseconds: 20)
        try connection.send("x")
      }
      connection.waitForEnd()
    }
    // Fifty bytes a second.
    var settings = Self.impatient
    settings.leastSpeed = 500
    #expect(try await Self.get(settings, serve) == .stalled)
    settings.leastSpeed = 5
    #expect(try await Self.get(settings, serve) == nil)
  }

  @Test("(2) the time limit of a request holds although bytes flow")
  func timeLimit() async throws {
    let fault = try await Self.get(HTTPLink.Settings(), limit: .milliseconds(300)) { connection in
      _ = try connection.request()
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
      while true {
        connection.pause(milliseconds: 5)
        try connection.send("x")
      }
    }
    #expect(fault == .timedOut)
  }

  @Test("(2) a TLS server that says nothing is given up as slow to connect")
  func handshakeStalls() async throws {
    let server = try RawServer { $0.waitForEnd() }
    let link = HTTPLink(HTTPLink.Settings(connectLimit: .milliseconds(300)))
    let url = "https://127.0.0.1:\(server.port)"
    #expect(await fault { () throws(LinkFault) in try await link.get(url) } == .timedOut)
  }

  @Test("(3) a reply longer than allowed is cut off, announced or not")
  func tooLarge() async throws {
    let sent = Mutex(0)
    let announced = try await Self.get(most: 1000) { connection in
      _ = try connection.request()
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n")
      connection.waitForEnd()
    }
    #expect(announced == .tooLarge)
    let endless = try await Self.get(most: 1000) { connection in
      _ = try connection.request()
      try connection.send("HTTP/1.1 200 OK\r\n\r\n")
      while true {
        try connection.send([UInt8](repeating: 0x78, count: 10_000))
        sent.withLock { $0 += 10_000 }
      }
    }
    #expect(endless == .tooLarge)
    let headers = try await Self.get { connection in
      _ = try connection.request()
      try connection.send("HTTP/1.1 200 OK\r\n")
      while true { try connection.send("X-Long: \(String(repeating: "x", count: 1000))\r\n") }
    }
    #expect(headers == .tooLarge)
    let fitting = try await Self.get(most: 1000) { connection in
      _ = try connection.request()
      try connection.reply(String(repeating: "x", count: 1000))
    }
    #expect(fitting == nil)
  }

  @Test("a connection that ends before the reply does is broken")
  func closedMidway() async throws {
    let inBody = try await Self.get { connection in
      _ = try connection.request()
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
    }
    #expect(inBody == .unreachable(.broken))
    let inChunk = try await Self.get { connection in
      _ = try connection.request()
      try connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\nhalf")
    }
    #expect(inChunk == .unreachable(.broken))
    let before = try await Self.get { connection in _ = try connection.request() }
    #expect(before == .unreachable(.broken))
  }

  @Test("what is not HTTP is told")
  func notHTTP() async throws {
    let fault = try await Self.get { connection in
      _ = try connection.request()
      try connection.send("220 mail.example.invalid ready\r\n\r\n")
    }
    #expect(fault == .unreachable(.malformedReply))
  }

  @Test("nobody at the port, and no such name")
  func nobody() async throws {
    let port = try RawServer { _ in }.port
    let link = HTTPLink(HTTPLink.Settings(connectLimit: .seconds(3)))
    #expect(
      await fault { () throws(LinkFault) in try await link.get("http://127.0.0.1:\(port)") }
        == .unreachable(.connection))
    let named = await fault { () throws(LinkFault) in try await link.get("https://hall.invalid") }
    // Without any name server the answer is that nothing answers.
    #expect(named == .unreachable(.name) || named == .timedOut)
  }

  @Test("(1) a kept connection that died meanwhile is replaced, the body sent from its beginning")
  func deadConnection() async throws {
    let bodies = Mutex<[[UInt8]]>([])
    let server = try RawServer { connection in
      guard let request = try connection.request() else { return }
      bodies.withLock { $0.append(request.body) }
      try connection.reply()
    }
    let link = HTTPLink()
    let body = [UInt8](repeating: 5, count: 300_000)
    for _ in 0..<5 {
      #expect(try await link.send(LinkRequest(method: .post, url: server.url, body: body)).status == 200)
    }
    #expect(bodies.withLock { $0 } == Array(repeating: body, count: 5))
    #expect(server.connections == 5)
  }
}
