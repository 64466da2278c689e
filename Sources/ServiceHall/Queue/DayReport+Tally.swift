extension DayReport {
  /// An event of the day, as the journal has it.
  public struct Entry: Sendable {
    public enum What: Sendable {
      case queue(QueueEvent)
      case rating(RatingEvent)
    }

    public let stamp: Stamp
    public let what: What

    public init(stamp: Stamp, what: What) {
      self.stamp = stamp
      self.what = what
    }
  }

  /// Counts a day.
  ///
  /// A number that was taken on an earlier day and served after midnight counts on neither.
  ///
  /// - Parameters:
  ///   - entries: every event from the day's opening to the next day's, in their order.
  ///   - isOver: whether the day has ended, so that what still waits is void.
  public static func make(_ entries: [Entry], offset: UTCOffset, isOver: Bool) -> DayReport {
    var undone: Set<Int64> = []
    for case .queue(.actUndone(_, let act)) in entries.map(\.what) { undone.insert(act.seq) }
    var tally = Tally(offset: offset)
    for entry in entries where !undone.contains(entry.stamp.seq) {
      switch entry.what {
      case .queue(let event): tally.count(event, entry.stamp)
      case .rating(.ticketRated(_, let rated)):
        if let level = rated.level, !undone.contains(rated.service) { tally.rate(level) }
      }
    }
    return tally.report(isOver: isOver)
  }
}

/// Follows each number through the day.
private struct Tally {
  private struct Followed {
    var ticket: Ticket
    var heldAt: Moment?
    /// How long it was set aside since its call.
    var aside: Duration = .zero
  }

  private struct Group {
    var figures = DayReport.Figures()
    var waiting: [Int] = []
    var service: [Int] = []

    var finished: DayReport.Figures {
      var figures = figures
      figures.waiting = DayReport.Spread(waiting)
      figures.service = DayReport.Spread(service)
      return figures
    }
  }

  let offset: UTCOffset
  private var followed: [Ticket.ID: Followed] = [:]
  private var blocks: [Int64: Stamp] = [:]
  private var total = Group()
  private var lines: [Line.ID: Group] = [:]
  private var windows: [Window.ID: Group] = [:]
  private var hours: [Int: DayReport.Hour] = [:]
  private var ratings: [Satisfaction: Int] = [:]

  init(offset: UTCOffset) { self.offset = offset }

  mutating func rate(_ level: Satisfaction) { ratings[level, default: 0] += 1 }

  mutating func count(_ event: QueueEvent, _ stamp: Stamp) {
    switch event {
    case .paperReserved: blocks[stamp.seq] = stamp
    case .ticketIssued(let id, let issued):
      let reserved = issued.paper.flatMap { blocks[$0] }
      followed[id] = Followed(
        ticket: Ticket(id, issued: issued, stamp: stamp, reservedAt: reserved))
      add(to: issued.number.line, nil) { $0.figures.taken += 1 }
      inHour(of: stamp.at) { $0.taken += 1 }
    case .windowClosed(let window): release(from: window)
    case .ticketCalled(let id, let call):
      let waited = followed[id].map { stamp.at.since($0.ticket.since.at).wholeSeconds }
      if let waited, let line = followed[id]?.ticket.line {
        add(to: line, call.window) { $0.waiting.append(max(0, waited)) }
      }
      followed[id]?.aside = .zero
      change(id, event, stamp)
    case .ticketHeld(let id, _):
      followed[id]?.heldAt = stamp.at
      change(id, event, stamp)
    case .ticketResumed(let id, _):
      if let heldAt = followed[id]?.heldAt { followed[id]?.aside += stamp.at.since(heldAt) }
      change(id, event, stamp)
    case .ticketFinished(let id, let finish): end(id, finish, event, stamp)
    case .ticketPaperServed(let id):
      if let line = followed[id]?.ticket.line { add(to: line, nil) { $0.figures.served += 1 } }
      inHour(of: stamp.at) { $0.served += 1 }
      change(id, event, stamp)
    case .ticketMissed(let id, let miss):
      if let line = followed[id]?.ticket.line {
        add(to: line, miss.window) { $0.figures.missed += 1 }
        if miss.final { add(to: line, nil) { $0.figures.void += 1 } }
      }
      change(id, event, stamp)
    case .ticketCancelled(let id):
      if let line = followed[id]?.ticket.line { add(to: line, nil) { $0.figures.cancelled += 1 } }
      change(id, event, stamp)
    case .ticketStarted(let id, _), .ticketReturned(let id, _), .ticketTransferred(let id, _):
      change(id, event, stamp)
    default: return
    }
  }

  private mutating func end(
    _ id: Ticket.ID, _ finish: QueueEvent.TicketFinished, _ event: QueueEvent, _ stamp: Stamp
  ) {
    guard let known = followed[id] else { return }
    let began = known.ticket.startedAt ?? known.ticket.calledAt
    let isServed = finish.outcome != .left
    add(to: known.ticket.line, finish.window) { group in
      if isServed { group.figures.served += 1 } else { group.figures.left += 1 }
      if isServed, let began {
        group.service.append(max(0, (stamp.at.since(began) - known.aside).wholeSeconds))
      }
    }
    if isServed { inHour(of: stamp.at) { $0.served += 1 } }
    change(id, event, stamp)
  }

  private mutating func change(_ id: Ticket.ID, _ event: QueueEvent, _ stamp: Stamp) {
    followed[id]?.ticket.apply(event, stamp: stamp)
  }

  /// What was handed to a window, or set aside there, waits in its line again when the clerk leaves.
  private mutating func release(from window: Window.ID) {
    for (id, known) in followed {
      switch known.ticket.state {
      case .held(window), .waiting(handedTo: window):
        followed[id]?.ticket.state = .waiting(handedTo: nil)
      default: continue
      }
    }
  }

  private mutating func add(
    to line: Line.ID, _ window: Window.ID?, _ change: (inout Group) -> Void
  ) {
    change(&total)
    change(&lines[line, default: Group()])
    if let window { change(&windows[window, default: Group()]) }
  }

  private mutating func inHour(of moment: Moment, _ change: (inout DayReport.Hour) -> Void) {
    let hour = min(23, offset.timeOfDay(of: moment).minutes / 60)
    change(&hours[hour, default: DayReport.Hour(hour: hour)])
  }

  func report(isOver: Bool) -> DayReport {
    var tally = self
    var waiting = 0
    for known in followed.values {
      switch known.ticket.state {
      case .waiting where !isOver: waiting += 1
      case .waiting, .missed, .held:
        if isOver { tally.add(to: known.ticket.line, nil) { $0.figures.void += 1 } }
      default: continue
      }
    }
    var report = DayReport()
    report.total = tally.total.finished
    report.lines = tally.lines.mapValues(\.finished)
    report.windows = tally.windows.mapValues(\.finished)
    if let first = hours.keys.min(), let last = hours.keys.max() {
      report.hours = (first...last).map { hours[$0] ?? DayReport.Hour(hour: $0) }
    }
    report.stillWaiting = waiting
    report.ratings = ratings
    // A handwritten number was served before it was entered: nobody could be asked.
    let asked = tally.windows.values.reduce(0) { $0 + $1.figures.served }
    report.unrated = max(0, asked - report.rated)
    return report
  }
}
