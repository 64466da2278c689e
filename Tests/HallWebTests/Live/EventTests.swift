import Foundation
import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

/// The site behind a real server on a free port.
private struct Running {
  let test: TestSite
  let server: Server
  let port: UInt16

  init() async throws {
    let test = try await TestSite()
    self.test = test
    let site = test.site
    server = Server(
      configuration: Server.Configuration(
        address: "127.0.0.1", uploadFolder: test.folder.path, problem: { site.refuse($0, code: $1) }),
      immediate: { site.immediate($0) }, respond: { await site.respond($0) })
    port = try server.start()
  }

  func events(
    _ query: String = "", headers: [String] = [], of hall: String = "east"
  ) async throws -> EventReader {
    try await EventReader.open(
      "/api/v1/halls/\(hall)/events\(query)", port: port, headers: headers
    ).reader
  }

  /// Takes a number and calls it.
  func call() async throws {
    #expect(try await test.takeTicket().status == 201)
    #expect(try await test.act("next").status == 200)
  }

  func finish() async throws {
    #expect(try await test.act("finish", #"{"outcome":"served"}"#).status == 200)
  }

  /// The positions of the hall's calls, in order.
  func announcements() async throws -> [String] {
    try await test.ledger { try await $0.journal(after: -1, limit: 10_000) }
      .filter { ["ticket.called", "ticket.recalled"].contains($0.kind) }.map { String($0.seq) }
  }

  func stop() async { await server.shutdown(within: .seconds(5)) }
}

extension EventReader.Event {
  fileprivate var object: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(data.utf8))) as? [String: Any] ?? [:]
  }
}

@Suite("Live events")
struct EventTests {
  @Test("a stream begins with 2 KB of comment, the time to reconnect and the board")
  func beginning() async throws {
    let running = try await Running()
    _ = try await running.test.act("open")
    try await running.call()
    let (head, reader) = try await EventReader.open(
      "/api/v1/halls/east/events", port: running.port)
    #expect(head.hasPrefix("HTTP/1.1 200") || head.hasPrefix("HTTP/1.0 200"))
    #expect(head.lowercased().contains("content-type: text/event-stream"))
    let first = try await reader.block()
    #expect(first.hasPrefix(":"))
    #expect(first.utf8.count > 2048)
    #expect(first.hasSuffix("retry: 2000"))
    let board = try await reader.next("board")
    let position = try await running.test.ledger { $0.position }
    #expect(board.id == String(position))
    #expect(board.object["lastEvent"] as? Int == Int(position))
    #expect((board.object["calls"] as? [[String: Any]])?.first?["number"] as? String == "A001")
    await running.stop()
  }

  @Test("a call is an event with the journal's number, a recall another, and the board follows")
  func calls() async throws {
    let running = try await Running()
    _ = try await running.test.act("open")
    let reader = try await running.events()
    _ = try await reader.next("board")
    try await running.call()
    let call = try await reader.next("call")
    #expect(try await running.announcements() == [try #require(call.id)])
    #expect(call.object["number"] as? String == "A001")
    #expect(call.object["window"] as? String == "1")
    #expect(call.object["event"] as? Int == call.id.flatMap { Int($0) })
    _ = try await running.test.act("recall")
    let recall = try await reader.next("call")
    #expect(recall.id != call.id)
    #expect(recall.object["number"] as? String == "A001")
    #expect(try await running.announcements().last == recall.id)
    let board = try await reader.next("board")
    #expect((board.object["calls"] as? [[String: Any]])?.first?["number"] as? String == "A001")
    await running.stop()
  }

  @Test("what was missed comes first, in order and once", arguments: ["header", "query"])
  func resuming(way: String) async throws {
    let running = try await Running()
    _ = try await running.test.act("open")
    let reader = try await running.events()
    try await running.call()
    let seen = try #require(try await reader.next("call").id)
    // More than one page of the ledger's.
    for _ in 0..<30 {
      try await running.finish()
      try await running.call()
      _ = try await running.test.act("recall")
    }
    let missed = Array(try await running.announcements().dropFirst())
    #expect(missed.count == 60)
    let again =
      way == "header"
      ? try await running.events(headers: ["Last-Event-ID: \(seen)"])
      : try await running.events("?last=\(seen)")
    var ids: [String] = []
    for _ in missed { ids.append(try await again.next("call").id ?? "") }
    #expect(ids == missed)
    try await running.finish()
    try await running.call()
    #expect(try await again.next("call").id == (try await running.announcements().last))
    await running.stop()
  }

  @Test("a position that is nonsense is no position", arguments: ["?last=abc", "?last=", "?last=99999999"])
  func nonsense(query: String) async throws {
    let running = try await Running()
    _ = try await running.test.act("open")
    try await running.call()
    let reader = try await running.events(query)
    _ = try await reader.next("board")
    try await running.finish()
    try await running.call()
    let call = try await reader.next("call")
    #expect(call.object["number"] as? String == "A002")
    await running.stop()
  }

  @Test("heartbeats carry the server's time and no position")
  func heartbeat() async throws {
    let running = try await Running()
    let reader = try await running.events()
    _ = try await reader.next("board")
    let heart = Task { [site = running.test.site] in await site.beat() }
    let beat = try await reader.next("heartbeat")
    heart.cancel()
    #expect(beat.id == nil)
    #expect(beat.object["serverTime"] as? String == "2026-11-20T09:00:00+08:00")
    await running.stop()
  }

  @Test("a hall's stream carries nothing of another hall, and nothing of a person")
  func isolation() async throws {
    let running = try await Running()
    _ = try await running.test.act("open")
    let west = Asker.staff(.clerk, Asker.west)
    _ = try await running.test.act("open", window: "W8", as: west)
    let reader = try await running.events()
    let person = running.test.east.person
    _ = try await running.test.takeTicket("X", as: .device(.kiosk, Asker.west))
    _ = try await running.test.act("next", window: "W8", as: west)
    let more = #","person":{"name":"\#(person.name)","idNumber":"\#(person.idNumber)"}"#
    _ = try await running.test.takeTicket("A", more)
    _ = try await running.test.act("next")
    var texts: [String] = []
    repeat { texts.append(try await reader.block()) } while !(texts.last?.contains("event: call") ?? true)
    for text in texts {
      for foreign in ["X001", HallFixture.west.mark, person.name, person.idNumber, "欧**君"] {
        #expect(!text.contains(foreign))
      }
    }
    #expect(texts.last?.contains("A001") ?? false)
    await running.stop()
  }

  @Test("a stopped server ends its streams")
  func stopping() async throws {
    let running = try await Running()
    let reader = try await running.events()
    _ = try await reader.next("board")
    #expect(running.test.live.watcherCount == 1)
    await running.stop()
    await #expect(throws: EventReader.Fault.ended) { while true { _ = try await reader.block() } }
    #expect(running.test.live.watcherCount == 0)
  }

  @Test("asking for the head of a stream leaves no stream behind")
  func head() async throws {
    let running = try await Running()
    let (head, reader) = try await EventReader.open(
      "/api/v1/halls/east/events", port: running.port, method: "HEAD")
    #expect(head.hasPrefix("HTTP/1.") && head.contains(" 200 "))
    await #expect(throws: EventReader.Fault.ended) { try await reader.block() }
    let deadline = ContinuousClock.now + .seconds(20)
    while running.test.live.watcherCount > 0, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(running.test.live.watcherCount == 0)
    await running.stop()
  }
}
