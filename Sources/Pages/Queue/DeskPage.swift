public import ServiceHall

/// `/h/{hall}/desk`: where a clerk calls and serves. 窗口工作台
public struct DeskPage: LivePage {
  public static let template = "Queue/desk"
  public static let fragment = "Queue/desk-now"

  public enum Stage: Sendable {
    /// The clerk holds no window yet.
    case choosing([WindowChoice])
    case working(Work)
  }

  public var frame: Frame
  /// Whose desk it is: what is typed and not yet saved is kept in the browser under this name.
  public var account: String
  public var stage: Stage
  /// How the way to the upstream stands, where a clerk should know.
  public var channel: ChannelCondition?
  /// The ticket that a scanned or typed code led to.
  public var found: Found?
  /// Idempotency key for a number that the clerk gives out.
  public var key: String
  public var lastEvent: Int64

  public init(
    frame: Frame, account: String, stage: Stage, found: Found? = nil, key: String,
    lastEvent: Int64
  ) {
    self.frame = frame
    self.account = account
    self.found = found
    self.stage = stage
    self.key = key
    self.lastEvent = lastEvent
  }
}

extension DeskPage {
  public struct WindowChoice: Sendable {
    public var window: String
    public var name: String
    /// Names of the lines it serves.
    public var lines: [String]
    /// The name of the clerk who holds it.
    public var clerk: String?
    /// `HH:mm`
    public var since: String?

    public init(
      window: String, name: String, lines: [String], clerk: String? = nil, since: String? = nil
    ) {
      self.window = window
      self.name = name
      self.lines = lines
      self.clerk = clerk
      self.since = since
    }
  }

  public struct Work: Sendable {
    public var window: String
    public var windowName: String
    /// Names of the lines it serves, the preferred first.
    public var lines: [String]
    public var pause: Pause?
    public var current: Current?
    public var waiting: [WaitingTicket]
    public var held: [HeldTicket] = []
    public var missed: [MissedTicket] = []
    /// Ended at this window today, the latest first.
    public var done: [DoneTicket] = []
    public var undo: UndoOffer?
    /// Every line of the hall, for transfers and new numbers.
    public var hallLines: [Choice]
    /// The other windows, for transfers.
    public var otherWindows: [Choice]

    public init(
      window: String, windowName: String, lines: [String], pause: Pause? = nil,
      current: Current? = nil, waiting: [WaitingTicket], held: [HeldTicket] = [],
      missed: [MissedTicket] = [], done: [DoneTicket] = [],
      undo: UndoOffer? = nil, hallLines: [Choice],
      otherWindows: [Choice]
    ) {
      self.window = window
      self.windowName = windowName
      self.lines = lines
      self.pause = pause
      self.current = current
      self.waiting = waiting
      self.held = held
      self.missed = missed
      self.done = done
      self.undo = undo
      self.hallLines = hallLines
      self.otherWindows = otherWindows
    }
  }

  public struct Pause: Sendable {
    public var reason: String
    /// `HH:mm`
    public var since: String

    public init(reason: String, since: String) {
      self.reason = reason
      self.since = since
    }
  }

  public struct Current: Sendable {
    public var ticket: String
    public var number: String
    /// `.called` or `.serving`.
    public var state: Ticket.StateName
    public var lineName: String
    /// `HH:mm`, when it was called or started.
    public var since: String
    /// Whole seconds since then.
    public var seconds: Int
    public var priority: PriorityReason?
    public var misses: Int = 0
    /// Names of the lines that follow.
    public var then: [String] = []
    /// Masked.
    public var person: String?
    /// What clerks wrote beside it.
    public var note: String = ""

    public init(
      ticket: String, number: String, state: Ticket.StateName, lineName: String, since: String,
      seconds: Int, priority: PriorityReason? = nil, misses: Int = 0, then: [String] = [],
      person: String? = nil, note: String = ""
    ) {
      self.ticket = ticket
      self.number = number
      self.state = state
      self.lineName = lineName
      self.since = since
      self.seconds = seconds
      self.priority = priority
      self.misses = misses
      self.then = then
      self.person = person
      self.note = note
    }
  }

  public struct WaitingTicket: Sendable {
    public var ticket: String
    public var number: String
    public var lineName: String
    public var minutes: Int
    public var priority: PriorityReason?
    /// Whether this window serves its line.
    public var isOurs: Bool = true
    /// Whether it has waited longer than its line allows.
    public var isOverdue: Bool = false

    public init(
      ticket: String, number: String, lineName: String, minutes: Int,
      priority: PriorityReason? = nil, isOurs: Bool = true, isOverdue: Bool = false
    ) {
      self.ticket = ticket
      self.number = number
      self.lineName = lineName
      self.minutes = minutes
      self.priority = priority
      self.isOurs = isOurs
      self.isOverdue = isOverdue
    }
  }

  public struct HeldTicket: Sendable {
    public var ticket: String
    public var number: String
    public var lineName: String

    public init(ticket: String, number: String, lineName: String) {
      self.ticket = ticket
      self.number = number
      self.lineName = lineName
    }
  }

  public struct MissedTicket: Sendable {
    public var ticket: String
    public var number: String
    public var lineName: String
    /// `HH:mm`
    public var missedAt: String
    public var misses: Int

    public init(ticket: String, number: String, lineName: String, missedAt: String, misses: Int) {
      self.ticket = ticket
      self.number = number
      self.lineName = lineName
      self.missedAt = missedAt
      self.misses = misses
    }
  }

  public struct UndoOffer: Sendable {
    /// The last act's event kind, as the journal writes it: `ticket.missed`.
    public var kind: String
    public var number: String
    public var secondsLeft: Int

    public init(kind: String, number: String, secondsLeft: Int) {
      self.kind = kind
      self.number = number
      self.secondsLeft = secondsLeft
    }
  }
}
