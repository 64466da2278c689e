import Foundation
import HallTesting
import ServiceHall
import Testing

@Suite("Ticket")
struct TicketTests {
  private static let here = Window.ID.named("1")
  private static let there = Window.ID.named("2")
  private static let lineA = Line.ID.named("A")
  private static let lineB = Line.ID.named("B")
  static let states: [Ticket.State] = [
    .waiting(handedTo: nil), .waiting(handedTo: here), .called(here), .serving(here), .held(here),
    .missed, .done(.served), .done(.unresolved), .done(.left), .void, .cancelled,
  ]

  static func ticket(_ state: Ticket.State = .waiting(handedTo: nil)) -> Ticket {
    let stamp = Stamp(seq: 10, at: .fridayMorning)
    var ticket = Ticket(
      Ticket.ID(serial: 10, secret: "23456789ABCDEFGHJKMN"),
      issued: QueueEvent.TicketIssued(
        number: TicketNumber(line: lineA, ordinal: 7), day: CivilDate(daysSinceEpoch: 20_777),
        shortCode: "K7M2QX", priority: nil, then: [lineB], person: nil, phone: nil, paper: nil),
      stamp: stamp, reservedAt: nil)
    ticket.state = state
    return ticket
  }

  private static func stamp(_ seq: Int64) -> Stamp {
    Stamp(seq: seq, at: .fridayMorning + .seconds(Int(seq)))
  }

  /// Every event that can meet a ticket, as the ledger would write it.
  private static func events(on id: Ticket.ID) -> [QueueEvent] {
    let at = QueueEvent.AtWindow(window: there)
    return [
      .ticketCalled(id, .init(window: there, why: .inTurn, turn: .start)), .ticketRecalled(id, at),
      .ticketStarted(id, at), .ticketHeld(id, at), .ticketResumed(id, at),
      .ticketMissed(id, .init(window: there, final: false)),
      .ticketMissed(id, .init(window: there, final: true)),
      .ticketReturned(id, .init(place: Place(anchor: 3, order: 30))),
      .ticketFinished(id, .init(window: there, outcome: .served, items: nil, next: nil)),
      .ticketFinished(id, .init(window: there, outcome: .served, items: nil, next: lineB)),
      .ticketTransferred(id, .init(from: there, line: lineB, window: nil, keepPlace: true)),
      .ticketTransferred(id, .init(from: there, line: lineB, window: here, keepPlace: false)),
      .ticketPaperServed(id), .ticketCancelled(id),
    ]
  }

  @Test("(1) no event changes its number, day, codes or class")
  func identity() {
    for state in Self.states {
      let before = Self.ticket(state)
      for event in Self.events(on: before.id) {
        var after = before
        after.apply(event, stamp: Self.stamp(20))
        #expect(after.id == before.id)
        #expect(after.number == before.number)
        #expect(after.day == before.day)
        #expect(after.shortCode == before.shortCode)
        #expect(after.priority == before.priority)
        #expect(after.issuedAt == before.issuedAt)
        #expect(after.seq == 20, "every change leaves its mark")
      }
    }
  }

  private static func accepts(_ check: () throws -> Void) -> Bool {
    do { try check() } catch { return false }
    return true
  }

  @Test("(2) only a waiting ticket can be called", arguments: states)
  func onlyWaiting(state: Ticket.State) {
    let ticket = Self.ticket(state)
    #expect(Self.accepts { try ticket.requireWaiting() } == (ticket.stateName == .waiting))
  }

  @Test("each other act has its own states", arguments: states)
  func transitions(state: Ticket.State) {
    let ticket = Self.ticket(state)
    let name = ticket.stateName
    #expect(Self.accepts { try ticket.requireCalled() } == (name == .called))
    #expect(Self.accepts { try ticket.requireMissed() } == (name == .missed))
    #expect(Self.accepts { try ticket.requireCancellable() } == (name == .waiting || name == .missed))
    #expect(Self.accepts { try ticket.requireHeld(by: Self.here) } == (name == .held))
    #expect(!Self.accepts { try ticket.requireHeld(by: Self.there) })
  }

