import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("A ticket's way")
struct JourneyTests {
  @Test("one number leads through several lines and keeps its place in each")
  func severalLines() async throws {
    let hall = try await TestHall(windows: ["A", "B"])
    let ticket = try await hall.take("A", then: ["B", "A"])
    let other = try await hall.take("B")
    try await hall.call(1)
    #expect(try await hall.finish(1).line == .named("B"))
    #expect(try await hall.call(2)?.id == ticket.id, "it was there before the other")
    #expect(try await hall.finish(2).line == .named("A"))
    try await hall.call(1)
    let done = try await hall.finish(1)
    #expect(done.state == .done(.served))
    #expect(done.number.description == "A001")
    #expect(try await hall.call(2)?.id == other.id)
    #expect(try await hall.counters("A").served == 1)
    #expect(try hall.findings() == [])
  }

  @Test("who went away does not go on to the next line")
  func left() async throws {
    let hall = try await TestHall()
    _ = try await hall.take("A", then: ["B"])
    try await hall.call()
    #expect(try await hall.finish(1, .left).state == .done(.left))
  }

  @Test("a line that a ticket is still to visit is not removed")
  func lineInUse() async throws {
    let hall = try await TestHall(windows: ["A"])
    _ = try await hall.take("A", then: ["B"])
    await #expect(throws: QueueRefusal.lineInUse) {
      try await hall.ledger.removeLine(.named("B"), by: TestHall.person)
    }
    try await hall.call()
    try await hall.finish(1, .left)
    try await hall.ledger.removeLine(.named("B"), by: TestHall.person)
    await #expect(throws: QueueRefusal.lineInUse) {
      try await hall.ledger.removeLine(.named("A"), by: TestHall.person)
    }
  }

  @Test("a transfer to a line keeps the place or goes to the end", arguments: [true, false])
  func toLine(keepPlace: Bool) async throws {
    let hall = try await TestHall(windows: ["A", "B"])
    let ticket = try await hall.take("A")
    let other = try await hall.take("B")
    try await hall.call(1)
    try await hall.transfer(1, to: .line(.named("B")), keepPlace: keepPlace)
    #expect(try await hall.counters("B").waitingNormal == 2)
    #expect(try await hall.call(2)?.id == (keepPlace ? ticket.id : other.id))
    #expect(try hall.findings() == [])
  }

  @Test("a ticket handed to a window is called there, before the lines, and nowhere else")
  func toWindow() async throws {
    let hall = try await TestHall()
    let ticket = try await hall.take()
    let other = try await hall.take()
    try await hall.call(1)
    try await hall.transfer(1, to: .window(TestHall.window(2)), keepPlace: false)
    #expect(try await hall.call(1)?.id == other.id)
    try await hall.finish(1)
    #expect(try await hall.call(1) == nil)
    _ = try await hall.take()
    #expect(try await hall.call(2)?.id == ticket.id)
    #expect(try hall.findings() == [])
  }

  @Test("a ticket is not handed to a closed, an unknown or the same window")
  func notHanded() async throws {
    let hall = try await TestHall()
    _ = try await hall.take()
    try await hall.call(1)
    try await hall.close(2)
    for number in [1, 2] {
      await #expect(throws: QueueRefusal.windowClosed) {
        try await hall.transfer(1, to: .window(TestHall.window(number)))
      }
    }
    await #expect(throws: QueueRefusal.unknownWindow) {
      try await hall.transfer(1, to: .window(TestHall.window(9)))
    }
    await #expect(throws: QueueRefusal.unknownLine) {
      try await hall.transfer(1, to: .line(.named("Z")))
    }
  }

  @Test("a handed ticket's call leaves the round of its line as it is, also where the line is not served")
  func handedLeavesTheRound() async throws {
    let hall = try await TestHall(windows: ["A", ""])
    for _ in 0..<2 { _ = try await hall.take("A", priority: .elderly) }
    for _ in 0..<4 { _ = try await hall.take("A") }
    try await hall.call(1)
    try await hall.finish(1)
    try await hall.call(1)
    let turn = try await hall.counters().turn
    try await hall.transfer(1, to: .window(TestHall.window(2)))
    #expect(try await hall.call(2) != nil)
    #expect(try await hall.counters().turn == turn)
    #expect(turn == Turn(priority: 1, normal: 1), "one privileged, one of two others")
  }

  @Test("a window that closes lets go of what was handed to it and of what it had set aside")
  func closing() async throws {
    let hall = try await TestHall()
    let held = try await hall.take()
    let handed = try await hall.take()
    let later = try await hall.take()
    try await hall.call(2)
    try await hall.hold(2)
    try await hall.call(1)
    try await hall.transfer(1, to: .window(TestHall.window(2)))
    #expect(try await hall.counters().waitingNormal == 1)
    try await hall.close(2)
    #expect(try await hall.counters().waitingNormal == 3)
    for ticket in [held, handed, later] {
      #expect(try await hall.call(1)?.id == ticket.id)
      try await hall.finish(1)
    }
    #expect(try hall.findings() == [])
  }

  @Test("a window with a ticket is neither closed nor paused; a paused one does not call")
  func busy() async throws {
    let hall = try await TestHall()
    let ticket = try await hall.take()
    _ = try await hall.take()
    try await hall.call()
    await #expect(throws: QueueRefusal.windowBusy(ticket.id)) { try await hall.close(1) }
    await #expect(throws: QueueRefusal.windowBusy(ticket.id)) { try await hall.call(1) }
    func pause() async throws {
      _ = try await hall.ledger.pause(
        at: TestHall.window(1), reason: "午休", clerk: TestHall.clerk(1), by: TestHall.person)
    }
    await #expect(throws: QueueRefusal.windowBusy(ticket.id)) { try await pause() }
    try await hall.finish()
    try await pause()
    await #expect(throws: QueueRefusal.windowPaused) { try await hall.call(1) }
    #expect(try await hall.ledger.board(at: hall.clock.now).paused.map(\.reason) == ["午休"])
    try await hall.close(1)
    #expect(try await hall.ledger.daySummary().windows[0].pauses.first?.endedAt == hall.clock.now)
  }

  @Test("a window has one clerk and a clerk one window")
  func clerks() async throws {
    let hall = try await TestHall()
    await #expect(
      throws: QueueRefusal.windowTaken(by: TestHall.clerk(2), since: hall.clock.now)
    ) {
      try await hall.ledger.openWindow(TestHall.window(2), clerk: TestHall.clerk(1), by: TestHall.person)
    }
    try await hall.close(2)
    await #expect(throws: QueueRefusal.clerkHoldsWindow(TestHall.window(1))) {
      try await hall.ledger.openWindow(TestHall.window(2), clerk: TestHall.clerk(1), by: TestHall.person)
    }
    await #expect(throws: QueueRefusal.windowNotYours) {
      try await hall.ledger.callNext(at: TestHall.window(1), clerk: TestHall.clerk(2), by: TestHall.person)
    }
    #expect(try await hall.ledger.window(heldBy: TestHall.clerk(1)) == TestHall.window(1))
  }

  @Test("after so many misses a ticket is void; before, it comes back behind a few others")
  func misses() async throws {
    let hall = try await TestHall(settings: QueueSettings(returnAfter: 1, voidAtMiss: 2))
    let ticket = try await hall.take()
    let others = [try await hall.take(), try await hall.take()]
    try await hall.call()
    #expect(try await hall.miss().state == .missed)
    #expect(try await hall.putBack(ticket.id).misses == 1)
    await #expect(throws: QueueRefusal.ticketState(.waiting)) { try await hall.putBack(ticket.id) }
    #expect(try await hall.ledger.ticketStatus(ticket.id).ahead == 1)
    #expect(try await hall.call()?.id == others[0].id)
    try await hall.finish()
    #expect(try await hall.call()?.id == ticket.id)
    #expect(try await hall.miss().state == .void)
    #expect(try await hall.counters().missed == 2)
    await #expect(throws: QueueRefusal.ticketState(.void)) { try await hall.putBack(ticket.id) }
    #expect(try hall.findings() == [])
  }

  @Test("a cancelled ticket is not called, and cancelling twice is once")
  func cancelling() async throws {
    let hall = try await TestHall()
    let ticket = try await hall.take()
    let other = try await hall.take()
    for _ in 0..<2 {
      #expect(try await hall.ledger.cancelTicket(ticket.id, by: .visitor).ticket.state == .cancelled)
    }
    #expect(try await hall.journal().kinds.filter { $0 == "ticket.cancelled" }.count == 1)
    #expect(try await hall.call()?.id == other.id)
    await #expect(throws: QueueRefusal.ticketState(.called)) {
      try await hall.ledger.cancelTicket(other.id, by: .visitor)
    }
    let forged = Ticket.ID(serial: other.id.serial, secret: "23456789ABCDEFGHJKMN")
    await #expect(throws: QueueRefusal.unknownTicket) { try await hall.ledger.ticketStatus(forged) }
  }

  @Test("a ticket is found by its number and its short code")
  func finding() async throws {
    let hall = try await TestHall()
    let ticket = try await hall.take()
    #expect(try await hall.ledger.findTicket(number: ticket.number) == ticket.id)
    #expect(try await hall.ledger.findTicket(shortCode: ticket.shortCode.lowercased()) == ticket.id)
    await #expect(throws: QueueRefusal.unknownTicket) {
      try await hall.ledger.findTicket(shortCode: "000000")
    }
  }
}
