import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Who gets a number")
struct AdmissionTests {
  private static let line = Line(id: .named("A"), name: "社保")

  private static func hall(_ change: (inout Line) throws -> Void) async throws -> TestHall {
    var line = line
    try change(&line)
    return try await TestHall(lines: [line], windows: ["A"])
  }

  private static func person(_ number: String) throws -> Person {
    try Person(name: "张三丰", idType: nil, idNumber: number)
  }

  @Test("a line gives out no more than its cap, however many ask at once, and anew tomorrow")
  func dailyCap() async throws {
    let hall = try await Self.hall { $0.dailyCap = 10 }
    let refused = Recorder<QueueRefusal>()
    await withTaskGroup { group in
      for _ in 0..<40 {
        group.addTask {
          do { _ = try await hall.take() } catch let refusal as QueueRefusal {
            refused.record(refusal)
          } catch { Issue.record(error) }
        }
      }
    }
    #expect(refused.values == Array(repeating: .dailyLimit(10), count: 30))
    #expect(try await hall.counters().last == 10)
    hall.clock.advance(by: .hours(24))
    #expect(try await hall.take().number.description == "A001")
  }

  @Test("a person takes no more than the line allows; a cancelled number does not count")
  func personCap() async throws {
    let hall = try await Self.hall { $0.personCap = 1 }
    let first = try await hall.take(person: try Self.person("11999920000229004x"))
    await #expect(throws: QueueRefusal.personLimit(1)) {
      try await hall.take(person: try Self.person("１１９９９９２０００02２９００４Ｘ"))
    }
    _ = try await hall.take(person: try Self.person("119999190001010011"))
    await #expect(throws: InputRefusal("person.idNumber", .required)) { try await hall.take() }
    _ = try await hall.ledger.cancelTicket(first.id, by: .visitor)
    _ = try await hall.take(person: try Self.person("11999920000229004X"))
  }

  @Test("a line closed by hand says why, and opens again")
  func closed() async throws {
    let hall = try await Self.hall { _ in }
    try await hall.ledger.setLineClosed(.named("A"), reason: " 系统维护 ", by: TestHall.person)
    await #expect(throws: QueueRefusal.lineClosed(reason: "系统维护")) { try await hall.take() }
    try await hall.ledger.setLineClosed(.named("A"), reason: nil, by: TestHall.person)
    _ = try await hall.take()
    await #expect(throws: QueueRefusal.unknownLine) {
      try await hall.ledger.setLineClosed(.named("Z"), reason: "x", by: TestHall.person)
    }
  }

  @Test("numbers are given out within the opening hours only")
  func hours() async throws {
    let from = try #require(TimeOfDay("09:00"))
    let to = try #require(TimeOfDay("09:30"))
    let span = try #require(OpeningHours.Span(from: from, to: to))
    let hall = try await Self.hall { $0.hours = try OpeningHours([.friday: [span]]) }
    _ = try await hall.take()
    hall.clock.advance(by: .minutes(30) - .milliseconds(1))
    _ = try await hall.take()
    hall.clock.advance(by: .milliseconds(1))
    await #expect(throws: QueueRefusal.lineClosed(reason: nil)) { try await hall.take() }
    #expect(try await hall.call()?.number.description == "A001", "who waits is still called")
    let board = try await hall.ledger.board(at: hall.clock.now)
    #expect(board.lines.map(\.isOpen) == [false])
    #expect(board.lines.map(\.waiting) == [1])
  }

  @Test("a further line must exist")
  func further() async throws {
    let hall = try await Self.hall { _ in }
    await #expect(throws: InputRefusal("then", .unknown)) { try await hall.take(then: ["B"]) }
  }
}
