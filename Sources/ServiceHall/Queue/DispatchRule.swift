/// Which ticket a window calls next. 派号规则
///
/// A pure function over what waits at the head of each line, so that it can be explained on the board,
/// printed on the slip and tried a hundred thousand times in a test.
///
/// Invariants, cited by number in `DispatchRuleTests`:
/// 1. Inside a line and class, tickets are called in the order of their places, unless (3) says otherwise.
/// 2. While priority and normal tickets both wait in a line, that line's calls follow the ratio: so many
///    priority calls, then so many normal calls. When only one class waits, the round starts anew.
/// 3. A ticket that has waited beyond its line's limit is called before every ticket whose wait began
///    later, of any class and of any line that the window serves. Such a call leaves the round as it is.
/// 4. Nobody starves: with windows that keep calling, a waiting ticket is called after at most those that
///    were waiting before it, and those that the ratio lets pass until its limit.
/// 5. A window calls only from lines that it serves; a ticket that was handed to a window is called there
///    alone, and before the window's lines unless (3) says otherwise.
/// 6. Among lines, the smaller preference goes first; at equal preference the earlier place.
public enum DispatchRule {
  /// A waiting ticket, as far as the rule needs it.
  public struct Waiting: Sendable, Equatable {
    public let ticket: Ticket.ID
    public let line: Line.ID
    public let place: Place
    public let since: WaitStart
    public let isPriority: Bool

    public init(
      ticket: Ticket.ID, line: Line.ID, place: Place, since: WaitStart, isPriority: Bool
    ) {
      self.ticket = ticket
      self.line = line
      self.place = place
      self.since = since
      self.isPriority = isPriority
    }
  }

  /// The head of one line: the first of each class by place, and the one that has waited longest.
  public struct Front: Sendable, Equatable {
    public let line: Line.ID
    public let priority: Waiting?
    public let normal: Waiting?
    public let longest: Waiting?
    public let turn: Turn
    public let overdueAfter: Duration

    public init(
      line: Line.ID, priority: Waiting?, normal: Waiting?, longest: Waiting?, turn: Turn,
      overdueAfter: Duration
    ) {
      self.line = line
      self.priority = priority
      self.normal = normal
      self.longest = longest
      self.turn = turn
      self.overdueAfter = overdueAfter
    }

    /// Whose turn it is in this line, and the turn afterwards.
    func inTurn(_ ratio: PriorityRatio) -> (waiting: Waiting, after: Turn)? {
      switch (priority, normal) {
      case (nil, nil): nil
      case (let only?, nil), (nil, let only?): (only, .start)
      case (let priority?, let normal?):
        (turn.isPriority(under: ratio) ? priority : normal, turn.advanced(under: ratio))
      }
    }

    func overdue(at now: Moment) -> Waiting? {
      guard let longest, now.since(longest.since.at) > overdueAfter else { return nil }
      return longest
    }
  }

  public struct Choice: Sendable, Equatable {
    public enum Why: String, Sendable, Codable {
      case inTurn = "in-turn"
      case overdue
      /// It was handed to this window.
      case handed
    }

    public let ticket: Ticket.ID
    public let why: Why
    /// The line's turn after the call.
    public let turn: Turn
  }

  /// Chooses for a window that serves `fronts`, each with the window's preference for it.
  ///
  /// - Parameter handed: the first ticket that was handed to this window, if one waits.
  public static func next(
    among fronts: [(preference: Int, front: Front)], handed: Waiting?, ratio: PriorityRatio,
    now: Moment
  ) -> Choice? {
    let regular = regularChoice(among: fronts, handed: handed, ratio: ratio)
    let overdue = fronts.compactMap { pair in pair.front.overdue(at: now).map { ($0, pair.front) } }
      .min { $0.0.since.seq < $1.0.since.seq }
    guard let (waiting, front) = overdue else { return regular?.choice }
    if let regular, regular.waiting.since.seq <= waiting.since.seq { return regular.choice }
    return Choice(ticket: waiting.ticket, why: .overdue, turn: front.turn)
  }

  private static func regularChoice(
    among fronts: [(preference: Int, front: Front)], handed: Waiting?, ratio: PriorityRatio
  ) -> (waiting: Waiting, choice: Choice)? {
    if let handed {
      let turn = fronts.first { $0.front.line == handed.line }?.front.turn ?? .start
      return (handed, Choice(ticket: handed.ticket, why: .handed, turn: turn))
    }
    let candidates = fronts.compactMap { preference, front in
      front.inTurn(ratio).map { (preference, $0.waiting, $0.after) }
    }
    guard
      let (_, waiting, turn) = candidates.min(by: { left, right in
        left.0 != right.0 ? left.0 < right.0 : left.1.place < right.1.place
      })
    else { return nil }
    return (waiting, Choice(ticket: waiting.ticket, why: .inTurn, turn: turn))
  }
}
