import Foundation
import HTTPServing
import Synchronization
import Testing

@Suite struct ServerTests {
  private static let echo: @Sendable (Request) async -> Response = { request in
    let bytes = (try? request.body.bytes()) ?? []
    var response = Response.bytes(bytes, type: "application/octet-stream")
    response.headers.add("X-Method", request.method.rawValue)
    response.headers.add("X-Path", String(request.path.utf8.count))
    response.headers.add("X-Address", request.remoteAddress)
    if case .file(let file) = request.body { response.headers.add("X-File", file.path) }
    return response
  }

  @Test("(1) many requests on one connection are each answered once, in order")
  func keepAlive() async throws {
    try await withServer(respond: { .text($0.query["n"] ?? "none") }) { server, port in
      let client = try TestClient(port: port)
      for number in 0..<200 {
        let reply = try await client.exchange("GET /?n=\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(reply.status == 200)
        #expect(reply.text == String(number))
        #expect(reply["date"] != nil)
      }
      let statistics = server.statistics
      #expect(statistics.requestsTotal == 200)
      #expect(statistics.connections == 1)
    }
  }

  @Test("(1) pipelined requests are answered in order")
  func pipelining() async throws {
    try await withServer(respond: { .text($0.query["n"] ?? "none") }) { _, port in
      let client = try TestClient(port: port)
      let text = (0..<20).map { "GET /?n=\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
      try await client.send(text)
      for number in 0..<20 {
        #expect(try await client.reply().text == String(number))
      }
    }
  }

  @Test("the immediate answer is used without a task, and only without a body")
  func immediate() async throws {
    let prepared = PreparedBody(
      bytes: Array("ready".utf8), headers: HeaderFields([("X-Kind", "prepared")]), status: .created)
    try await withServer(
      immediate: { $0.path == "/now" ? .prepared(prepared) : nil },
      respond: { _ in .text("later") }
    ) { _, port in
      let client = try TestClient(port: port)
      for _ in 0..<3 {
        let now = try await client.exchange("GET /now HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(now.status == 201)
        #expect(now.text == "ready")
        #expect(now["x-kind"] == "prepared")
      }
      let post = "POST /now HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"
      #expect(try await client.exchange(post).text == "later")
      #expect(try await client.exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n").text == "later")
    }
  }

  @Test("a prepared body takes header fields of its response as well")
  func preparedWithCookie() async throws {
    let prepared = PreparedBody(bytes: [0x61], headers: HeaderFields([("X-A", "1")]))
    try await withServer(respond: { _ in
      var response = Response.prepared(prepared)
      response.setCookie(SetCookie(name: "s", value: "v"))
      return response
    }) { _, port in
      let reply = try await TestClient(port: port).exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(reply["x-a"] == "1")
      #expect(reply["set-cookie"]?.hasPrefix("s=v;") == true)
      #expect(reply.text == "a")
    }
  }

  @Test("HEAD has the header fields of GET and no content", arguments: [true, false])
  func head(isPrepared: Bool) async throws {
    let page = Response.text("some page")
    let prepared = try #require(PreparedBody(page))
    try await withServer(respond: { _ in isPrepared ? .prepared(prepared) : page }) { _, port in
      let client = try TestClient(port: port)
      let get = try await client.exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      let head = try await client.exchange("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", isHead: true)
      #expect(head.status == get.status)
      #expect(head["content-length"] == "9")
      #expect(head["content-type"] == get["content-type"])
      #expect(try await client.exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n").text == "some page")
    }
  }

  @Test("a conditional request is answered 304 without content, and the connection goes on")
  func conditional() async throws {
    let files = StaticFiles([StaticFile(name: "a.txt", bytes: Array(repeating: 0x61, count: 999))])
    try await withServer(respond: { files.response(to: $0) ?? Response(status: .notFound) }) {
      _, port in
      let client = try TestClient(port: port)
      let get = "GET /static/a.txt HTTP/1.1\r\nHost: a\r\n"
      let first = try await client.exchange(get + "\r\n")
      #expect(first.body.count == 999)
      let tag = try #require(first["etag"])
      let second = try await client.exchange(get + "If-None-Match: \(tag)\r\n\r\n")
      #expect(second.status == 304)
      #expect(second["etag"] == tag)
      let third = try await client.exchange(get + "Accept-Encoding: gzip\r\n\r\n")
      #expect(third["content-encoding"] == "gzip")
      #expect(third.body.starts(with: [0x1F, 0x8B]))
    }
  }

  @Test(
    "bodies arrive whole, by length or in chunks",
    arguments: [0, 1, 1000, 64 * 1024, 64 * 1024 + 1, 700_000])
  func bodies(size: Int) async throws {
    try await withFolder { folder in
      let configuration = Server.Configuration(address: "127.0.0.1", uploadFolder: folder)
      try await withServer(configuration, respond: Self.echo) { _, port in
        var random = SeededGenerator(seed: UInt64(size))
        let body = random.bytes(size)
        let client = try TestClient(port: port)
        let head = "POST /up HTTP/1.1\r\nHost: a\r\n"
        let whole = try await client.exchange(
          Array((head + "Content-Length: \(size)\r\n\r\n").utf8) + body)
        #expect(whole.body == body)
        #expect((whole["x-file"]?.hasPrefix(folder) == true) == (size > 64 * 1024))
        var chunked = Array((head + "Transfer-Encoding: chunked\r\n\r\n").utf8)
        for start in stride(from: 0, to: size, by: 30_000) {
          let piece = body[start..<min(start + 30_000, size)]
          chunked += Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + [13, 10]
        }
        let inChunks = try await client.exchange(chunked + Array("0\r\n\r\n".utf8))
        #expect(inChunks.body == body)
        try await eventually("body files are deleted") { files(in: folder).isEmpty }
      }
    }
  }

  @Test("Expect: 100-continue is answered before the body")
  func expectContinue() async throws {
    try await withServer(respond: Self.echo) { _, port in
      let client = try TestClient(port: port)
      let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"
      #expect(try await client.exchange(head).status == 100)
      #expect(try await client.exchange("body").text == "body")
    }
  }

  @Test("a header that a handler takes from input cannot start a field or a message")
  func injection() async throws {
    try await withServer(respond: { request in
      var response = Response.text("x")
      response.headers.add("X-Echo", request.query["v"] ?? "")
      response.headers.add("Content-Length", "99")
      response.headers.add("Transfer-Encoding", "chunked")
      response.headers.add(request.query["v"] ?? "", "x")
      return response
    }) { _, port in
      let client = try TestClient(port: port)
      let reply = try await client.exchange(
        "GET /?v=a%0D%0ASet-Cookie:%20b=c%0D%0A%0D%0AHTTP/1.1 HTTP/1.1\r\nHost: a\r\n\r\n"
          .replacingOccurrences(of: "AHTTP/1.1 H", with: "A H"))
      #expect(reply["set-cookie"] == nil)
      #expect(reply["x-echo"]?.contains("Set-Cookie: b=c") == true)
      #expect(reply["content-length"] == "1")
      #expect(reply["transfer-encoding"] == nil)
      #expect(reply.text == "x")
    }
  }

  @Test("header fields that are not UTF-8 are repaired")
  func badText() async throws {
    try await withServer(respond: { .text($0.headers["X-Name"] ?? "none") }) { _, port in
      let head = Array("GET / HTTP/1.1\r\nHost: a\r\nX-Name: a".utf8)
      let bytes = head + [0xFF] + Array("b\r\n\r\n".utf8)
      let answer = try await TestClient(port: port).exchange(bytes)
      #expect(answer.text == "a\u{FFFD}b")
    }
  }

  @Test("IPv4 and IPv6 clients reach a dual-stack server by their own addresses")
  func dualStack() async throws {
    try await withServer(Server.Configuration(address: "::"), respond: Self.echo) { _, port in
      let text = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
      let old = try await TestClient(port: port).exchange(text)
      #expect(old["x-address"] == "127.0.0.1")
      let new = try await TestClient(port: port, address: "::1").exchange(text)
      #expect(new["x-address"] == "::1")
    }
  }

  @Test("HTTP/1.0 is answered and closed")
  func oldProtocol() async throws {
    try await withServer { _, port in
      let client = try TestClient(port: port)
      #expect(try await client.exchange("GET / HTTP/1.0\r\n\r\n").text == "ok")
      #expect(try await client.readToEnd().isEmpty)
    }
  }
}
