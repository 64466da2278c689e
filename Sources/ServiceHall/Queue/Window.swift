/// A place where one clerk serves one ticket at a time. 窗口
///
/// Invariants, cited by number in `WindowTests`:
/// 1. A window that is not closed is held by exactly one clerk.
/// 2. A window holds at most one ticket; a paused or closed window holds none.
/// 3. A window calls only from lines that it serves, or tickets that were handed to it.
public struct Window: Sendable, Equatable {
  /// One to four digits or letters, as on the sign above it: 3, 12, A1.
  public struct ID: Identifier {
    public let rawValue: String
    public init?(rawValue: String) {
      guard rawValue.isMade(of: { $0.isDigit || $0.isUpper }, lengths: 1...4) else { return nil }
      self.rawValue = rawValue
    }
  }

  /// A line that the window serves; smaller `preference` is called first, equal ones by time.
  public struct Service: Sendable, Equatable, Codable {
    public let line: Line.ID
    public let preference: Int

    public init(line: Line.ID, preference: Int = 1) {
      self.line = line
      self.preference = preference
    }
  }

  public enum State: Sendable, Equatable {
    case closed
    case open(Staff.ID, since: Moment, holding: Ticket.ID?)
    case paused(Staff.ID, since: Moment, reason: String)
  }

  public let id: ID
  public var name: String
  public var services: [Service]
  public var state: State

  public init(id: ID, name: String, services: [Service], state: State = .closed) {
    self.id = id
    self.name = name
    self.services = services
    self.state = state
  }

  public var lines: [Line.ID] { services.sorted { $0.preference < $1.preference }.map(\.line) }

  public var clerk: Staff.ID? {
    switch state {
    case .closed: nil
    case .open(let clerk, _, _), .paused(let clerk, _, _): clerk
    }
  }

  public var ticket: Ticket.ID? {
    if case .open(_, _, let ticket) = state { ticket } else { nil }
  }

  public var stateName: StateName {
    switch state {
    case .closed: .closed
    case .open: .open
    case .paused: .paused
    }
  }

  /// The state as the API and the ledger write it.
  public enum StateName: String, Sendable, CaseIterable, Codable { case closed, open, paused }

  public func serves(_ line: Line.ID) -> Bool { services.contains { $0.line == line } }
}

extension Window {
  /// What an administrator sets; the state is not theirs.
  public struct Setup: Sendable, Equatable, Codable {
    public var name: String
    public var services: [Service]

    public init(name: String, services: [Service]) {
      self.name = name
      self.services = services
    }

    public func checked(known lines: Set<Line.ID>) throws(InputRefusal) -> Setup {
      var setup = self
      setup.name = try PlainText.required(name, field: "name", longest: 20)
      var seen: Set<Line.ID> = []
      for service in services {
        guard lines.contains(service.line) else { throw InputRefusal("services", .unknown) }
        guard (1...99).contains(service.preference) else {
          throw InputRefusal("services", .outOfRange)
        }
        guard seen.insert(service.line).inserted else {
          throw InputRefusal("services", .notCombinable)
        }
      }
      return setup
    }
  }

  /// Checks that `clerk` may act here and that the window is open.
  ///
  /// - Returns: the ticket that the window holds.
  public func requireOpen(for clerk: Staff.ID) throws(QueueRefusal) -> Ticket.ID? {
    switch state {
    case .closed: throw .windowClosed
    case .paused(let holder, _, _):
      throw holder == clerk ? .windowPaused : .windowNotYours
    case .open(let holder, _, let ticket):
      guard holder == clerk else { throw .windowNotYours }
      return ticket
    }
  }

  /// Checks that the window is open and free to take another ticket.
  public func requireFree(for clerk: Staff.ID) throws(QueueRefusal) {
    if let ticket = try requireOpen(for: clerk) { throw .windowBusy(ticket) }
  }

  /// Checks that the window is open and holds a ticket.
  public func requireTicket(for clerk: Staff.ID) throws(QueueRefusal) -> Ticket.ID {
    guard let ticket = try requireOpen(for: clerk) else { throw .windowIdle }
    return ticket
  }
}
