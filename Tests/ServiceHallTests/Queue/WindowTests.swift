import HallTesting
import ServiceHall
import Testing

@Suite("Window")
struct WindowTests {
  private static let li = Staff.ID.named("li")
  private static let wang = Staff.ID.named("wang")
  private static let ticket = Ticket.ID(serial: 4, secret: "23456789ABCDEFGHJKMN")

  private static func window(_ state: Window.State) -> Window {
    Window(
      id: .named("1"), name: "1号窗口",
      services: [
        Window.Service(line: .named("A"), preference: 2), Window.Service(line: .named("B")),
      ], state: state)
  }

  private static let closed = window(.closed)
  private static let free = window(.open(li, since: .fridayMorning, holding: nil))
  private static let busy = window(.open(li, since: .fridayMorning, holding: ticket))
  private static let paused = window(.paused(li, since: .fridayMorning, reason: "午休"))

  @Test("(1) only the clerk who holds it may act")
  func clerk() throws {
    for window in [Self.free, Self.busy, Self.paused] {
      #expect(window.clerk == Self.li)
      #expect(throws: QueueRefusal.windowNotYours) { try window.requireOpen(for: Self.wang) }
      #expect(throws: QueueRefusal.windowNotYours) { try window.requireFree(for: Self.wang) }
      #expect(throws: QueueRefusal.windowNotYours) { try window.requireTicket(for: Self.wang) }
    }
    #expect(Self.closed.clerk == nil)
    #expect(throws: QueueRefusal.windowClosed) { try Self.closed.requireOpen(for: Self.li) }
    #expect(try Self.free.requireOpen(for: Self.li) == nil)
  }

  @Test("(2) it holds one ticket at most, and none while paused or closed")
  func ticket() throws {
    #expect(throws: QueueRefusal.windowBusy(Self.ticket)) { try Self.busy.requireFree(for: Self.li) }
    #expect(try Self.busy.requireTicket(for: Self.li) == Self.ticket)
    #expect(throws: QueueRefusal.windowIdle) { try Self.free.requireTicket(for: Self.li) }
    #expect(throws: QueueRefusal.windowPaused) { try Self.paused.requireFree(for: Self.li) }
    #expect(Self.paused.ticket == nil)
    #expect(Self.closed.ticket == nil)
    try Self.free.requireFree(for: Self.li)
  }

  @Test("(3) it serves its lines, the preferred ones first")
  func lines() {
    #expect(Self.free.lines == [.named("B"), .named("A")])
    #expect(Self.free.serves(.named("A")))
    #expect(!Self.free.serves(.named("C")))
  }

  @Test("a set-up names known lines once, with a preference of 1 to 99")
  func setup() throws {
    let known: Set<Line.ID> = [.named("A"), .named("B")]
    func checked(_ services: [Window.Service]) throws -> Window.Setup {
      try Window.Setup(name: " 一号 ", services: services).checked(known: known)
    }
    #expect(try checked([Window.Service(line: .named("A"))]).name == "一号")
    #expect(throws: InputRefusal("services", .unknown)) { try checked([.init(line: .named("C"))]) }
    #expect(throws: InputRefusal("services", .outOfRange)) {
      try checked([.init(line: .named("A"), preference: 0)])
    }
    #expect(throws: InputRefusal("services", .notCombinable)) {
      try checked([.init(line: .named("A")), .init(line: .named("A"), preference: 2)])
    }
  }
}
