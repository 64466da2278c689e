import GRDB
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Undo in the ledger")
struct UndoLedgerTests {
  enum Act: CaseIterable, Sendable {
    case call, start, miss, lastMiss, hold, resume, finish, finishOnward, toLine, toLineEnd, toWindow
  }

  /// Everything that an undo must give back.
  private struct Picture: Equatable {
    var tickets: [Ticket]
    var windows: [Window]
    var lines: [[Int64?]]

    static func of(_ hall: TestHall) async throws -> Picture {
      var picture = try await hall.ledger.read { database in
        Picture(
          tickets: try database.all("SELECT * FROM ticket ORDER BY serial", [], TicketTable.ticket),
          windows: try WindowTable.all(in: database),
          lines: try database.rows(
            """
            SELECT last, issued, waiting_priority, waiting_normal, turn_priority, turn_normal,
              mean_service, served, missed FROM line_day
            WHERE last > 0 ORDER BY line
            """
          ).map { row in (0..<row.count).map { row[$0] } })
      }
      // The undo itself is a change of the ticket.
      for index in picture.tickets.indices { picture.tickets[index].seq = 0 }
      return picture
    }
  }

  private static func prepare(_ act: Act, _ hall: TestHall) async throws -> Ticket.ID? {
    if act == .call { return nil }
    let ticket = try #require(try await hall.call())
    if act == .resume { try await hall.hold() }
    if [.hold, .finish, .finishOnward, .toLine, .toLineEnd, .toWindow].contains(act) {
      try await hall.start()
    }
    return ticket.id
  }

  private static func perform(_ act: Act, _ hall: TestHall, _ ticket: Ticket.ID?) async throws {
    switch act {
    case .call: try await hall.call()
    case .start: try await hall.start()
    case .miss, .lastMiss: try await hall.miss()
    case .hold: try await hall.hold()
    case .resume: try await hall.resume(try #require(ticket))
    case .finish, .finishOnward: try await hall.finish()
    case .toLine: try await hall.transfer(1, to: .line(.named("B")))
    case .toLineEnd: try await hall.transfer(1, to: .line(.named("B")), keepPlace: false)
    case .toWindow: try await hall.transfer(1, to: .window(TestHall.window(2)))
    }
  }

  private static func hall(for act: Act) async throws -> TestHall {
    let hall = try await TestHall(
      settings: QueueSettings(voidAtMiss: act == .lastMiss ? 1 : 3))
    // A line that has served somebody, with a round begun and both classes waiting.
    _ = try await hall.take("A", priority: .elderly)
    for _ in 0..<3 { _ = try await hall.take("A", then: act == .finishOnward ? ["B"] : []) }
    _ = try await hall.take("A", priority: .disabled)
    _ = try await hall.take("B")
    try await hall.call(2)
    hall.clock.advance(by: .minutes(5))
    try await hall.finish(2)
    return hall
  }

  @Test("gives back the ticket, the window, the counters, the turn and the mean", arguments: Act.allCases)
  func givesBack(act: Act) async throws {
    let hall = try await Self.hall(for: act)
    let ticket = try await Self.prepare(act, hall)
    let before = try await Picture.of(hall)
    hall.clock.advance(by: .seconds(30))
    try await Self.perform(act, hall, ticket)
    #expect(try await Picture.of(hall) != before)
    hall.clock.advance(by: .seconds(10))
    try await hall.undo()
    #expect(try await Picture.of(hall) == before)
    await #expect(throws: QueueRefusal.nothingToUndo) { try await hall.undo() }
    #expect(try hall.findings() == [])
  }

  @Test("is refused after ten seconds", arguments: Act.allCases)
  func tooLate(act: Act) async throws {
    let hall = try await Self.hall(for: act)
    try await Self.perform(act, hall, try await Self.prepare(act, hall))
    hall.clock.advance(by: .milliseconds(10_001))
    await #expect(throws: QueueRefusal.undoTooLate) { try await hall.undo() }
  }

  @Test("a call that is taken back is withdrawn from the boards")
  func withdrawn() async throws {
    let hall = try await TestHall()
    let ticket = try await hall.take()
    try await hall.call()
    #expect(try await hall.ledger.board(at: hall.clock.now).calls.map(\.number) == [ticket.number])
    try await hall.undo()
    #expect(try await hall.ledger.board(at: hall.clock.now).calls == [])
    #expect(try await hall.ledger.calls(after: 0) == [])
    try await hall.call()
    #expect(try await hall.ledger.calls(after: 0).count == 1)
  }

  @Test("is refused once somebody else has acted on the ticket")
  func overtaken() async throws {
    let hall = try await TestHall()
    let missed = try await hall.take()
    try await hall.call(1)
    try await hall.miss(1)
    try await hall.putBack(missed.id)
    await #expect(throws: QueueRefusal.undoOvertaken) { try await hall.undo(1) }
    try await hall.call(2)
    try await hall.transfer(2, to: .window(TestHall.window(1)))
    try await hall.call(1)
    await #expect(throws: QueueRefusal.undoOvertaken) { try await hall.undo(2) }
    #expect(try hall.findings() == [])
  }

  @Test("is refused when the window has called somebody else since")
  func busy() async throws {
    let hall = try await TestHall()
    for _ in 0..<2 { _ = try await hall.take() }
    try await hall.call(1)
    try await hall.transfer(1, to: .window(TestHall.window(2)))
    let next = try #require(try await hall.call(1))
    // The call is now the last act, and it alone can be taken back.
    try await hall.undo(1)
    #expect(try await hall.now(next).stateName == .waiting)
    await #expect(throws: QueueRefusal.nothingToUndo) { try await hall.undo(1) }
  }

  @Test("taking back a start does not take back the turn that another window's call has moved")
  func othersTurn() async throws {
    let hall = try await TestHall()
    for _ in 0..<3 { _ = try await hall.take("A", priority: .elderly) }
    for _ in 0..<3 { _ = try await hall.take("A") }
    try await hall.call(1)
    try await hall.start(1)
    try await hall.call(2)
    let turn = try await hall.counters().turn
    try await hall.undo(1)
    #expect(try await hall.counters().turn == turn)
    #expect(turn == Turn(priority: 1, normal: 1))
  }

  @Test("taking back a miss does not take back the mean that another window's service has moved")
  func othersMean() async throws {
    let hall = try await TestHall()
    for _ in 0..<2 { _ = try await hall.take() }
    try await hall.call(1)
    try await hall.call(2)
    hall.clock.advance(by: .seconds(60))
    try await hall.miss(1)
    try await hall.finish(2)
    try await hall.undo(1)
    #expect(try await hall.counters().meanService == 60_000)
  }
}
