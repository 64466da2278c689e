import GRDB
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

/// A busy day in a minute: 64 people at a time take 20,000 numbers, and half of them go away again, while
/// sixteen windows do everything that windows do.
@Suite("Load")
struct LoadTests {
  static let takers = 64
  static let numbers = 20_000
  static let windows = 16
  /// The fewest keys that each clerk presses.
  static let presses = 500
  private static let lines = ["A", "B", "C", "D"]

  /// One window's clerk, who presses keys at random.
  private struct Clerk {
    let window: Int
    let hall: TestHall
    var random: SeededGenerator
    var aside: [Ticket.ID] = []
    var missed: [Ticket.ID] = []

    mutating func press() async throws {
      // A clerk is quick: some undo within ten seconds, some too late.
      hall.clock.advance(by: .milliseconds(random.below(200)))
      do {
        try await act(random.below(40))
      } catch is QueueRefusal {
        // The key was not lit; pressing it anyway changes nothing.
      }
    }

    private mutating func act(_ key: Int) async throws {
      switch key {
      case 0..<12: try await hall.call(window)
      case 12..<14: try await hall.recall(window)
      case 14..<18: try await hall.start(window)
      case 18..<21: missed.append(try await hall.miss(window).id)
      case 21..<23: try await pickMissed()
      case 23..<25: aside.append(try await hall.hold(window).id)
      case 25..<27: try await pickAside()
      case 27..<29:
        let line = Line.ID.named(LoadTests.lines[random.below(4)])
        try await hall.transfer(window, to: .line(line), keepPlace: random.oneIn(2))
      case 29..<31:
        let other = TestHall.window(1 + random.below(LoadTests.windows))
        try await hall.transfer(window, to: .window(other), keepPlace: random.oneIn(2))
      case 31..<33: try await hall.undo(window)
      case 33:
        if random.oneIn(8) {
          try await hall.close(window)
          try await hall.open(window)
        }
      default: try await hall.finish(window, Ticket.Outcome.allCases[random.below(3)])
      }
    }

    private mutating func pickMissed() async throws {
      guard !missed.isEmpty else { return }
      let ticket = missed.remove(at: random.below(missed.count))
      if random.oneIn(6) {
        _ = try await hall.ledger.cancelTicket(ticket, by: .visitor)
      } else {
        try await hall.putBack(ticket)
      }
    }

    private mutating func pickAside() async throws {
      guard let ticket = aside.last else { return }
      try await hall.resume(ticket, window)
      aside.removeLast()
    }

    /// Serves until nobody waits.
    func drain() async throws {
      if try await hall.ledger.desk(at: TestHall.window(window)).window.ticket != nil {
        try await hall.finish(window)
      }
      for held in try await hall.ledger.desk(at: TestHall.window(window)).held {
        try await hall.resume(held.id, window)
        try await hall.finish(window)
      }
      while try await hall.call(window) != nil { try await hall.finish(window) }
    }
  }

