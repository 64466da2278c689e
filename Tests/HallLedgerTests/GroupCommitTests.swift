import GRDB
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("GroupCommit")
struct GroupCommitTests {
  private struct Sabotage: Error, Equatable {}

  /// Writes a line into the journal and the tables, then fails.
  private static func writeAndFail(_ hall: TestHall) async throws {
    try await hall.ledger.record(by: .visitor) { draft in
      try draft.append(.queue(.lineSaved(Line(id: .named("X"), name: "破坏"))))
      throw Sabotage()
    }
  }

  @Test("(3) a use case that fails after writing spoils no other in its group")
  func spoiled() async throws {
    let hall = try await TestHall()
    let outcomes: [Ticket] = try await withThrowingTaskGroup(of: Ticket?.self) { group in
      for number in 0..<300 {
        group.addTask {
          if number % 10 != 3 { return try await hall.take() }
          await #expect(throws: Sabotage()) { try await Self.writeAndFail(hall) }
          return nil
        }
      }
      return try await group.reduce(into: []) { if let ticket = $1 { $0.append(ticket) } }
    }
    #expect(Set(outcomes.map(\.number.ordinal)) == Set(1...270))
    #expect(hall.ledger.facts.lines[.named("X")] == nil)
    #expect(try await hall.journal().contains { $0.subject == "X" } == false)
    #expect(try hall.findings() == [])
  }

  @Test("(3) one that fails alone is rolled back alone")
  func alone() async throws {
    let hall = try await TestHall()
    let before = hall.ledger.position
    await #expect(throws: Sabotage()) { try await Self.writeAndFail(hall) }
    #expect(hall.ledger.position == before)
    #expect(try await hall.take().number.description == "A001")
    #expect(hall.ledger.position == before + 1)
    #expect(try hall.findings() == [])
  }

  @Test("a statement that SQLite refuses is a failure like any other")
  func constraint() async throws {
    let hall = try await TestHall()
    let first = try await hall.take()
    await #expect(throws: DatabaseError.self) {
      try await hall.ledger.record(by: .visitor) { draft in
        let issued = QueueEvent.TicketIssued(
          number: first.number, day: first.day, shortCode: "AAAAAA", priority: nil, then: nil,
          person: nil, phone: nil, paper: nil)
        let id = Ticket.ID(serial: draft.nextSeq, secret: "23456789ABCDEFGHJKMN")
        try draft.append(.queue(.ticketIssued(id, issued)))
      }
    }
    #expect(try await hall.take().number.ordinal == 2)
    #expect(try hall.findings() == [])
  }

  @Test("a read that finds the file damaged says so, also inside of a use case")
  func translated() async throws {
    let hall = try await TestHall()
    await #expect(throws: LedgerFault.damaged(hall.folder.path)) {
      try await hall.ledger.record(by: .visitor) { _ in
        throw DatabaseError(resultCode: .SQLITE_CORRUPT)
      }
    }
  }
}
