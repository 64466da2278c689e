public import ServiceHall

/// What can happen in a hall.
///
/// Features to come (cases, claims) add their own case beside `queue`.
public enum HallEvent: Sendable {
  case queue(QueueEvent)
  case rating(RatingEvent)
  case voice(VoiceEvent)
  case print(PrintEvent)
  case courier(CourierEvent)
  case claim(ClaimEvent)
  case licence(LicenceEvent)
  case continued(epoch: String, parent: String)
}

extension HallEvent: JournalEvent {
  public var kind: String {
    switch self {
    case .queue(let event): event.kind
    case .rating(let event): event.kind
    case .voice(let event): event.kind
    case .print(let event): event.kind
    case .courier(let event): event.kind
    case .claim(let event): event.kind
    case .licence(let event): event.kind
    case .continued: JournalHeader.Continued.kind
    }
  }

  public var subject: String {
    switch self {
    case .queue(let event): event.subject
    case .rating(let event): event.subject
    case .voice(let event): event.subject
    case .print(let event): event.subject
    case .courier(let event): event.subject
    case .claim(let event): event.subject
    case .licence(let event): event.subject
    case .continued: ""
    }
  }

  public var changesFacts: Bool {
    switch self {
    case .queue(let event): event.changesFacts
    case .courier(let event): event.changesFacts
    case .rating, .voice, .print, .claim, .licence, .continued: false
    }
  }

  public func body() throws -> String {
    switch self {
    case .queue(let event): try event.body()
    case .rating(let event): try event.body()
    case .voice(let event): try event.body()
    case .print(let event): try event.body()
    case .courier(let event): try event.body()
    case .claim(let event): try event.body()
    case .licence(let event): try event.body()
    case .continued(let epoch, let parent):
      try CanonicalJSON.text(JournalHeader.Continued(epoch: epoch, parent: parent))
    }
  }

  public init(kind: String, subject: String, body: String) throws {
    if kind == JournalHeader.Continued.kind {
      let body = try CanonicalJSON.value(JournalHeader.Continued.self, from: body)
      self = .continued(epoch: body.epoch, parent: body.parent)
    } else if RatingEvent.kinds.contains(kind) {
      self = .rating(try RatingEvent(kind: kind, subject: subject, body: body))
    } else if let event = try VoiceEvent(kind: kind, subject: subject, body: body) {
      self = .voice(event)
    } else if let event = try PrintEvent(kind: kind, subject: subject, body: body) {
      self = .print(event)
    } else if let event = try CourierEvent(kind: kind, body: body) {
      self = .courier(event)
    } else if let event = try ClaimEvent(kind: kind, subject: subject, body: body) {
      self = .claim(event)
    } else if let event = try LicenceEvent(kind: kind, subject: subject, body: body) {
      self = .licence(event)
    } else {
      self = .queue(try QueueEvent(kind: kind, subject: subject, body: body))
    }
  }
}

extension QueueEvent {
  var kind: String {
    switch self {
    case .dayOpened: "day.opened"
    case .lineSaved: "line.saved"
    case .lineRemoved: "line.removed"
    case .windowSaved: "window.saved"
    case .windowRemoved: "window.removed"
    case .settingsSaved: "settings.saved"
    case .windowOpened: "window.opened"
    case .windowClosed: "window.closed"
    case .windowPaused: "window.paused"
    case .windowResumed: "window.resumed"
    case .ticketIssued: "ticket.issued"
    case .ticketCalled: "ticket.called"
    case .ticketRecalled: "ticket.recalled"
    case .ticketStarted: "ticket.started"
    case .ticketFinished: "ticket.finished"
    case .ticketMissed: "ticket.missed"
    case .ticketReturned: "ticket.returned"
    case .ticketHeld: "ticket.held"
    case .ticketResumed: "ticket.resumed"
    case .ticketTransferred: "ticket.transferred"
    case .ticketCancelled: "ticket.cancelled"
    case .ticketReprinted: "ticket.reprinted"
    case .ticketPaperServed: "ticket.paperServed"
    case .ticketNoted: "ticket.noted"
    case .personRevealed: "person.revealed"
    case .actUndone: "act.undone"
    case .paperReserved: "paper.reserved"
    case .closureAdded: "closure.added"
    case .closureRemoved: "closure.removed"
    case .helpAsked: "help.asked"
    case .helpAttended: "help.attended"
    }
  }

