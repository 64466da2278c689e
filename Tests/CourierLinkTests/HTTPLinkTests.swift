import CourierLink
import Foundation
import Synchronization
import Testing

@Suite("The link to a receiver")
struct HTTPLinkTests {
  @Test("(1) many requests go over one connection, in their order")
  func keepAlive() async throws {
    let targets = Mutex<[String]>([])
    let server = try RawServer { connection in
      while let request = try connection.request() {
        targets.withLock { $0.append(request.target) }
        try connection.reply(String(decoding: request.body, as: UTF8.self))
      }
    }
    let link = HTTPLink()
    for number in 0..<50 {
      let body = Array("body \(number)".utf8)
      let method: LinkRequest.Method = [.post, .put][number % 2]
      let response = try await link.send(
        LinkRequest(method: method, url: "\(server.url)/\(number)", body: body))
      #expect(response.status == 200)
      #expect(response.body == body)
    }
    #expect(targets.withLock { $0 } == (0..<50).map { "/\($0)" })
    #expect(server.connections == 1)
    // Made at once, they wait for one another.
    let url = server.url
    await withTaskGroup(of: Int?.self) { group in
      for _ in 0..<20 { group.addTask { try? await link.get(url).status } }
      for await status in group { #expect(status == 200) }
    }
    #expect(server.connections == 1)
  }

  @Test(
    "a kept connection that dies under a body: it is sent once more, unless something else is to go first")
  func deadConnection() async throws {
    let bodies = Mutex(0)
    let server = try RawServer { connection in
      _ = try connection.request()
      try connection.reply()
      // The second one is read and never answered.
      if try connection.request() != nil { bodies.withLock { $0 += 1 } }
    }
    for isRepeatable in [true, false] {
      let link = HTTPLink()
      _ = try await link.get(server.url)
      let before = (server.connections, bodies.withLock { $0 })
      let request = LinkRequest(
        method: .put, url: server.url, body: [UInt8](repeating: 7, count: 50_000),
        isRepeatable: isRepeatable)
      if isRepeatable {
        #expect(try await link.send(request).status == 200)
        #expect(server.connections == before.0 + 1)
      } else {
        await #expect(throws: LinkFault.unreachable(.broken)) { try await link.send(request) }
        #expect(bodies.withLock { $0 } == before.1 + 1)
      }
    }
  }

  @Test("a request is sent as it is given, and nothing besides")
  func wire() async throws {
    let heads = Mutex<[String]>([])
    let server = try RawServer { connection in
      while let request = try connection.request() {
        heads.withLock { $0.append(request.head) }
        try connection.reply(
          "{}", status: "409 Conflict", headers: "Content-Type: a/b\r\nSet-Cookie: a=1\r\nRetry-After: 7\r\n")
      }
    }
    let link = HTTPLink()
    let body = [UInt8](repeating: 7, count: 2_000_000)
    for turn in 0..<2 {
      let response = try await link.send(
        LinkRequest(
          method: .post, url: server.url + "/channel/v1/batches",
          headers: ["Content-Type": "application/x-yizhan-batch", "X-Two": "a\r\nX-Three: b"], body: body))
      #expect(response.status == 409)
      #expect(response.contentType == "a/b")
      #expect(response.headers["retry-after"] == "7")
      #expect(response.body == Array("{}".utf8))
      #expect(response.elapsed > .zero)
      #expect((response.goodput ?? 0) > 1000)
      #expect(response.isOnKeptConnection == (turn > 0))
    }
    let plain = try await link.get(server.url)
    #expect(plain.goodput == nil)
    let sent = heads.withLock { $0 }
    let expected = """
      POST /channel/v1/batches HTTP/1.1\r
      Host: 127.0.0.1:\(server.port)\r
      User-Agent: yizhan\r
      Accept: */*\r
      Content-Type: application/x-yizhan-batch\r
      X-Two: aX-Three: b\r
      Content-Length: 2000000
      """
    #expect(sent[0] == expected)
    #expect(sent[1] == expected)
    #expect(!sent[2].lowercased().contains("content-"))
  }

  @Test("(5) a captive portal leads nowhere")
  func redirect() async throws {
    let elsewhere = try RawServer { try $0.reply("portal") }
    let url = elsewhere.url
    let server = try RawServer { connection in
      while try connection.request() != nil {
        try connection.reply("", status: "302 Found", headers: "Location: \(url)/login\r\n")
      }
    }
    let response = try await HTTPLink().get(server.url)
    #expect(response.status == 302)
    #expect(response.headers["location"] == url + "/login")
    #expect(elsewhere.connections == 0)
  }

  @Test(
    "(5) addresses that lead elsewhere are refused before anything is sent",
    arguments: [
      "", "nonsense", "ftp://127.0.0.1/", "file:///etc/hostname", "http://192.0.2.1/",
      "http://example.invalid/",
      "http://localhost.example.invalid/", "http://127.0.0.1@192.0.2.1/", "https://a:b@192.0.2.1/",
      "http://[::2]/", "http://127.0.0.1/ x", "http://127.0.0.1/\r\nX: y",
    ])
  func refused(url: String) async {
    #expect(await fault { () throws(LinkFault) in try await HTTPLink().get(url) } == .refusedURL)
  }

  @Test("plain HTTP beyond this machine takes a setting")
  func plainHTTP() async throws {
    let server = try RawServer { connection in
      while try connection.request() != nil { try connection.reply() }
    }
    // The proxy answers in the other machine's place.
    var settings = HTTPLink.Settings(proxy: server.url)
    let refused = HTTPLink(settings)
    #expect(await fault { () throws(LinkFault) in try await refused.get("http://192.0.2.1/") } == .refusedURL)
    settings.allowsPlainHTTP = true
    #expect(try await HTTPLink(settings).get("http://192.0.2.1/").status == 200)
    #expect(server.connections == 1)
  }

  @Test("a proxy that does not let us through is told from a server that is not there")
  func proxy() async throws {
    let server = try RawServer { connection in
      while try connection.request() != nil { try connection.reply("no", status: "403 Forbidden") }
    }
    let link = HTTPLink(HTTPLink.Settings(proxy: server.url))
    #expect(
      await fault { () throws(LinkFault) in try await link.get("https://192.0.2.1/") } == .unreachable(.proxy)
    )
  }

