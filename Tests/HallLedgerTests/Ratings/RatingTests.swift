import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Ratings in a hall's ledger")
struct RatingTests {
  private let window = TestHall.window(1)

  /// A hall in which window 1 has just ended a service.
  private func served(_ outcome: Ticket.Outcome = .served) async throws -> TestHall {
    let hall = try await TestHall()
    _ = try await hall.take()
    try await hall.call()
    try await hall.start()
    try await hall.finish(1, outcome)
    return hall
  }

  private func request(_ hall: TestHall) async throws -> RatingRequest? {
    try await hall.ledger.evaluator(at: window, now: hall.clock.now).request
  }

  @Test("a service is rated once, with the ticket, the window and the clerk")
  func once() async throws {
    let hall = try await served()
    let request = try #require(try await request(hall))
    #expect(request.number.description == "A001")
    #expect(request.clerk == .named("li"))
    try await hall.ledger.rate(request.service, at: window, level: .satisfied, by: .visitor)
    await #expect(throws: RatingRefusal.alreadyRated) {
      try await hall.ledger.rate(
        request.service, at: window, level: .veryDissatisfied, by: .visitor)
    }
    #expect(try await self.request(hall) == nil)
    let entry = try #require(try await hall.journal().last)
    #expect(entry.kind == "ticket.rated")
    #expect(entry.subject == request.ticket.description)
    #expect(
      entry.body == #"{"clerk":"li","level":2,"service":\#(request.service),"window":"1"}"#)
    #expect(try hall.findings() == [])
    let report = try await hall.ledger.report(of: #require(CivilDate("2026-11-20")))
    #expect(report.ratings == [.satisfied: 1])
    #expect(report.unrated == 0)
    #expect(report.satisfiedPercent == 100)
  }

  @Test("silence is recorded too, and is no rating")
  func silence() async throws {
    let hall = try await served()
    let request = try #require(try await request(hall))
    hall.clock.advance(by: RatingRule.limit + .seconds(1))
    #expect(try await self.request(hall) == nil, "the evaluator no longer asks")
    try await hall.ledger.rate(request.service, at: window, level: nil, by: .visitor)
    let report = try await hall.ledger.report(of: #require(CivilDate("2026-11-20")))
    #expect(report.ratings == [:])
    #expect(report.unrated == 1)
    #expect(try hall.findings() == [])
  }

  @Test("too late, at another window, or for another event, nothing is rated")
  func refused() async throws {
    let hall = try await served()
    let service = try #require(try await request(hall)).service
    for (event, at) in [(service, 2), (service - 1, 1), (service + 5, 1)] {
      await #expect(throws: RatingRefusal.nothingToRate) {
        try await hall.ledger.rate(
          event, at: TestHall.window(at), level: .fair, by: .visitor)
      }
    }
    await #expect(throws: QueueRefusal.unknownWindow) {
      try await hall.ledger.rate(service, at: .named("77"), level: .fair, by: .visitor)
    }
    hall.clock.advance(by: RatingRule.limit + RatingRule.grace + .seconds(1))
    await #expect(throws: RatingRefusal.nothingToRate) {
      try await hall.ledger.rate(service, at: self.window, level: .fair, by: .visitor)
    }
  }

  @Test("a service that was taken back is not rated, and one rated before does not count")
  func undone() async throws {
    let hall = try await served()
    let service = try #require(try await request(hall)).service
    try await hall.undo()
    #expect(try await request(hall) == nil)
    await #expect(throws: RatingRefusal.nothingToRate) {
      try await hall.ledger.rate(service, at: self.window, level: .fair, by: .visitor)
    }
    try await hall.finish()
    let again = try #require(try await request(hall)).service
    try await hall.ledger.rate(again, at: window, level: .veryDissatisfied, by: .visitor)
    try await hall.undo()
    let report = try await hall.ledger.report(of: #require(CivilDate("2026-11-20")))
    #expect(report.ratings == [:])
  }

  @Test("the next call does not cut the rating off; who has gone is not asked")
  func next() async throws {
    let hall = try await served()
    let service = try #require(try await request(hall)).service
    _ = try await hall.take()
    try await hall.call()
    try await hall.ledger.rate(service, at: window, level: .dissatisfied, by: .visitor)
    let gone = try await served(.left)
    #expect(try await request(gone) == nil)
  }

  @Test("a number that goes on to another line is rated at each window")
  func severalLines() async throws {
    let hall = try await TestHall(windows: ["A", "B"])
    _ = try await hall.take("A", then: ["B"])
    try await hall.call(1)
    try await hall.finish(1)
    let first = try #require(try await request(hall))
    try await hall.call(2)
    try await hall.finish(2)
    let second = try #require(
      try await hall.ledger.evaluator(at: TestHall.window(2), now: hall.clock.now).request)
    #expect(first.ticket == second.ticket)
    try await hall.ledger.rate(first.service, at: window, level: .fair, by: .visitor)
    try await hall.ledger.rate(second.service, at: TestHall.window(2), level: .fair, by: .visitor)
  }
}

@Suite("Notes beside tickets")
struct NoteTests {
  @Test("a note is kept with its ticket, replaced and taken away")
  func saved() async throws {
    let hall = try await TestHall()
    let ticket = try await hall.take()
    try await hall.ledger.note(ticket.id, "  缺户口簿复印件\r\n下午再来 ", by: TestHall.person)
    #expect(try await hall.ledger.note(of: ticket.id) == "缺户口簿复印件\n下午再来")
    let before = hall.ledger.position
    try await hall.ledger.note(ticket.id, "缺户口簿复印件\n下午再来", by: TestHall.person)
    #expect(hall.ledger.position == before, "the same note again is nothing new")
    try await hall.ledger.note(ticket.id, " \n ", by: TestHall.person)
    #expect(try await hall.ledger.note(of: ticket.id) == nil)
    #expect(try hall.findings() == [])
  }

  @Test("a note that comes late is kept all the same; an endless or a broken one is refused")
  func limits() async throws {
    let hall = try await TestHall()
    let ticket = try await hall.take()
    try await hall.call()
    try await hall.finish()
    try await hall.ledger.note(ticket.id, "已补齐", by: TestHall.person)
    #expect(try await hall.ledger.note(of: ticket.id) == "已补齐")
    for (text, code) in [
      (String(repeating: "长", count: 501), FieldFault.Code.tooLong),
      ("a\u{202E}b", .controlCharacter), ("a\tb", .controlCharacter),
    ] {
      await #expect(throws: InputRefusal("note", code)) {
        try await hall.ledger.note(ticket.id, text, by: TestHall.person)
      }
    }
    await #expect(throws: QueueRefusal.unknownTicket) {
      try await hall.ledger.note(
        Ticket.ID(serial: 4, secret: "ZZZZZZZZZZZZZZZZZZZZ"), "x", by: TestHall.person)
    }
  }
}