  var subject: String {
    switch self {
    case .dayOpened, .settingsSaved, .paperReserved, .closureAdded: ""
    case .closureRemoved(let seq): String(seq)
    case .lineSaved(let line): line.id.rawValue
    case .helpAsked(let device), .helpAttended(let device, _): device.rawValue
    case .lineRemoved(let line): line.rawValue
    case .windowSaved(let window, _), .windowOpened(let window, _), .windowPaused(let window, _),
      .actUndone(let window, _), .windowRemoved(let window), .windowClosed(let window),
      .windowResumed(let window):
      window.rawValue
    case .ticketIssued(let ticket, _), .ticketCalled(let ticket, _), .ticketRecalled(let ticket, _),
      .ticketStarted(let ticket, _), .ticketFinished(let ticket, _), .ticketMissed(let ticket, _),
      .ticketReturned(let ticket, _), .ticketHeld(let ticket, _), .ticketResumed(let ticket, _),
      .ticketTransferred(let ticket, _), .ticketNoted(let ticket, _), .personRevealed(let ticket, _),
      .ticketCancelled(let ticket), .ticketReprinted(let ticket), .ticketPaperServed(let ticket):
      ticket.description
    }
  }

  var changesFacts: Bool {
    switch self {
    case .dayOpened, .lineSaved, .lineRemoved, .windowSaved, .windowRemoved, .settingsSaved,
      .windowOpened, .windowClosed, .windowPaused, .windowResumed, .helpAsked, .helpAttended,
      .closureAdded, .closureRemoved:
      true
    default: false
    }
  }

  func body() throws -> String {
    switch self {
    case .dayOpened(let body): try CanonicalJSON.text(body)
    case .lineSaved(let body): try CanonicalJSON.text(body)
    case .windowSaved(_, let body): try CanonicalJSON.text(body)
    case .settingsSaved(let body): try CanonicalJSON.text(body)
    case .windowOpened(_, let body): try CanonicalJSON.text(body)
    case .windowPaused(_, let body): try CanonicalJSON.text(body)
    case .ticketIssued(_, let body): body.canonical
    case .ticketCalled(_, let body): try CanonicalJSON.text(body)
    case .ticketRecalled(_, let body), .ticketStarted(_, let body), .ticketHeld(_, let body),
      .ticketResumed(_, let body):
      try CanonicalJSON.text(body)
    case .ticketFinished(_, let body): try CanonicalJSON.text(body)
    case .ticketMissed(_, let body): try CanonicalJSON.text(body)
    case .ticketReturned(_, let body): try CanonicalJSON.text(body)
    case .ticketTransferred(_, let body): try CanonicalJSON.text(body)
    case .ticketNoted(_, let body): try CanonicalJSON.text(body)
    case .personRevealed(_, let body): try CanonicalJSON.text(body)
    case .actUndone(_, let body): try CanonicalJSON.text(body)
    case .paperReserved(let body): try CanonicalJSON.text(body)
    case .closureAdded(let body): try CanonicalJSON.text(body)
    case .helpAttended(_, let body): try CanonicalJSON.text(body)
    case .lineRemoved, .windowRemoved, .windowClosed, .windowResumed, .ticketCancelled,
      .ticketReprinted, .ticketPaperServed, .helpAsked, .closureRemoved:
      "{}"
    }
  }

