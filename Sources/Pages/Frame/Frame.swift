public import ServiceHall

/// What surrounds every page: whose hall it is, who looks at it, and what has just happened.
public struct Frame: Sendable {
  public struct HallName: Sendable {
    public var code: String
    public var name: String

    public init(code: String, name: String) {
      self.code = code
      self.name = name
    }
  }

  public struct SignedIn: Sendable {
    public var name: String
    /// The roles that hold in the frame's hall, the county's included.
    public var roles: Set<Role>

    public init(name: String, roles: Set<Role>) {
      self.name = name
      self.roles = roles
    }
  }

  /// The time as the header shows it.
  public struct Time: Sendable {
    /// `HH:mm`
    public var time: String
    public var weekday: Weekday

    public init(time: String, weekday: Weekday) {
      self.time = time
      self.weekday = weekday
    }
  }

  /// How the screen is to be drawn for eyes that need more. 大字、高对比
  public struct Modes: Sendable, Equatable {
    public var large: Bool = false
    public var contrast: Bool = false

    public init(large: Bool = false, contrast: Bool = false) {
      self.large = large
      self.contrast = contrast
    }
  }

  /// Stands in every form as the hidden field `csrf`.
  public var csrf: String
  public var hall: HallName?
  public var person: SignedIn?
  public var time: Time?
  public var isClockSuspect: Bool = false
  public var flash: Flash?
  public var modes: Modes = Modes()

  public init(
    csrf: String, hall: HallName? = nil, person: SignedIn? = nil, time: Time? = nil,
    isClockSuspect: Bool = false, flash: Flash? = nil, modes: Modes = Modes()
  ) {
    self.csrf = csrf
    self.hall = hall
    self.person = person
    self.time = time
    self.isClockSuspect = isClockSuspect
    self.flash = flash
    self.modes = modes
  }
}
