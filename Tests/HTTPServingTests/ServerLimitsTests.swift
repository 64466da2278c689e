import Foundation
import HTTPServing
import Synchronization
import Testing

@Suite struct ServerLimitsTests {
  private static let problem: @Sendable (HTTPStatus, String) -> Response = { status, code in
    .text("{\"code\":\"\(code)\"}", type: "application/problem+json", status: status)
  }

  private func configuration(
    _ limits: Server.Limits = Server.Limits(), folder: String = "/tmp"
  ) -> Server.Configuration {
    Server.Configuration(
      address: "127.0.0.1", limits: limits, uploadFolder: folder, problem: Self.problem)
  }

  @Test("(2) a body over its limit is drained, answered 413, and the connection goes on")
  func overLimit() async throws {
    try await withFolder { folder in
      let limits = Server.Limits(
        bodyInMemory: 1000, maximumBody: { _, path in path == "/big" ? 300_000 : 100_000 })
      let seen = Mutex(0)
      try await withServer(
        configuration(limits, folder: folder),
        respond: { request in
          seen.withLock { $0 += 1 }
          return .text("\(request.body.size)")
        }
      ) { _, port in
        let client = try TestClient(port: port)
        let body = [UInt8](repeating: 0x61, count: 200_000)
        func head(_ path: String, _ framing: String) -> [UInt8] {
          Array("POST \(path) HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\r\n".utf8)
        }
        let byLength = try await client.exchange(head("/", "Content-Length: 200000") + body)
        #expect(byLength.status == 413)
        #expect(byLength["content-type"] == "application/problem+json")
        #expect(byLength.text == "{\"code\":\"body-too-large\"}")
        let chunked = Array("30d40\r\n".utf8) + body + Array("\r\n0\r\n\r\n".utf8)
        let byChunks = try await client.exchange(
          head("/", "Transfer-Encoding: chunked") + chunked)
        #expect(byChunks.status == 413)
        #expect(seen.withLock { $0 } == 0)
        let allowed = try await client.exchange(head("/big", "Content-Length: 200000") + body)
        #expect(allowed.text == "200000")
        try await eventually("no file remains") { files(in: folder).isEmpty }
      }
    }
  }

  @Test(
    "(2) whoever sends a body over its limit to a page is answered with a page", arguments: [true, false])
  func overLimitOfPage(isChunked: Bool) async throws {
    var configuration = configuration(Server.Limits(bodyBytes: 100_000))
    configuration.tooLarge = { method, path in
      path == "/form" ? .text("\(method.rawValue) is too large", status: .contentTooLarge) : nil
    }
    try await withServer(configuration) { _, port in
      let client = try TestClient(port: port)
      let body = [UInt8](repeating: 0x61, count: 200_000)
      let framing = isChunked ? "Transfer-Encoding: chunked" : "Content-Length: 200000"
      let content =
        isChunked ? Array("30d40\r\n".utf8) + body + Array("\r\n0\r\n\r\n".utf8) : body
      for path in ["/form", "/other"] {
        let head = Array("POST \(path) HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\r\n".utf8)
        let reply = try await client.exchange(head + content)
        #expect(reply.status == 413)
        #expect((reply.text == "POST is too large") == (path == "/form"))
      }
    }
  }

  @Test("(2) a body far over its limit is not read: 413 and close")
  func farOverLimit() async throws {
    let limits = Server.Limits(bodyBytes: 100_000)
    try await withServer(configuration(limits)) { _, port in
      let client = try TestClient(port: port)
      let reply = try await client.exchange(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n")
      #expect(reply.status == 413)
      #expect(try await client.readToEnd().isEmpty)
    }
  }

  @Test("(2) an endless chunked body is cut off")
  func endlessBody() async throws {
    let limits = Server.Limits(bodyBytes: 1000)
    try await withServer(configuration(limits)) { server, port in
      let client = try TestClient(port: port)
      try await client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
      let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 0, count: 65_536) + [13, 10]
      var isCutOff = false
      for _ in 0..<1000 where !isCutOff {
        do {
          try await client.send(chunk)
        } catch {
          isCutOff = true
        }
      }
      #expect(isCutOff)
      try await eventually("connection closed") { server.statistics.connections == 0 }
    }
  }