  init(kind: String, subject: String, body: String) throws {
    func named<ID: LosslessStringConvertible>(_ type: ID.Type) throws -> ID {
      guard let id = ID(subject) else { throw LedgerFault.damaged("\(kind) \(subject)") }
      return id
    }
    func decoded<Body: Decodable>(_ type: Body.Type) throws -> Body {
      try CanonicalJSON.value(type, from: body)
    }
    let window = Window.ID.self
    let ticket = Ticket.ID.self
    switch kind {
    case "day.opened": self = .dayOpened(try decoded(DayOpened.self))
    case "line.saved": self = .lineSaved(try decoded(Line.self))
    case "line.removed": self = .lineRemoved(try named(Line.ID.self))
    case "window.saved": self = .windowSaved(try named(window), try decoded(Window.Setup.self))
    case "window.removed": self = .windowRemoved(try named(window))
    case "settings.saved": self = .settingsSaved(try decoded(QueueSettings.self))
    case "window.opened": self = .windowOpened(try named(window), try decoded(WindowOpened.self))
    case "window.closed": self = .windowClosed(try named(window))
    case "window.paused": self = .windowPaused(try named(window), try decoded(WindowPaused.self))
    case "window.resumed": self = .windowResumed(try named(window))
    case "ticket.issued": self = .ticketIssued(try named(ticket), try decoded(TicketIssued.self))
    case "ticket.called": self = .ticketCalled(try named(ticket), try decoded(TicketCalled.self))
    case "ticket.recalled": self = .ticketRecalled(try named(ticket), try decoded(AtWindow.self))
    case "ticket.started": self = .ticketStarted(try named(ticket), try decoded(AtWindow.self))
    case "ticket.finished":
      self = .ticketFinished(try named(ticket), try decoded(TicketFinished.self))
    case "ticket.missed": self = .ticketMissed(try named(ticket), try decoded(TicketMissed.self))
    case "ticket.returned":
      self = .ticketReturned(try named(ticket), try decoded(TicketReturned.self))
    case "ticket.held": self = .ticketHeld(try named(ticket), try decoded(AtWindow.self))
    case "ticket.resumed": self = .ticketResumed(try named(ticket), try decoded(AtWindow.self))
    case "ticket.transferred":
      self = .ticketTransferred(try named(ticket), try decoded(TicketTransferred.self))
    case "ticket.cancelled": self = .ticketCancelled(try named(ticket))
    case "ticket.reprinted": self = .ticketReprinted(try named(ticket))
    case "ticket.paperServed": self = .ticketPaperServed(try named(ticket))
    case "ticket.noted": self = .ticketNoted(try named(ticket), try decoded(TicketNoted.self))
    case "person.revealed":
      self = .personRevealed(try named(ticket), try decoded(PersonRevealed.self))
    case "act.undone": self = .actUndone(try named(window), try decoded(ActUndone.self))
    case "paper.reserved": self = .paperReserved(try decoded(PaperReserved.self))
    case "closure.added": self = .closureAdded(try decoded(Closure.Days.self))
    case "closure.removed": self = .closureRemoved(try named(Int64.self))
    case "help.asked": self = .helpAsked(try named(Device.ID.self))
    case "help.attended":
      self = .helpAttended(try named(Device.ID.self), try decoded(HelpAttended.self))
    default: throw LedgerFault.damaged("unknown event \(kind)")
    }
  }
}

extension QueueEvent.TicketIssued {
  /// What `CanonicalJSON` makes of it, a few times faster: it is the body that is written most.
  var canonical: String {
    var text = JSONText()
    text.add("day", day.description)
    text.add("number", number.description)
    text.add("paper", paper)
    if let person {
      var object = JSONText()
      object.add("idNumber", person.idNumber)
      object.add("idType", person.idType)
      object.add("name", person.name)
      text.add("person", object: object)
    }
    text.add("phone", phone)
    text.add("priority", priority?.rawValue)
    text.add("shortCode", shortCode)
    if let then { text.add("then", strings: then.map(\.rawValue)) }
    return String(decoding: text.bytes, as: UTF8.self)
  }
}
