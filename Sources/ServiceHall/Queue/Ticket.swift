/// A place in line for one business. 号票
///
/// Invariants, cited by number in `TicketTests`:
/// 1. A number is unique within its hall, business day and line; it never changes.
/// 2. Only a waiting ticket can be called; calling names the window.
/// 3. A ticket is held by at most one window: the one that called, serves or put it on hold.
/// 4. `done`, `void` and `cancelled` are final; only an undo leads out of them.
/// 5. A ticket that was missed `voidAtMiss` times is void.
public struct Ticket: Sendable, Equatable, Codable {
  /// Names a ticket, and is the holder's secret: who knows it may follow and cancel the ticket.
  ///
  /// Written `4821-K7M2…`: the sequence number finds the row, the twenty characters (100
  /// random bits) prove the holder.
  public struct ID: Sendable, Hashable, LosslessStringConvertible, Codable {
    public let serial: Int64
    public let secret: String

    public init(serial: Int64, secret: String) {
      self.serial = serial
      self.secret = secret
    }

    public init?(_ description: String) {
      let parts = description.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].isMade(of: \.isDigit, lengths: 1...18),
        parts[0].first != "0", let serial = Int64(parts[0]),
        parts[1].isMade(of: { $0.isDigit || $0.isUpper }, lengths: 20...20)
      else { return nil }
      self.init(serial: serial, secret: String(parts[1]))
    }

    public var description: String { "\(serial)-\(secret)" }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      guard let id = ID(try container.decode(String.self)) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a ticket")
      }
      self = id
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(description)
    }
  }

  public enum State: Sendable, Equatable {
    /// Handed to one window, or waiting for any that serves the line.
    case waiting(handedTo: Window.ID?)
    case called(Window.ID)
    case serving(Window.ID)
    case held(Window.ID)
    case missed
    case done(Outcome)
    case void
    case cancelled
  }

  /// The state as the API and the ledger write it.
  public enum StateName: String, Sendable, CaseIterable, Codable {
    case waiting, called, serving, held, missed, done, void, cancelled

    public var isFinal: Bool { self == .done || self == .void || self == .cancelled }
  }

  /// How a visit ended. 办理结果
  public enum Outcome: String, Sendable, CaseIterable, Codable {
    case served
    /// To be continued another day: materials are missing, a decision is pending.
    case unresolved
    /// The person went away.
    case left
  }

  public let id: ID
  public let number: TicketNumber
  public let day: CivilDate
  /// Six characters that a person can read out or type to find the ticket.
  public let shortCode: String
  public let issuedAt: Moment
  public let priority: PriorityReason?
  /// The line in which it waits now; the number keeps the letter of its first line.
  public var line: Line.ID
  /// Lines that follow after this one.
  public var then: [Line.ID]
  public var state: State
  public var place: Place
  public var since: WaitStart
  public var misses: Int
  /// The event that announced it last; a recall is a new announcement.
  public var announced: Int64?
  public var calledAt: Moment?
  public var startedAt: Moment?
  public var finishedAt: Moment?
  /// The last event that changed it.
  public var seq: Int64

  public init(
    id: ID, number: TicketNumber, day: CivilDate, shortCode: String, issuedAt: Moment,
    priority: PriorityReason?, line: Line.ID, then: [Line.ID], state: State, place: Place,
    since: WaitStart, misses: Int = 0, announced: Int64? = nil, calledAt: Moment? = nil,
    startedAt: Moment? = nil, finishedAt: Moment? = nil, seq: Int64
  ) {
    self.id = id
    self.number = number
    self.day = day
    self.shortCode = shortCode
    self.issuedAt = issuedAt
    self.priority = priority
    self.line = line
    self.then = then
    self.state = state
    self.place = place
    self.since = since
    self.misses = misses
    self.announced = announced
    self.calledAt = calledAt
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.seq = seq
  }

  public var isPriority: Bool { priority != nil }

  public var stateName: StateName {
    switch state {
    case .waiting: .waiting
    case .called: .called
    case .serving: .serving
    case .held: .held
    case .missed: .missed
    case .done: .done
    case .void: .void
    case .cancelled: .cancelled
    }
  }

  /// The window that holds it, or to which it was handed.
  public var window: Window.ID? {
    switch state {
    case .waiting(let window): window
    case .called(let window), .serving(let window), .held(let window): window
    case .missed, .done, .void, .cancelled: nil
    }
  }

  public var outcome: Outcome? { if case .done(let outcome) = state { outcome } else { nil } }
}

extension Ticket.State: Codable {
  private enum Key: String, CodingKey { case name, window, outcome }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let window = try container.decodeIfPresent(Window.ID.self, forKey: .window)
    let outcome = try container.decodeIfPresent(Ticket.Outcome.self, forKey: .outcome)
    let name = try container.decode(Ticket.StateName.self, forKey: .name)
    guard let state = Ticket.State(name, window: window, outcome: outcome) else {
      throw DecodingError.dataCorruptedError(
        forKey: .name, in: container, debugDescription: "not a state")
    }
    self = state
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .waiting(let window):
      try container.encode(Ticket.StateName.waiting, forKey: .name)
      try container.encodeIfPresent(window, forKey: .window)
    case .called(let window):
      try container.encode(Ticket.StateName.called, forKey: .name)
      try container.encode(window, forKey: .window)
    case .serving(let window):
      try container.encode(Ticket.StateName.serving, forKey: .name)
      try container.encode(window, forKey: .window)
    case .held(let window):
      try container.encode(Ticket.StateName.held, forKey: .name)
      try container.encode(window, forKey: .window)
    case .missed: try container.encode(Ticket.StateName.missed, forKey: .name)
    case .done(let outcome):
      try container.encode(Ticket.StateName.done, forKey: .name)
      try container.encode(outcome, forKey: .outcome)
    case .void: try container.encode(Ticket.StateName.void, forKey: .name)
    case .cancelled: try container.encode(Ticket.StateName.cancelled, forKey: .name)
    }
  }

  /// Joins the parts that the ledger keeps apart.
  ///
  /// - Returns: nil when a part that the state needs is missing.
  public init?(_ name: Ticket.StateName, window: Window.ID?, outcome: Ticket.Outcome?) {
    switch (name, window, outcome) {
    case (.waiting, _, _): self = .waiting(handedTo: window)
    case (.called, let window?, _): self = .called(window)
    case (.serving, let window?, _): self = .serving(window)
    case (.held, let window?, _): self = .held(window)
    case (.missed, _, _): self = .missed
    case (.done, _, let outcome?): self = .done(outcome)
    case (.void, _, _): self = .void
    case (.cancelled, _, _): self = .cancelled
    default: return nil
    }
  }
}