  @Test("a client that asks first is told 413 without sending its body")
  func expectRefused() async throws {
    try await withServer(configuration(Server.Limits(bodyBytes: 10))) { _, port in
      let client = try TestClient(port: port)
      let reply = try await client.exchange(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n")
      #expect(reply.status == 413)
    }
  }

  @Test("a body that cannot be stored is refused 507")
  func fullDisk() async throws {
    let limits = Server.Limits(bodyInMemory: 10)
    try await withServer(configuration(limits, folder: "/nonexistent")) { _, port in
      let client = try TestClient(port: port)
      let body = String(repeating: "x", count: 100)
      let reply = try await client.exchange(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n\(body)")
      #expect(reply.status == 507)
      #expect(try await client.exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n").status == 200)
    }
  }

  @Test(
    "what the server refuses by itself has status and code",
    arguments: [
      ("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501, "method-not-implemented"),
      ("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 501, "method-not-implemented"),
      ("get / HTTP/1.1\r\nHost: a\r\n\r\n", 501, "method-not-implemented"),
      ("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed-target"),
      ("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed-target"),
      ("GET /%FF HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed-target"),
      ("GET /a/%2e%2e/b HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed-target"),
      ("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed-target"),
      ("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed-target"),
      ("GET / HTTP/1.1\r\n\r\n", 400, "malformed-header"),
      ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "malformed-header"),
      ("GET / HTTP/1.1\r\nHost: a\r\nX-A : b\r\n\r\n", 400, "malformed-header"),
      (
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400,
        "malformed-header"
      ),
      (
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400, "malformed-header"
      ),
      (
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400,
        "malformed-header"
      ),
    ])
  func refusals(text: String, status: Int, code: String) async throws {
    try await withServer(configuration()) { _, port in
      let reply = try await TestClient(port: port).exchange(text)
      #expect(reply.status == status)
      #expect(reply.text == "{\"code\":\"\(code)\"}")
    }
  }

  @Test("a long target is 414, a long header section 431")
  func tooLong() async throws {
    try await withServer(configuration()) { _, port in
      let path = String(repeating: "a", count: 9000)
      let target = try await TestClient(port: port).exchange(
        "GET /\(path) HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(target.status == 414)
      #expect(target.text == "{\"code\":\"uri-too-long\"}")
      for (size, isOurs) in [(17_000, true), (60_000, false)] {
        let value = String(repeating: "b", count: size)
        let header = try await TestClient(port: port).exchange(
          "GET / HTTP/1.1\r\nHost: a\r\nX-Long: \(value)\r\n\r\n")
        #expect(header.status == 431)
        if isOurs { #expect(header.text == "{\"code\":\"header-too-large\"}") }
      }
      let fits = String(repeating: "c", count: 15_000)
      let reply = try await TestClient(port: port).exchange(
        "GET / HTTP/1.1\r\nHost: a\r\nX-Long: \(fits)\r\n\r\n")
      #expect(reply.status == 200)
    }
  }

  @Test("a refused request with a body leaves the connection usable")
  func refusedWithBody() async throws {
    try await withServer(configuration()) { _, port in
      let client = try TestClient(port: port)
      let refused = try await client.exchange(
        "POST /%zz HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
      #expect(refused.status == 400)
      #expect(try await client.exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n").text == "ok")
    }
  }

  @Test("connections over the limit are closed; a place that is left can be taken")
  func connectionLimit() async throws {
    try await withServer(configuration(Server.Limits(connections: 4))) { server, port in
      let text = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
      var clients: [TestClient] = []
      for _ in 0..<4 {
        let client = try TestClient(port: port)
        #expect(try await client.exchange(text).status == 200)
        clients.append(client)
      }
      let fifth = try TestClient(port: port)
      await #expect(throws: (any Error).self) { try await fifth.exchange(text) }
      clients.removeFirst().hangUp()
      try await eventually("a place is free") { server.statistics.connections == 3 }
      let sixth = try TestClient(port: port)
      #expect(try await sixth.exchange(text).status == 200)
      #expect(try await clients[0].exchange(text).status == 200)
    }
  }

  @Test("one address cannot take more than its share")
  func addressLimit() async throws {
    try await withServer(configuration(Server.Limits(connectionsPerAddress: 1))) { _, port in
      let text = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
      let first = try TestClient(port: port)
      #expect(try await first.exchange(text).status == 200)
      let second = try TestClient(port: port)
      await #expect(throws: (any Error).self) { try await second.exchange(text) }
      #expect(try await first.exchange(text).status == 200)
    }
  }

  @Test("a silent connection is closed; one whose answer takes longer is not")
  func idle() async throws {
    try await withServer(
      configuration(Server.Limits(idleSeconds: 1)),
      respond: { _ in
        try? await Task.sleep(for: .milliseconds(1800))
        return .text("late")
      }
    ) { _, port in
      let silent = try TestClient(port: port)
      try await silent.send("GET / HT")
      let patient = try TestClient(port: port)
      #expect(try await patient.exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n").text == "late")
      _ = try await silent.readToEnd()
    }
  }

  @Test("random garbage never stops the server", arguments: [11, 12] as [UInt64])
  func garbage(seed: UInt64) async throws {
    let limits = Server.Limits(bodyInMemory: 100, bodyBytes: 2000)
    try await withServer(
      configuration(limits),
      respond: {
        _ = try? $0.form(); return .text($0.path)
      }
    ) { _, port in
      let pieces = [
        "GET ", "POST ", "/", " HTTP/1.1", "\r\n", "Host: a", "\r\n\r\n", "\n", "\r", "\0", ": ",
        "Content-Length: ", "Content-Length: 5\r\n\r\nabcde", "Transfer-Encoding: chunked\r\n\r\n",
        "5\r\nabcde\r\n", "0\r\n\r\n", "ffffffffffffffff\r\n", "Cookie: ", "=\"", ";", "%", "?",
        "Expect: 100-continue", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", " ", "\t", "-1", "HTTP/9.9",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\n",
      ].map { Array($0.utf8) }
      try await onThread {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<1500 {
          var message: [UInt8] = []
          for _ in 0..<Int.random(in: 1..<14, using: &random) {
            message += pieces.randomElement(using: &random) ?? []
            if Int.random(in: 0..<6, using: &random) == 0 { message += random.bytes(3) }
          }
          let client = try TestClient(port: port)
          client.sendAndForget(message)
        }
      }
      let reply = try await TestClient(port: port).exchange("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(reply.text == "/x")
    }
  }
}
