/// How a board's lines are, for the sentence that stands where no call does. 大厅状态
public enum BoardPhase: Sendable, Equatable {
  /// Numbers are given out, or people are served.
  case open
  /// Numbers are given out, but every window that was open pauses.
  case paused
  /// No more numbers are given out; those who wait are still called.
  case closing
  /// Nobody waits, and numbers are given out again later today.
  case opening(TimeOfDay)
  /// Nothing more happens today.
  case ended
  /// Nobody waits, and the hall is closed for the day.
  case hallClosed

  public struct Line: Sendable, Equatable {
    public let isOpen: Bool
    public let waiting: Int
    /// Windows that are open and serve the line.
    public let openWindows: Int
    public let nextOpening: TimeOfDay?

    public init(isOpen: Bool, waiting: Int, openWindows: Int, nextOpening: TimeOfDay?) {
      self.isOpen = isOpen
      self.waiting = waiting
      self.openWindows = openWindows
      self.nextOpening = nextOpening
    }
  }

  public init(_ lines: [Line], pausedWindows: Int, isHallClosed: Bool = false) {
    if lines.contains(where: \.isOpen) {
      let isManned = lines.contains { $0.openWindows > 0 }
      self = pausedWindows > 0 && !isManned ? .paused : .open
    } else if lines.contains(where: { $0.waiting > 0 }) {
      self = .closing
    } else if isHallClosed {
      self = .hallClosed
    } else {
      self = lines.compactMap(\.nextOpening).min().map(BoardPhase.opening) ?? .ended
    }
  }

  /// Whether a number that has been dealt with need not stand any longer.
  public var isOver: Bool {
    switch self {
    case .open, .paused, .closing: false
    case .opening, .ended, .hallClosed: true
    }
  }
}
