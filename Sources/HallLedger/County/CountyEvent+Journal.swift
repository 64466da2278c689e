public import ServiceHall

extension CountyEvent: JournalEvent {
  public var kind: String {
    switch self {
    case .countySaved: "county.saved"
    case .hallAdded: "hall.added"
    case .hallRenamed: "hall.renamed"
    case .hallRemoved: "hall.removed"
    case .staffAdded: "staff.added"
    case .staffGranted: "staff.granted"
    case .staffLocked: "staff.locked"
    case .staffUnlocked: "staff.unlocked"
    case .passwordSet: "password.set"
    case .signInFailed: "signIn.failed"
    case .sessionOpened: "session.opened"
    case .sessionClosed: "session.closed"
    case .pairingOffered: "pairing.offered"
    case .devicePaired: "device.paired"
    case .deviceSaved: "device.saved"
    case .deviceUnpaired: "device.unpaired"
    case .calendarSaved: "calendar.saved"
    case .localDaySaved: "localDay.saved"
    case .localDayRemoved: "localDay.removed"
    case .catalogue(let event): event.kind
    case .documentTaken: "document.taken"
    case .verificationKeysTaken: "verificationKeys.taken"
    }
  }

  public var subject: String {
    switch self {
    case .countySaved, .verificationKeysTaken: ""
    case .hallAdded(let hall): hall.id.rawValue
    case .hallRenamed(let hall, _), .hallRemoved(let hall): hall.rawValue
    case .staffAdded(let staff, _), .staffGranted(let staff, _), .staffLocked(let staff, _),
      .passwordSet(let staff, _), .sessionOpened(let staff, _), .sessionClosed(let staff, _),
      .staffUnlocked(let staff), .signInFailed(let staff):
      staff.rawValue
    case .pairingOffered(let device, _), .devicePaired(let device, _),
      .deviceSaved(let device, _), .deviceUnpaired(let device, _):
      device.rawValue
    case .calendarSaved(let saved): String(saved.year.year)
    case .localDaySaved(let day): day.date.description
    case .localDayRemoved(let date): date.description
    case .catalogue(let event): event.subject
    case .documentTaken(let message, _): message
    }
  }

  /// Everything but the catalogue decides who may do what.
  public var changesFacts: Bool {
    switch self {
    case .catalogue(let event): event.changesFacts
    case .documentTaken, .verificationKeysTaken: false
    default: true
    }
  }

  public func body() throws -> String {
    switch self {
    case .countySaved(let body): try CanonicalJSON.text(body)
    case .hallAdded(let body): try CanonicalJSON.text(body)
    case .hallRenamed(_, let body): try CanonicalJSON.text(body)
    case .staffAdded(_, let body): try CanonicalJSON.text(body)
    case .staffGranted(_, let body): try CanonicalJSON.text(body)
    case .staffLocked(_, let body): try CanonicalJSON.text(body)
    case .passwordSet(_, let body): try CanonicalJSON.text(body)
    case .sessionOpened(_, let body): try CanonicalJSON.text(body)
    case .sessionClosed(_, let body): try CanonicalJSON.text(body)
    case .pairingOffered(_, let body): try CanonicalJSON.text(body)
    case .devicePaired(_, let body): try CanonicalJSON.text(body)
    case .deviceSaved(_, let body): try CanonicalJSON.text(body)
    case .deviceUnpaired(_, let body): try CanonicalJSON.text(body)
    case .calendarSaved(let body): try CanonicalJSON.text(body)
    case .localDaySaved(let body): try CanonicalJSON.text(body)
    case .hallRemoved, .staffUnlocked, .signInFailed, .localDayRemoved: "{}"
    case .catalogue(let event): try event.body()
    case .documentTaken(_, let body): try CanonicalJSON.text(body)
    case .verificationKeysTaken(let list): try CanonicalJSON.text(list)
    }
  }

  public init(kind: String, subject: String, body: String) throws {
    func named<ID: LosslessStringConvertible>(_ type: ID.Type) throws -> ID {
      guard let id = ID(subject) else { throw LedgerFault.damaged("\(kind) \(subject)") }
      return id
    }
    func decoded<Body: Decodable>(_ type: Body.Type) throws -> Body {
      try CanonicalJSON.value(type, from: body)
    }
    let staff = Staff.ID.self
    let device = Device.ID.self
    switch kind {
    case "county.saved": self = .countySaved(try decoded(County.self))
    case "hall.added": self = .hallAdded(try decoded(Hall.self))
    case "hall.renamed":
      self = .hallRenamed(try named(Hall.ID.self), try decoded(HallRenamed.self))
    case "hall.removed": self = .hallRemoved(try named(Hall.ID.self))
    case "staff.added": self = .staffAdded(try named(staff), try decoded(StaffAdded.self))
    case "staff.granted": self = .staffGranted(try named(staff), try decoded(StaffGranted.self))
    case "staff.locked": self = .staffLocked(try named(staff), try decoded(StaffLocked.self))
    case "staff.unlocked": self = .staffUnlocked(try named(staff))
    case "password.set": self = .passwordSet(try named(staff), try decoded(PasswordSet.self))
    case "signIn.failed": self = .signInFailed(try named(staff))
    case "session.opened":
      self = .sessionOpened(try named(staff), try decoded(SessionOpened.self))
    case "session.closed":
      self = .sessionClosed(try named(staff), try decoded(SessionClosed.self))
    case "pairing.offered":
      self = .pairingOffered(try named(device), try decoded(PairingOffered.self))
    case "device.paired": self = .devicePaired(try named(device), try decoded(DevicePaired.self))
    case "device.saved": self = .deviceSaved(try named(device), try decoded(DeviceSaved.self))
    case "device.unpaired":
      self = .deviceUnpaired(try named(device), try decoded(DeviceUnpaired.self))
    case "calendar.saved": self = .calendarSaved(try decoded(CalendarSaved.self))
    case "localDay.saved": self = .localDaySaved(try decoded(LocalDaySaved.self))
    case "localDay.removed": self = .localDayRemoved(try named(CivilDate.self))
    case "document.taken": self = .documentTaken(subject, try decoded(DocumentTaken.self))
    case "verificationKeys.taken":
      self = .verificationKeysTaken(try decoded(VerificationKeyList.self))
    default:
      guard let event = try CatalogueEvent(kind: kind, subject: subject, body: body) else {
        throw LedgerFault.damaged("unknown event \(kind)")
      }
      self = .catalogue(event)
    }
  }
}
