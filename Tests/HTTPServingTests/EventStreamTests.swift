import Foundation
import HTTPServing
import Synchronization
import Testing

/// Keeps what a server hands to its streams, for the test to reach.
private final class Streams: Sendable {
  let all = Mutex<[EventStream]>([])
  let closed = Mutex(0)

  func open(limit: Int = 256 * 1024) -> Response {
    let stream = EventStream(bufferLimit: limit)
    stream.onClose = { self.closed.withLock { $0 += 1 } }
    all.withLock { $0.append(stream) }
    return .events(stream)
  }

  func sendAll(_ bytes: [UInt8]) {
    for stream in all.withLock({ $0 }) { stream.send(bytes) }
  }

  var count: Int { all.withLock { $0.count } }
  var closedCount: Int { closed.withLock { $0 } }
}

private let request = "GET /events HTTP/1.1\r\nHost: a\r\n\r\n"

@Suite struct EventStreamTests {
  @Test("an event is framed by the standard")
  func encoding() {
    func text(_ event: ServerSentEvent) -> String {
      String(decoding: event.encoded(), as: UTF8.self)
    }
    #expect(text(ServerSentEvent(data: "a")) == "data: a\n\n")
    #expect(
      text(ServerSentEvent(id: 7, event: "call", data: "请\nA001\r\nb\rc"))
        == "id: 7\nevent: call\ndata: 请\ndata: A001\ndata: b\ndata: c\n\n")
    #expect(
      text(ServerSentEvent(id: "1\n2", event: "x\r\ny", data: ""))
        == "id: 1 2\nevent: x  y\ndata: \n\n")
    #expect(ServerSentEvent.preamble.count > 2048)
    let preamble = String(decoding: ServerSentEvent.preamble, as: UTF8.self)
    #expect(preamble.hasSuffix("\nretry: 2000\n\n"))
  }

  @Test("(1) (2) closing calls onClose once and ends sending")
  func closeOnce() {
    let stream = EventStream(bufferLimit: 10)
    let calls = Mutex(0)
    stream.onClose = { calls.withLock { $0 += 1 } }
    #expect(stream.send([1, 2]))
    stream.close()
    stream.close()
    #expect(calls.withLock { $0 } == 1)
    #expect(!stream.send([1]))
    #expect(!stream.isOpen)
    stream.onClose = { calls.withLock { $0 += 10 } }
    #expect(calls.withLock { $0 } == 11)
  }

  @Test("(1) (2) a buffer that overflows ends the stream")
  func overflow() {
    let stream = EventStream(bufferLimit: 10)
    let calls = Mutex(0)
    stream.onClose = { calls.withLock { $0 += 1 } }
    #expect(stream.send([UInt8](repeating: 0, count: 10)))
    #expect(!stream.send([0]))
    #expect(!stream.send([]))
    #expect(calls.withLock { $0 } == 1)
  }

  @Test("(3) the header section and each event arrive when sent, with a pause between")
  func delivery() async throws {
    let streams = Streams()
    try await withServer(respond: { _ in streams.open() }) { server, port in
      let client = try TestClient(port: port)
      try await client.send(request)
      let head = try await client.read(until: "\r\n\r\n").lowercased()
      #expect(head.contains("content-type: text/event-stream"))
      #expect(head.contains("cache-control: no-cache"))
      #expect(!head.contains("content-length"))
      for number in 0..<50 {
        streams.sendAll(ServerSentEvent(id: Int64(number), data: "event").encoded())
        #expect(try await client.read(until: "data: event\n\n").contains("id: \(number)\n"))
      }
      #expect(server.statistics.openStreams == 1)
    }
    #expect(streams.closedCount == 1)
  }

  @Test("(4) what was accepted before close is delivered, then the stream ends")
  func closeDelivers() async throws {
    try await withServer(respond: { _ in
      let stream = EventStream()
      stream.send(Array("one".utf8))
      stream.send([UInt8](repeating: 0x78, count: 100_000))
      stream.close()
      return .events(stream)
    }) { _, port in
      let client = try TestClient(port: port)
      let reply = try await client.exchange(request)
      #expect(reply.body.count == 100_003)
      #expect(reply.text.hasPrefix("one"))
    }
  }

  @Test("500 clients each get every event")
  func manyClients() async throws {
    let streams = Streams()
    try await withServer(respond: { $0.path == "/events" ? streams.open() : .text("ok") }) {
      server, port in
      let clients = try await onThread { try (0..<500).map { _ in try TestClient(port: port) } }
      for client in clients { client.sendAndForget(Array(request.utf8)) }
      try await eventually("500 streams") { server.statistics.openStreams == 500 }
      for number in 0..<5 {
        streams.sendAll(ServerSentEvent(id: Int64(number), data: "to all").encoded())
      }
      for client in clients {
        let text = try await client.read(until: "id: 4\ndata: to all\n\n")
        for number in 0..<4 { #expect(text.contains("id: \(number)\ndata: to all\n\n")) }
      }
      // Streams do not stand in the way of requests.
      let answer = try await TestClient(port: port).exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(answer.text == "ok")
      for client in clients { client.hangUp() }
      try await eventually("all streams closed") { streams.closedCount == 500 }
      try await eventually("no stream left") { server.statistics.openStreams == 0 }
      try await eventually("no connection left") { server.statistics.connections <= 1 }
    }
    #expect(streams.closedCount == 500)
  }

  @Test("(1) a client that hangs up is noticed although nothing is sent to it")
  func hangUp() async throws {
    let streams = Streams()
    try await withServer(respond: { _ in streams.open() }) { server, port in
      let client = try TestClient(port: port)
      try await client.send(request)
      _ = try await client.read(until: ":\n\n")
      #expect(streams.closedCount == 0)
      client.hangUp()
      try await eventually("onClose") { streams.closedCount == 1 }
      #expect(streams.all.withLock { !$0[0].send([1]) })
      try await eventually("connection closed") { server.statistics.connections == 0 }
    }
    #expect(streams.closedCount == 1)
  }

  @Test("(1) a client that does not read is dropped, others are not")
  func slowClient() async throws {
    let streams = Streams()
    try await withServer(respond: { _ in streams.open(limit: 64 * 1024) }) { server, port in
      let slow = try TestClient(port: port, receiveBuffer: 4096)
      try await slow.send(request)
      _ = try await slow.read(until: ":\n\n")
      try await eventually("slow stream") { streams.count == 1 }
      let quick = try TestClient(port: port)
      try await quick.send(request)
      _ = try await quick.read(until: ":\n\n")
      let event = ServerSentEvent(data: String(repeating: "x", count: 30_000)).encoded()
      var sent = 0
      while streams.closedCount == 0 && sent < 2000 {
        streams.sendAll(event)
        _ = try await quick.read(until: "x\n\n")
        sent += 1
      }
      #expect(streams.closedCount == 1)
      #expect(streams.all.withLock { $0.map(\.isOpen) } == [false, true])
      try await eventually("slow connection closed") { server.statistics.connections == 1 }
      streams.sendAll(ServerSentEvent(data: "still here").encoded())
      _ = try await quick.read(until: "still here\n\n")
    }
  }

  @Test("HEAD of a stream has its header fields and ends")
  func head() async throws {
    let streams = Streams()
    try await withServer(respond: { _ in streams.open() }) { _, port in
      let client = try TestClient(port: port)
      let text = "HEAD /events HTTP/1.1\r\nHost: a\r\n\r\n"
      let reply = try await client.exchange(text, isHead: true)
      #expect(reply["content-type"] == "text/event-stream")
      #expect(streams.closedCount == 1)
    }
  }
}
