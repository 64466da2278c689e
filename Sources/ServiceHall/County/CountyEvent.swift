/// What can happen to the machine as a whole; each becomes one row of the county's journal.
public enum CountyEvent: Sendable, Equatable {
  case countySaved(County)
  case hallAdded(Hall)
  case hallRenamed(Hall.ID, HallRenamed)
  case hallRemoved(Hall.ID)
  case staffAdded(Staff.ID, StaffAdded)
  case staffGranted(Staff.ID, StaffGranted)
  case staffLocked(Staff.ID, StaffLocked)
  case staffUnlocked(Staff.ID)
  case passwordSet(Staff.ID, PasswordSet)
  case signInFailed(Staff.ID)
  case sessionOpened(Staff.ID, SessionOpened)
  case sessionClosed(Staff.ID, SessionClosed)
  case pairingOffered(Device.ID, PairingOffered)
  case devicePaired(Device.ID, DevicePaired)
  case deviceSaved(Device.ID, DeviceSaved)
  case deviceUnpaired(Device.ID, DeviceUnpaired)
  case calendarSaved(CalendarSaved)
  case localDaySaved(LocalDaySaved)
  case localDayRemoved(CivilDate)
  case catalogue(CatalogueEvent)
  /// What came down for the whole county, by the message that brought it.
  case documentTaken(String, DocumentTaken)
  /// A list of the keys with which halls of other machines seal.
  case verificationKeysTaken(VerificationKeyList)

  public struct DocumentTaken: Sendable, Equatable, Codable {
    public enum Outcome: String, Sendable, Codable { case applied, refused }
    /// To whom it came.
    public let hall: Hall.ID
    public let kind: Downlink.Kind
    public let outcome: Outcome

    public init(hall: Hall.ID, kind: Downlink.Kind, outcome: Outcome) {
      self.hall = hall
      self.kind = kind
      self.outcome = outcome
    }
  }

  public struct HallRenamed: Sendable, Equatable, Codable {
    public let name: String
    public init(name: String) { self.name = name }
  }

  public struct StaffAdded: Sendable, Equatable, Codable {
    public let name: String
    public let grants: [Grant]
    public let password: String
    /// - Parameter password: the hash, as `Seal` writes it.
    public init(name: String, grants: [Grant], password: String) {
      self.name = name
      self.grants = grants
      self.password = password
    }
  }

  public struct StaffGranted: Sendable, Equatable, Codable {
    public let name: String
    public let grants: [Grant]
    public init(name: String, grants: [Grant]) {
      self.name = name
      self.grants = grants
    }
  }

  public struct StaffLocked: Sendable, Equatable, Codable {
    public enum Why: String, Sendable, Codable { case failures, administrator }
    public let why: Why
    public init(why: Why) { self.why = why }
  }

  public struct PasswordSet: Sendable, Equatable, Codable {
    public let password: String
    public init(password: String) { self.password = password }
  }

  public struct SessionOpened: Sendable, Equatable, Codable {
    /// The digest of the token; the token itself is only with its holder.
    public let token: String
    public let expiresAt: Moment
    public init(token: String, expiresAt: Moment) {
      self.token = token
      self.expiresAt = expiresAt
    }
  }

  public struct SessionClosed: Sendable, Equatable, Codable {
    public let token: String
    public init(token: String) { self.token = token }
  }

  public struct PairingOffered: Sendable, Equatable, Codable {
    public let hall: Hall.ID
    public let kind: Device.Kind
    public let name: String
    /// The digest of the code.
    public let code: String
    public let expiresAt: Moment
    public init(hall: Hall.ID, kind: Device.Kind, name: String, code: String, expiresAt: Moment) {
      self.hall = hall
      self.kind = kind
      self.name = name
      self.code = code
      self.expiresAt = expiresAt
    }
  }

  public struct DevicePaired: Sendable, Equatable, Codable {
    public let device: Device
    /// The digest of the token.
    public let token: String
    public init(device: Device, token: String) {
      self.device = device
      self.token = token
    }
  }

  /// The device's name or setup is another.
  public struct DeviceSaved: Sendable, Equatable, Codable {
    public let device: Device
    public init(device: Device) { self.device = device }
  }

  /// A year's notice was loaded.
  public struct CalendarSaved: Sendable, Equatable, Codable {
    public let year: CalendarYear
    /// The days on which offices work now and did not by what was known before, or the other way round: a due
    /// date that was said before counts anew when one of them lies in its way.
    public let changed: [CivilDate]

    public init(year: CalendarYear, changed: [CivilDate]) {
      self.year = year
      self.changed = changed
    }
  }

  /// A further day off in this place.
  public struct LocalDaySaved: Sendable, Equatable, Codable {
    public let date: CivilDate
    public let name: String

    public init(date: CivilDate, name: String) {
      self.date = date
      self.name = name
    }
  }

  public struct DeviceUnpaired: Sendable, Equatable, Codable {
    public let hall: Hall.ID
    public init(hall: Hall.ID) { self.hall = hall }
  }
}
