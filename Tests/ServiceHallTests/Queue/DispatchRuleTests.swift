import HallTesting
import ServiceHall
import Testing

@Suite("DispatchRule")
struct DispatchRuleTests {
  static let batches = 16
  static let historiesPerBatch = 6_500

  @Test("(1)–(6) hold in 104,000 random histories", arguments: 0..<batches)
  func histories(batch: Int) {
    for number in 0..<Self.historiesPerBatch {
      let seed = UInt64(batch * Self.historiesPerBatch + number)
      var history = DispatchHistory(seed: seed)
      do {
        try history.run()
      } catch {
        Issue.record("seed \(seed): \(error)")
        return
      }
    }
  }

  private static let line = Line.ID.named("A")

  private static func waiting(
    _ seq: Int64, isPriority: Bool = false, line: Line.ID = line, at moment: Moment = .fridayMorning
  ) -> DispatchRule.Waiting {
    DispatchRule.Waiting(
      ticket: Ticket.ID(serial: seq, secret: ""), line: line, place: Place(anchor: seq),
      since: WaitStart(seq: seq, at: moment), isPriority: isPriority)
  }

  private static func front(
    _ priority: DispatchRule.Waiting?, _ normal: DispatchRule.Waiting?, turn: Turn = .start,
    line: Line.ID = line
  ) -> DispatchRule.Front {
    let longest = [priority, normal].compactMap(\.self).min { $0.since.seq < $1.since.seq }
    return DispatchRule.Front(
      line: line, priority: priority, normal: normal, longest: longest, turn: turn,
      overdueAfter: .minutes(45))
  }

  private static func choice(
    _ fronts: [(preference: Int, front: DispatchRule.Front)], handed: DispatchRule.Waiting? = nil,
    after time: Duration = .zero
  ) -> DispatchRule.Choice? {
    DispatchRule.next(
      among: fronts, handed: handed, ratio: .standard, now: .fridayMorning + time)
  }

  @Test("(2) one priority call, then two normal ones, and round again")
  func pattern() throws {
    var turn = Turn.start
    var classes = ""
    for _ in 0..<7 {
      let front = Self.front(Self.waiting(2, isPriority: true), Self.waiting(1), turn: turn)
      let choice = try #require(Self.choice([(1, front)]))
      classes += choice.ticket.serial == 2 ? "P" : "n"
      turn = choice.turn
    }
    #expect(classes == "PnnPnnP")
  }

  @Test("(2) the round starts anew when only one class waits")
  func anew() throws {
    let turn = Turn(priority: 1, normal: 1)
    let choice = try #require(Self.choice([(1, Self.front(nil, Self.waiting(1), turn: turn))]))
    #expect(choice.turn == .start)
  }

  @Test("(3) beyond its limit a normal ticket goes before every later one, and not a moment sooner")
  func overdue() {
    let turn = Turn.start
    let front = Self.front(Self.waiting(9, isPriority: true), Self.waiting(4), turn: turn)
    #expect(Self.choice([(1, front)], after: .minutes(45))?.ticket.serial == 9)
    let late = Self.choice([(1, front)], after: .minutes(45) + .milliseconds(1))
    #expect(late?.ticket.serial == 4)
    #expect(late?.why == .overdue)
    #expect(late?.turn == turn)
  }

  @Test("(5) a handed ticket goes first, but not before an overdue one that came earlier")
  func handed() {
    let fronts = [(1, Self.front(nil, Self.waiting(4)))]
    let later = Self.waiting(9, line: .named("C"))
    #expect(Self.choice(fronts, handed: later)?.why == .handed)
    #expect(Self.choice(fronts, handed: later, after: .hours(1))?.ticket.serial == 4)
    #expect(Self.choice(fronts, handed: Self.waiting(3), after: .hours(1))?.ticket.serial == 3)
    #expect(Self.choice([], handed: later)?.ticket.serial == 9)
    #expect(Self.choice([]) == nil)
  }

  @Test("(6) the preferred line first; at equal preference the earlier place")
  func preference() {
    let first = Self.front(nil, Self.waiting(4))
    let second = Self.front(nil, Self.waiting(9, line: .named("B")), line: .named("B"))
    #expect(Self.choice([(2, first), (1, second)])?.ticket.serial == 9)
    #expect(Self.choice([(1, second), (1, first)])?.ticket.serial == 4)
  }

  @Test("`ahead` is what calling one by one makes it, also after the ratio was changed", arguments: 0..<4)
  func ahead(batch: Int) throws {
    for number in 0..<1_500 {
      let seed = UInt64(batch * 1_500 + number)
      var random = SeededGenerator(seed: seed)
      let ratio = try #require(
        PriorityRatio(priority: 1 + random.below(4), normal: 1 + random.below(4)))
      var turn = Turn(priority: random.below(5), normal: 0)
      if !turn.isPriority(under: ratio) {
        turn = Turn(priority: turn.priority, normal: random.below(4))
      }
      let atFirst = turn
      let counts = (priority: random.below(9), normal: random.below(9))
      var queues: [[DispatchRule.Waiting]] = [[], []]
      for index in 0..<counts.normal { queues[0].append(Self.waiting(Int64(index * 2 + 1))) }
      for index in 0..<counts.priority {
        queues[1].append(Self.waiting(Int64(index * 2 + 2), isPriority: true))
      }
      var called = 0
      var indices = [0, 0]
      while true {
        let front = Self.front(queues[1].first, queues[0].first, turn: turn)
        let choice = DispatchRule.next(
          among: [(1, front)], handed: nil, ratio: ratio, now: .fridayMorning)
        guard let choice else { break }
        turn = choice.turn
        let kind = queues[1].first?.ticket == choice.ticket ? 1 : 0
        queues[kind].removeFirst()
        let ahead = DispatchRule.ahead(
          index: indices[kind], others: kind == 1 ? counts.normal : counts.priority,
          isPriority: kind == 1, turn: atFirst, ratio: ratio)
        try #require(ahead == called, "seed \(seed): \(counts) \(ratio) \(atFirst)")
        indices[kind] += 1
        called += 1
      }
      try #require(called == counts.priority + counts.normal)
    }
  }

  @Test("a ticket that comes back stands behind k others and overtakes no earlier return")
  func returns() {
    let third = Place(anchor: 30)
    let first = DispatchRule.returnPlace(behind: third, order: 100)
    let second = DispatchRule.returnPlace(behind: third, order: 101)
    #expect(third < first && first < second && second < Place(anchor: 31))
    let alone = DispatchRule.returnPlace(behind: nil, order: 102)
    #expect(alone == Place(anchor: 102, order: 102))
    #expect(DispatchRule.returnPlace(behind: Place(anchor: 0), order: 103) < Place(anchor: 1))
  }
}
