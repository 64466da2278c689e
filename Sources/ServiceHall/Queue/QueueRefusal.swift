/// Why the queue refuses; each has its code, its sentence in `Templates/strings` and its HTTP status.
public enum QueueRefusal: Error, Sendable, Equatable {
  case unknownLine
  case unknownWindow
  case unknownTicket
  case unknownPaperBlock
  case unknownClosure
  /// Closed by hand with its reason, or outside the opening hours.
  case lineClosed(reason: String?)
  /// The whole hall gives out no numbers today, and when the line does again.
  case hallClosed(reason: String, opens: CivilDate?)
  case dailyLimit(Int)
  case personLimit(Int)
  case windowTaken(by: Staff.ID, since: Moment)
  case clerkHoldsWindow(Window.ID)
  case windowNotYours
  case windowClosed
  case windowPaused
  case windowNotPaused
  case windowIdle
  /// The window still holds this ticket.
  case windowBusy(Ticket.ID)
  case ticketState(Ticket.StateName)
  case nothingToUndo
  case undoTooLate
  /// Somebody else has acted on the ticket since.
  case undoOvertaken
  case numberNotReserved
  case numberTaken
  case lineInUse

  public var code: String {
    switch self {
    case .unknownLine: "unknown-line"
    case .unknownWindow: "unknown-window"
    case .unknownTicket: "unknown-ticket"
    case .unknownPaperBlock: "unknown-paper-block"
    case .unknownClosure: "unknown-closure"
    case .lineClosed: "line-closed"
    // To whoever asks for a number it is the line that is closed.
    case .hallClosed: "line-closed"
    case .dailyLimit: "daily-limit"
    case .personLimit: "person-limit"
    case .windowTaken: "window-taken"
    case .clerkHoldsWindow: "clerk-holds-window"
    case .windowNotYours: "window-not-yours"
    case .windowClosed: "window-closed"
    case .windowPaused: "paused"
    case .windowNotPaused: "not-paused"
    case .windowIdle: "no-ticket"
    case .windowBusy: "busy"
    case .ticketState: "ticket-state"
    case .nothingToUndo: "nothing-to-undo"
    case .undoTooLate: "undo-too-late"
    case .undoOvertaken: "undo-overtaken"
    case .numberNotReserved: "number-not-reserved"
    case .numberTaken: "number-taken"
    case .lineInUse: "line-in-use"
    }
  }
}
