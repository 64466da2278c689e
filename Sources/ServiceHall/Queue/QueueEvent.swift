/// What can happen in a hall's queue; each becomes one row of the journal.
///
/// Bodies are frozen once they stand in a journal: fields may be added as optional ones, never renamed.
public enum QueueEvent: Sendable, Equatable {
  case dayOpened(DayOpened)
  case lineSaved(Line)
  case lineRemoved(Line.ID)
  case windowSaved(Window.ID, Window.Setup)
  case windowRemoved(Window.ID)
  case settingsSaved(QueueSettings)
  case windowOpened(Window.ID, WindowOpened)
  case windowClosed(Window.ID)
  case windowPaused(Window.ID, WindowPaused)
  case windowResumed(Window.ID)
  case ticketIssued(Ticket.ID, TicketIssued)
  case ticketCalled(Ticket.ID, TicketCalled)
  case ticketRecalled(Ticket.ID, AtWindow)
  case ticketStarted(Ticket.ID, AtWindow)
  case ticketFinished(Ticket.ID, TicketFinished)
  case ticketMissed(Ticket.ID, TicketMissed)
  case ticketReturned(Ticket.ID, TicketReturned)
  case ticketHeld(Ticket.ID, AtWindow)
  case ticketResumed(Ticket.ID, AtWindow)
  case ticketTransferred(Ticket.ID, TicketTransferred)
  case ticketCancelled(Ticket.ID)
  case ticketReprinted(Ticket.ID)
  /// A handwritten ticket that was served before it was entered.
  case ticketPaperServed(Ticket.ID)
  /// What a clerk wrote beside the ticket; it replaces what stood there.
  case ticketNoted(Ticket.ID, TicketNoted)
  case personRevealed(Ticket.ID, PersonRevealed)
  case actUndone(Window.ID, ActUndone)
  case paperReserved(PaperReserved)
  /// Days off for the whole hall.
  case closureAdded(Closure.Days)
  /// By the number of its making.
  case closureRemoved(Int64)
  /// Somebody at a kiosk asks for a person.
  case helpAsked(Device.ID)
  /// A person goes there.
  case helpAttended(Device.ID, HelpAttended)

  public struct DayOpened: Sendable, Equatable, Codable {
    public let day: CivilDate
    public init(day: CivilDate) { self.day = day }
  }

  public struct WindowOpened: Sendable, Equatable, Codable {
    public let clerk: Staff.ID
    public init(clerk: Staff.ID) { self.clerk = clerk }
  }

  public struct WindowPaused: Sendable, Equatable, Codable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
  }

  public struct AtWindow: Sendable, Equatable, Codable {
    public let window: Window.ID
    public init(window: Window.ID) { self.window = window }
  }

  public struct TicketIssued: Sendable, Equatable, Codable {
    public let number: TicketNumber
    public let day: CivilDate
    public let shortCode: String
    public let priority: PriorityReason?
    public let then: [Line.ID]?
    public let person: Person?
    public let phone: String?
    /// The reservation whose handwritten number this is; the ticket stands where the reservation stood.
    public let paper: Int64?

    public init(
      number: TicketNumber, day: CivilDate, shortCode: String, priority: PriorityReason?,
      then: [Line.ID]?, person: Person?, phone: String?, paper: Int64?
    ) {
      self.number = number
      self.day = day
      self.shortCode = shortCode
      self.priority = priority
      self.then = then
      self.person = person
      self.phone = phone
      self.paper = paper
    }
  }

  public struct TicketCalled: Sendable, Equatable, Codable {
    public let window: Window.ID
    public let why: DispatchRule.Choice.Why
    /// The line's turn after the call.
    public let turn: Turn
    public init(window: Window.ID, why: DispatchRule.Choice.Why, turn: Turn) {
      self.window = window
      self.why = why
      self.turn = turn
    }
  }

  public struct TicketFinished: Sendable, Equatable, Codable {
    public let window: Window.ID
    public let outcome: Ticket.Outcome
    /// What was dealt with: codes or words, as the clerk entered them.
    public let items: [String]?
    /// The line in which the ticket goes on, if it has one more to visit.
    public let next: Line.ID?
    public init(window: Window.ID, outcome: Ticket.Outcome, items: [String]?, next: Line.ID?) {
      self.window = window
      self.outcome = outcome
      self.items = items
      self.next = next
    }
  }

  public struct TicketMissed: Sendable, Equatable, Codable {
    public let window: Window.ID
    /// Whether this miss made the ticket void.
    public let final: Bool
    public init(window: Window.ID, final: Bool) {
      self.window = window
      self.final = final
    }
  }

  public struct TicketReturned: Sendable, Equatable, Codable {
    public let place: Place
    public init(place: Place) { self.place = place }
  }

  public struct TicketTransferred: Sendable, Equatable, Codable {
    public let from: Window.ID
    public let line: Line.ID
    /// Set when it is handed to one window.
    public let window: Window.ID?
    public let keepPlace: Bool
    public init(from: Window.ID, line: Line.ID, window: Window.ID?, keepPlace: Bool) {
      self.from = from
      self.line = line
      self.window = window
      self.keepPlace = keepPlace
    }
  }

  public struct TicketNoted: Sendable, Equatable, Codable {
    /// nil when the note was taken away.
    public let text: String?
    public init(text: String?) { self.text = text }
  }

  public struct PersonRevealed: Sendable, Equatable, Codable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
  }

  public struct ActUndone: Sendable, Equatable, Codable {
    /// The event that is taken back.
    public let seq: Int64
    public let ticket: Ticket.ID
    public init(seq: Int64, ticket: Ticket.ID) {
      self.seq = seq
      self.ticket = ticket
    }
  }

  public struct HelpAttended: Sendable, Equatable, Codable {
    /// The sequence number of the asking.
    public let asked: Int64
    public init(asked: Int64) { self.asked = asked }
  }

  public struct PaperReserved: Sendable, Equatable, Codable {
    public let line: Line.ID
    public let day: CivilDate
    public let from: Int
    public let to: Int
    public init(line: Line.ID, day: CivilDate, from: Int, to: Int) {
      self.line = line
      self.day = day
      self.from = from
      self.to = to
    }
  }
}