  @Test("a refusal names the state")
  func refusalNamesState() {
    #expect(throws: QueueRefusal.ticketState(.serving)) {
      try Self.ticket(.serving(Self.here)).requireCalled()
    }
    #expect(throws: QueueRefusal.windowNotYours) {
      try Self.ticket(.held(Self.here)).requireHeld(by: Self.there)
    }
  }

  @Test("(2) calling names the window and is an announcement; a recall is another one")
  func calling() {
    var ticket = Self.ticket()
    ticket.startedAt = .fridayMorning
    let call = QueueEvent.TicketCalled(window: Self.here, why: .inTurn, turn: .start)
    ticket.apply(.ticketCalled(ticket.id, call), stamp: Self.stamp(20))
    #expect(ticket.state == .called(Self.here))
    #expect(ticket.announced == 20)
    #expect(ticket.calledAt == Self.stamp(20).at)
    #expect(ticket.startedAt == nil)
    ticket.apply(.ticketRecalled(ticket.id, .init(window: Self.here)), stamp: Self.stamp(21))
    #expect(ticket.state == .called(Self.here))
    #expect(ticket.announced == 21)
    #expect(ticket.calledAt == Self.stamp(20).at)
  }

  @Test("(3) it is held by at most one window: the one that acts")
  func oneWindow() {
    for state in Self.states {
      for event in Self.events(on: Self.ticket().id) {
        var ticket = Self.ticket(state)
        ticket.apply(event, stamp: Self.stamp(20))
        if case .ticketRecalled = event { continue }
        switch ticket.state {
        case .called(let window), .serving(let window), .held(let window):
          #expect(window == Self.there)
          #expect(ticket.window == Self.there)
        case .waiting(let window): #expect(ticket.window == window)
        case .missed, .done, .void, .cancelled: #expect(ticket.window == nil)
        }
      }
    }
  }

  @Test("(4) nothing a holder or a clerk may ask leads out of a final state", arguments: states)
  func final(state: Ticket.State) {
    let ticket = Self.ticket(state)
    let isFinal = [.done, .void, .cancelled].contains(ticket.stateName)
    #expect(ticket.stateName.isFinal == isFinal)
    let mayGoOn = [
      Self.accepts { try ticket.requireWaiting() }, Self.accepts { try ticket.requireCalled() },
      Self.accepts { try ticket.requireMissed() }, Self.accepts { try ticket.requireCancellable() },
      Self.accepts { try ticket.requireHeld(by: Self.here) },
    ].contains(true)
    if isFinal { #expect(!mayGoOn) }
  }

  @Test("(5) the miss that is the last makes it void, each miss counts")
  func misses() {
    var ticket = Self.ticket(.called(Self.here))
    ticket.apply(.ticketMissed(ticket.id, .init(window: Self.here, final: false)), stamp: Self.stamp(20))
    #expect(ticket.state == .missed)
    #expect(ticket.misses == 1)
    #expect(ticket.finishedAt == nil)
    ticket.apply(.ticketReturned(ticket.id, .init(place: Place(anchor: 3, order: 21))), stamp: Self.stamp(21))
    #expect(ticket.state == .waiting(handedTo: nil))
    #expect(ticket.place == Place(anchor: 3, order: 21))
    #expect(ticket.since == WaitStart(seq: 21, at: Self.stamp(21).at))
    ticket.state = .called(Self.here)
    ticket.apply(.ticketMissed(ticket.id, .init(window: Self.here, final: true)), stamp: Self.stamp(22))
    #expect(ticket.state == .void)
    #expect(ticket.misses == 2)
    #expect(ticket.finishedAt == Self.stamp(22).at)
  }

  @Test("finishing goes on to the next line with its place, and ends after the last")
  func severalLines() {
    var ticket = Self.ticket(.serving(Self.here))
    let place = ticket.place
    ticket.apply(
      .ticketFinished(ticket.id, .init(window: Self.here, outcome: .served, items: nil, next: Self.lineB)),
      stamp: Self.stamp(20))
    #expect(ticket.state == .waiting(handedTo: nil))
    #expect(ticket.line == Self.lineB)
    #expect(ticket.then.isEmpty)
    #expect(ticket.place == place)
    #expect(ticket.since.seq == 20)
    #expect(ticket.number.line == Self.lineA)
    ticket.apply(
      .ticketFinished(ticket.id, .init(window: Self.there, outcome: .unresolved, items: nil, next: nil)),
      stamp: Self.stamp(21))
    #expect(ticket.state == .done(.unresolved))
    #expect(ticket.outcome == .unresolved)
    #expect(ticket.finishedAt == Self.stamp(21).at)
  }

  @Test("a transfer keeps the place and the wait, or begins both anew", arguments: [true, false])
  func transfers(keepPlace: Bool) {
    var ticket = Self.ticket(.serving(Self.here))
    let before = ticket
    ticket.apply(
      .ticketTransferred(
        ticket.id, .init(from: Self.here, line: Self.lineB, window: Self.there, keepPlace: keepPlace)),
      stamp: Self.stamp(20))
    #expect(ticket.state == .waiting(handedTo: Self.there))
    #expect(ticket.line == Self.lineB)
    #expect(ticket.place == (keepPlace ? before.place : Place(anchor: 20)))
    #expect(ticket.since.seq == (keepPlace ? before.since.seq : 20))
  }

  @Test("a held ticket comes back to service, its start is the first one")
  func holding() {
    var ticket = Self.ticket(.serving(Self.here))
    ticket.startedAt = Self.stamp(19).at
    ticket.apply(.ticketHeld(ticket.id, .init(window: Self.here)), stamp: Self.stamp(20))
    #expect(ticket.state == .held(Self.here))
    ticket.apply(.ticketResumed(ticket.id, .init(window: Self.here)), stamp: Self.stamp(21))
    #expect(ticket.state == .serving(Self.here))
    #expect(ticket.startedAt == Self.stamp(19).at)
  }

  @Test("a handwritten ticket stands where its block was reserved")
  func paper() {
    let issued = QueueEvent.TicketIssued(
      number: TicketNumber(line: Self.lineA, ordinal: 12), day: CivilDate(daysSinceEpoch: 20_777),
      shortCode: "K7M2QX", priority: .elderly, then: nil, person: nil, phone: nil, paper: 5)
    var ticket = Ticket(
      Self.ticket().id, issued: issued, stamp: Self.stamp(30), reservedAt: Self.stamp(5))
    #expect(ticket.place == Place(anchor: 5, order: 12))
    #expect(ticket.since == WaitStart(seq: 5, at: Self.stamp(5).at))
    #expect(ticket.issuedAt == Self.stamp(30).at)
    #expect(ticket.isPriority)
    ticket.apply(.ticketPaperServed(ticket.id), stamp: Self.stamp(31))
    #expect(ticket.state == .done(.served))
  }

  @Test("every state survives JSON, and half a state is refused", arguments: states)
  func coding(state: Ticket.State) throws {
    let ticket = Self.ticket(state)
    #expect(try JSONDecoder().decode(Ticket.self, from: try JSONEncoder().encode(ticket)) == ticket)
    for json in [#"{"name":"called"}"#, #"{"name":"done"}"#, #"{"name":"asleep"}"#] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(Ticket.State.self, from: Data(json.utf8))
      }
    }
  }
}
