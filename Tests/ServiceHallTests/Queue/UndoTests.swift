import HallTesting
import ServiceHall
import Testing

@Suite("Undo")
struct UndoTests {
  private let ticket = TicketTests.ticket(.missed)
  private var undo: Undo {
    var before = ticket
    before.state = .called(.named("1"))
    return Undo(
      seq: ticket.seq, at: .fridayMorning, kind: "ticket.missed", ticket: before, held: ticket.id,
      turn: .start, meanService: nil)
  }

  @Test("is possible for ten seconds")
  func time() throws {
    try undo.requirePossible(current: ticket, holding: nil, now: .fridayMorning + .seconds(10))
    #expect(throws: QueueRefusal.undoTooLate) {
      try undo.requirePossible(
        current: ticket, holding: nil, now: .fridayMorning + .milliseconds(10_001))
    }
  }

  @Test("is overtaken by any later change of the ticket")
  func overtaken() {
    var changed = ticket
    changed.seq += 1
    #expect(throws: QueueRefusal.undoOvertaken) {
      try undo.requirePossible(current: changed, holding: nil, now: .fridayMorning)
    }
  }

  @Test("a window that has called somebody else since is busy")
  func busy() throws {
    let other = Ticket.ID(serial: 11, secret: "23456789ABCDEFGHJKMN")
    #expect(throws: QueueRefusal.windowBusy(other)) {
      try undo.requirePossible(current: ticket, holding: other, now: .fridayMorning)
    }
    try undo.requirePossible(current: ticket, holding: ticket.id, now: .fridayMorning)
  }
}
