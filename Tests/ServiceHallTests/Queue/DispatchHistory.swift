import HallTesting
import ServiceHall

/// A random history of a small hall, kept in plain arrays, that judges every choice of the rule.
///
/// The lists know neither places nor turns: a queue is an array in calling order, and the ratio is a
/// pattern of classes walked through call by call.
struct DispatchHistory {
  struct Item {
    let waiting: DispatchRule.Waiting
    /// The ticket whose issue anchors the place: its own, or the one behind which it was put back.
    let leader: Int64
    var seq: Int64 { waiting.since.seq }
  }

  struct ServedLine {
    let line: Int
    let preference: Int
  }

  struct Broken: Error, CustomStringConvertible {
    let description: String
  }

  private static let letters: [Line.ID] = ["A", "B", "C", "D"].map { .named($0) }
  private static let secret = ""

  private var random: SeededGenerator
  private let ratio: PriorityRatio
  /// Classes of a full round: true for each priority call, then false for each normal one.
  private let pattern: [Bool]
  private let returnAfter: Int
  private let limits: [Duration]
  private let windows: [[ServedLine]]
  /// By line, then normal (0) and priority (1).
  private var queues: [[[Item]]]
  private var handed: [[Item]]
  private var step: [Int]
  private var turns: [Turn]
  private var called: [Item] = []
  private var now: Moment = .fridayMorning
  private var seq: Int64 = 0

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let lines = 1 + random.below(4)
    ratio = PriorityRatio(priority: 1 + random.below(3), normal: 1 + random.below(4)) ?? .standard
    pattern =
      Array(repeating: true, count: ratio.priority) + Array(repeating: false, count: ratio.normal)
    returnAfter = random.below(5)
    limits = (0..<lines).map { _ in .minutes(5 + random.below(60)) }
    windows = (0..<(1 + random.below(3))).map { _ in
      (0..<lines).compactMap { line in
        random.oneIn(3) ? nil : ServedLine(line: line, preference: 1 + random.below(3))
      }
    }
    queues = Array(repeating: [[], []], count: lines)
    handed = Array(repeating: [], count: windows.count)
    step = Array(repeating: 0, count: lines)
    turns = Array(repeating: .start, count: lines)
    self.random = random
  }

  mutating func run() throws {
    for _ in 0..<(8 + random.below(40)) {
      now = now + .seconds(random.below(600))
      switch random.below(20) {
      case 0..<9: arrive(at: random.below(queues.count), isPriority: random.oneIn(3))
      case 9..<16:
        let window = random.below(windows.count)
        try call(at: window, serving: windows[window])
      case 16..<18: try putBack()
      default: handOver()
      }
    }
    if random.oneIn(8) { try starve() }
  }

  private mutating func arrive(at line: Int, isPriority: Bool) {
    seq += 1
    queues[line][isPriority ? 1 : 0].append(
      Item(
        waiting: DispatchRule.Waiting(
          ticket: Ticket.ID(serial: seq, secret: Self.secret), line: Self.letters[line],
          place: Place(anchor: seq), since: WaitStart(seq: seq, at: now), isPriority: isPriority),
        leader: seq))
  }

  private func lineIndex(_ item: Item) -> Int { Self.letters.firstIndex(of: item.waiting.line) ?? 0 }

  /// A missed ticket comes back behind `returnAfter` others, and behind those that did so before.
  private mutating func putBack() throws {
    guard let item = called.popLast() else { return }
    seq += 1
    let line = lineIndex(item)
    let isPriority = item.waiting.isPriority
    var queue = queues[line][isPriority ? 1 : 0]
    let kth = min(returnAfter, queue.count)
    let leader = kth == 0 ? (returnAfter == 0 ? 0 : seq) : queue[kth - 1].leader
    var index = kth
    while index < queue.count, queue[index].leader == leader { index += 1 }
    let behind: Place? =
      returnAfter == 0 ? Place(anchor: 0) : kth == 0 ? nil : queue[kth - 1].waiting.place
    let place = DispatchRule.returnPlace(behind: behind, order: seq)
    queue.insert(
      Item(
        waiting: DispatchRule.Waiting(
          ticket: item.waiting.ticket, line: item.waiting.line, place: place,
          since: WaitStart(seq: seq, at: now), isPriority: isPriority),
        leader: leader), at: index)
    queues[line][isPriority ? 1 : 0] = queue
    for (earlier, later) in zip(queue, queue.dropFirst()) {
      try require(earlier.waiting.place < later.waiting.place, "(1) places follow the returns")
    }
  }

  private mutating func handOver() {
    guard let item = called.popLast() else { return }
    handed[random.below(handed.count)].append(item)
  }

  private func front(_ line: Int) -> DispatchRule.Front {
    var longest: DispatchRule.Waiting?
    for queue in queues[line] {
      for item in queue where item.seq < longest?.since.seq ?? .max { longest = item.waiting }
    }
    return DispatchRule.Front(
      line: Self.letters[line], priority: queues[line][1].first?.waiting,
      normal: queues[line][0].first?.waiting, longest: longest, turn: turns[line],
      overdueAfter: limits[line])
  }

  private func firstHanded(to window: Int) -> DispatchRule.Waiting? {
    var first: DispatchRule.Waiting?
    for item in handed[window] where first.map({ item.waiting.place < $0.place }) ?? true {
      first = item.waiting
    }
    return first
  }

  private mutating func call(at window: Int, serving services: [ServedLine]) throws {
    var fronts: [(preference: Int, front: DispatchRule.Front)] = []
    for service in services { fronts.append((service.preference, front(service.line))) }
    let first = firstHanded(to: window)
    let choice = DispatchRule.next(among: fronts, handed: first, ratio: ratio, now: now)
    guard let choice else {
      var isEmpty = first == nil
      for service in services where !queues[service.line].allSatisfy(\.isEmpty) { isEmpty = false }
      return try require(isEmpty, "(4) somebody waits and nobody is called")
    }
    try judge(choice, first: first, services: services, window: window)
    seq += 1
    called.append(try take(choice.ticket, from: services, or: window))
  }

  private mutating func judge(
    _ choice: DispatchRule.Choice, first: DispatchRule.Waiting?, services: [ServedLine], window: Int
  ) throws {
    let overdue = earliestOverdue(services)
    let regular = regularCandidate(services)
    switch choice.why {
    case .handed:
      guard let first, choice.ticket == first.ticket else {
        throw Broken(description: "(5) handed tickets in their order")
      }
      try require(first.since.seq <= overdue, "(3) a handed ticket passed an overdue one")
      for service in services where Self.letters[service.line] == first.line {
        try require(choice.turn == turns[service.line], "(3) the round is left as it is")
      }
    case .overdue:
      try require(choice.ticket == ticket(since: overdue, services), "(3) the longest wait first")
      let since = first?.since.seq ?? regular?.item.seq ?? .max
      try require(since > overdue, "(3) called as overdue although it was its turn")
      for service in services where holds(choice.ticket, service.line) {
        try require(choice.turn == turns[service.line], "(3) the round is left as it is")
      }
    case .inTurn:
      guard let regular else { throw Broken(description: "(5) called from nowhere") }
      try require(first == nil, "(5) a handed ticket goes before the lines")
      try require(choice.ticket == regular.item.waiting.ticket, "(1) (2) (6) not its turn")
      try require(regular.item.seq <= overdue, "(3) an overdue ticket was passed by a later one")
      let line = regular.line
      step[line] = regular.isContested ? (step[line] + 1) % pattern.count : 0
      turns[line] = choice.turn
      try require(
        choice.turn.isPriority(under: ratio) == pattern[step[line]], "(2) the turn forgets the ratio")
    }
  }

  /// The earliest wait beyond its line's limit among the lines served; the largest number if none is.
  private func earliestOverdue(_ services: [ServedLine]) -> Int64 {
    var overdue = Int64.max
    for service in services {
      for queue in queues[service.line] {
        for item in queue where now.since(item.waiting.since.at) > limits[service.line] {
          overdue = min(overdue, item.seq)
        }
      }
    }
    return overdue
  }

  private func ticket(since seq: Int64, _ services: [ServedLine]) -> Ticket.ID? {
    for service in services {
      for queue in queues[service.line] {
        for item in queue where item.seq == seq { return item.waiting.ticket }
      }
    }
    return nil
  }

  private func holds(_ ticket: Ticket.ID, _ line: Int) -> Bool {
    queues[line].contains { queue in queue.contains { $0.waiting.ticket == ticket } }
  }

  private mutating func take(
    _ ticket: Ticket.ID, from services: [ServedLine], or window: Int
  ) throws -> Item {
    if let index = handed[window].firstIndex(where: { $0.waiting.ticket == ticket }) {
      return handed[window].remove(at: index)
    }
    for service in services {
      for kind in 0...1 {
        let index = queues[service.line][kind].firstIndex { $0.waiting.ticket == ticket }
        if let index { return queues[service.line][kind].remove(at: index) }
      }
    }
    throw Broken(description: "(5) called from a line that the window does not serve")
  }

  /// With a window that keeps calling, whoever waits beyond every limit is called after no more calls than
  /// there are such waits, however many privileged people come meanwhile.
  private mutating func starve() throws {
    now = now + .hours(2)
    handed[0] = []
    let services = queues.indices.map { ServedLine(line: $0, preference: 1 + random.below(3)) }
    var patient: Set<Int64> = []
    for line in queues { for queue in line { for item in queue { patient.insert(item.seq) } } }
    for _ in 0..<patient.count {
      arrive(at: random.below(queues.count), isPriority: true)
      try call(at: 0, serving: services)
      if let item = called.last { patient.remove(item.seq) }
    }
    try require(patient.isEmpty, "(4) somebody starves")
  }

  /// Whose turn it is among the lines, by preference, pattern and place.
  private func regularCandidate(
    _ services: [ServedLine]
  ) -> (item: Item, line: Int, isContested: Bool)? {
    var best: (item: Item, line: Int, isContested: Bool)?
    var preference = Int.max
    for service in services {
      let queue = queues[service.line]
      guard
        let candidate = queue[pattern[step[service.line]] ? 1 : 0].first
          ?? queue[0].first ?? queue[1].first
      else { continue }
      let isContested = !queue[0].isEmpty && !queue[1].isEmpty
      if service.preference > preference { continue }
      if service.preference == preference, let other = best,
        other.item.waiting.place < candidate.waiting.place
      {
        continue
      }
      best = (candidate, service.line, isContested)
      preference = service.preference
    }
    return best
  }

  private func require(_ condition: Bool, _ what: String) throws {
    if !condition { throw Broken(description: what) }
  }
}