  @Test("(4) cancelling ends a request on the wire at once, and disturbs no other")
  func cancel() async throws {
    let arrived = Mutex(0)
    let server = try RawServer { connection in
      while let request = try connection.request() {
        arrived.withLock { $0 += 1 }
        if request.target == "/silent" { return connection.waitForEnd() }
        try connection.reply()
      }
    }
    let (link, url) = (HTTPLink(), server.url)
    let first = Task { await fault { () throws(LinkFault) in try await link.get(url + "/silent") } }
    try await eventually("the request") { arrived.withLock { $0 } == 1 }
    let waiting = Task { await fault { () throws(LinkFault) in try await link.get(url + "/waiting") } }
    let last = Task { try await link.get(url).status }
    waiting.cancel()
    #expect(await waiting.value == .cancelled)
    let begin = ContinuousClock.now
    first.cancel()
    #expect(await first.value == .cancelled)
    // Silence alone would end it after a minute.
    #expect(ContinuousClock.now - begin < .seconds(20))
    #expect(try await last.value == 200)
    #expect(arrived.withLock { $0 } == 2)
  }

  @Test("(4) a task that is cancelled already sends nothing")
  func cancelledBefore() async throws {
    let server = try RawServer { try $0.reply() }
    let (link, url) = (HTTPLink(), server.url)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return await fault { () throws(LinkFault) in try await link.get(url) }
    }
    task.cancel()
    #expect(await task.value == .cancelled)
    #expect(server.connections == 0)
  }
}
