import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Paper blocks")
struct PaperBlockTests {
  private static func enter(
    _ ordinal: Int, of block: PaperBlock, in hall: TestHall, isServed: Bool = false,
    line: String = "A"
  ) async throws -> Ticket {
    try TestHall.ticket(
      try await hall.ledger.enterPaperTicket(
        block: block.id, number: TicketNumber(line: .named(line), ordinal: ordinal), priority: nil,
        isServed: isServed, by: TestHall.person, key: nil, answer: TestHall.answer))
  }

  private static func reserve(_ count: Int, in hall: TestHall) async throws -> PaperBlock {
    try await hall.ledger.reserveBlock(line: .named("A"), count: count, by: TestHall.person)
  }

  @Test("numbers skip the block, and its tickets stand before those that were given out later")
  func order() async throws {
    let hall = try await TestHall(windows: ["A"])
    _ = try await hall.take()
    let block = try await Self.reserve(3, in: hall)
    #expect(block.first.description == "A002")
    #expect(block.last.description == "A004")
    #expect(try await hall.take().number.description == "A005")
    // Entered in any order, called in the order of their numbers.
    for ordinal in [4, 2] { _ = try await Self.enter(ordinal, of: block, in: hall) }
    #expect(try await hall.ledger.paperBlocks().map(\.entered) == [[2, 4]])
    var called: [String] = []
    while let ticket = try await hall.call() {
      called.append(ticket.number.description)
      try await hall.finish()
    }
    #expect(called == ["A001", "A002", "A004", "A005"])
    #expect(try await hall.counters().issued == 4)
    #expect(try hall.findings() == [])
  }

  @Test("one that was served on paper is done at once")
  func served() async throws {
    let hall = try await TestHall(windows: ["A"])
    let block = try await Self.reserve(3, in: hall)
    #expect(try await Self.enter(1, of: block, in: hall, isServed: true).state == .done(.served))
    #expect(try await hall.call() == nil)
    #expect(try await hall.counters().served == 1)
    #expect(try hall.findings() == [])
  }

  @Test("only numbers of the block, of its line and its day, each once")
  func refusals() async throws {
    let hall = try await TestHall()
    _ = try await hall.take()
    let block = try await Self.reserve(3, in: hall)
    _ = try await Self.enter(2, of: block, in: hall)
    await #expect(throws: QueueRefusal.numberTaken) { try await Self.enter(2, of: block, in: hall) }
    for ordinal in [1, 5] {
      await #expect(throws: QueueRefusal.numberNotReserved) {
        try await Self.enter(ordinal, of: block, in: hall)
      }
    }
    await #expect(throws: QueueRefusal.numberNotReserved) {
      try await Self.enter(2, of: block, in: hall, line: "B")
    }
    for count in [0, 201] {
      await #expect(throws: InputRefusal("count", .outOfRange)) {
        try await Self.reserve(count, in: hall)
      }
    }
    await #expect(throws: QueueRefusal.unknownLine) {
      try await hall.ledger.reserveBlock(line: .named("Z"), count: 1, by: TestHall.person)
    }
    hall.clock.advance(by: .hours(24))
    _ = try await hall.take()
    await #expect(throws: QueueRefusal.numberNotReserved) {
      try await Self.enter(3, of: block, in: hall)
    }
    #expect(try hall.findings() == [])
  }

  @Test("an entry with the same key is one entry; an unknown block is refused")
  func keys() async throws {
    let hall = try await TestHall()
    let block = try await Self.reserve(3, in: hall)
    func enter(_ block: Int64, _ ordinal: Int) async throws -> [UInt8] {
      try await hall.ledger.enterPaperTicket(
        block: block, number: TicketNumber(line: .named("A"), ordinal: ordinal), priority: .elderly,
        isServed: false, by: TestHall.person, key: IdempotencyKey(key: "k", request: [UInt8(ordinal)]),
        answer: TestHall.answer)
    }
    await #expect(throws: QueueRefusal.unknownPaperBlock) { try await enter(block.id + 1, 1) }
    let first = try await enter(block.id, 1)
    #expect(try await enter(block.id, 1) == first)
    #expect(try await hall.counters().waitingPriority == 1)
  }
}