  private static func take(share: Int, seed: UInt64, in hall: TestHall) async throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<share {
      let first = random.below(4)
      let then = random.oneIn(10) ? [lines[(first + 1) % 4]] : []
      let ticket = try await hall.take(
        lines[first], priority: random.oneIn(5) ? .elderly : nil, then: then)
      if random.oneIn(2) { try await giveUp(ticket, in: hall) }
    }
  }

  /// Half of the people do not want to wait; some are called before they can say so.
  private static func giveUp(_ ticket: Ticket, in hall: TestHall) async throws {
    do {
      _ = try await hall.ledger.cancelTicket(ticket.id, by: .visitor)
    } catch QueueRefusal.ticketState {}
  }

  @Test(
    "every number once, every ticket at one window, every counter right", arguments: [20_261_120] as [UInt64])
  func busyDay(seed: UInt64) async throws {
    let hall = try await TestHall(
      lines: Self.lines.map { Line(id: .named($0), name: "业务\($0)") },
      windows: (0..<Self.windows).map { $0 % 3 == 0 ? "ABCD" : $0 % 3 == 1 ? "AB" : "CD" })
    let watch = ContinuousClock()
    let start = watch.now
    let isTaking = Recorder<Duration>()
    let clerks = try await withThrowingTaskGroup(of: Clerk?.self) { group in
      for window in 1...Self.windows {
        group.addTask {
          var clerk = Clerk(
            window: window, hall: hall, random: SeededGenerator(seed: seed + UInt64(window)))
          var presses = 0
          while isTaking.values.count < Self.takers || presses < Self.presses {
            try await clerk.press()
            presses += 1
          }
          return clerk
        }
      }
      for taker in 0..<Self.takers {
        group.addTask {
          let share = Self.numbers / Self.takers + (taker < Self.numbers % Self.takers ? 1 : 0)
          try await Self.take(share: share, seed: seed + 1_000 + UInt64(taker), in: hall)
          isTaking.record(start.duration(to: watch.now))
          return nil
        }
      }
      return try await group.reduce(into: [Clerk]()) { if let clerk = $1 { $0.append(clerk) } }
    }
    let taken = try #require(isTaking.values.last)
    let acts = Int(hall.ledger.position) - Self.numbers
    print("seed \(seed): \(Self.numbers) numbers and \(acts) acts in \(taken)")
    try await check(hall, seed: seed)

    // Missed tickets come back until they are served or void.
    repeat {
      try await withThrowingTaskGroup { group in
        for clerk in clerks { group.addTask { try await clerk.drain() } }
        try await group.waitForAll()
      }
      for ticket in try await hall.ledger.desk(at: TestHall.window(1), listing: 20_000).missed {
        try await hall.putBack(ticket.id)
      }
    } while try await hall.count("SELECT count(*) FROM ticket WHERE state = 'waiting'") > 0
    print("seed \(seed): drained after \(start.duration(to: watch.now)), \(hall.ledger.position) rows")
    try await check(hall, seed: seed)
    let open = "state NOT IN ('done', 'void', 'cancelled')"
    #expect(try await hall.count("SELECT count(*) FROM ticket WHERE \(open)") == 0, "seed \(seed)")
    #expect(try hall.findings() == [], "seed \(seed)")
  }

  private func check(_ hall: TestHall, seed: UInt64) async throws {
    var model = JournalModel()
    for entry in try await hall.journal() { try model.apply(entry) }
    #expect(model.tickets.count == Self.numbers, "seed \(seed)")
    for window in try await hall.ledger.windows() {
      #expect(window.ticket?.ticket.id == model.holding[window.window.id], "seed \(seed)")
    }
    for line in Self.lines {
      let ordinals = model.numbers.filter { $0.line.rawValue == line }.map(\.ordinal).sorted()
      #expect(ordinals == Array(1...max(1, ordinals.count)), "seed \(seed), line \(line)")
      let counters = try await hall.counters(line)
      let waits =
        "SELECT count(*) FROM ticket WHERE state = 'waiting' AND \"window\" IS NULL AND line = '\(line)'"
      #expect(counters.last == ordinals.count, "seed \(seed), line \(line)")
      #expect(counters.issued == ordinals.count, "seed \(seed), line \(line)")
      #expect(counters.missed == model.misses[.named(line), default: 0], "seed \(seed), line \(line)")
      #expect(
        try await hall.count("\(waits) AND priority IS NULL") == counters.waitingNormal,
        "seed \(seed), line \(line)")
      #expect(
        try await hall.count("\(waits) AND priority IS NOT NULL") == counters.waitingPriority,
        "seed \(seed), line \(line)")
      #expect(
        try await hall.count("SELECT count(*) FROM ticket WHERE state = 'done' AND line = '\(line)'")
          == counters.served, "seed \(seed), line \(line)")
    }
    try await compareTables(hall, model, seed: seed)
  }

  /// The table and the model agree on where every ticket is.
  private func compareTables(_ hall: TestHall, _ model: JournalModel, seed: UInt64) async throws {
    let tickets = try await hall.ledger.read { database in
      try database.all("SELECT * FROM ticket", [], TicketTable.ticket)
    }
    for ticket in tickets {
      let place: JournalModel.Where =
        switch ticket.state {
        case .waiting: .waiting
        case .called(let window), .serving(let window): .at(window)
        case .held(let window): .aside(window)
        case .missed: .missed
        case .done, .void, .cancelled: .ended
        }
      let state = JournalModel.State(place: place, line: ticket.line)
      try #require(model.tickets[ticket.id] == state, "seed \(seed): \(ticket)")
    }
  }
}
