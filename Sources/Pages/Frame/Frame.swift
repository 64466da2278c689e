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
    /// The code of the hall where the person works, for pages that belong to no hall: there the roles
    /// hold, and there the links lead.
    public var home: String?

    public init(name: String, roles: Set<Role>, home: String? = nil) {
      self.name = name
      self.roles = roles
      self.home = home
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

  /// How the screen is to be drawn for those who need it otherwise. 大字、高对比、轮椅、朗读
  public struct Modes: Sendable, Equatable {
    public var large: Bool = false
    public var contrast: Bool = false
    /// Whether what is pressed stands in the lower half of a kiosk.
    public var low: Bool = false
    /// Whether a kiosk speaks each step.
    public var spoken: Bool = false

    public init(
      large: Bool = false, contrast: Bool = false, low: Bool = false, spoken: Bool = false
    ) {
      self.large = large
      self.contrast = contrast
      self.low = low
      self.spoken = spoken
    }

    /// What stays when one visitor of a kiosk leaves and another comes: how the screen is to be read, but
    /// neither where its buttons stand nor whether it speaks.
    public var forNextVisitor: Modes { Modes(large: large, contrast: contrast) }

    /// Turns one mode on or off; a name that is none changes nothing.
    public mutating func toggle(_ name: String) {
      switch name {
      case "large": large.toggle()
      case "contrast": contrast.toggle()
      case "low": low.toggle()
      case "spoken": spoken.toggle()
      default: return
      }
    }
  }

  /// Somebody at a kiosk waits for a person.
  public struct HelpCall: Sendable {
    public var device: String
    public var deviceName: String
    public var seq: Int64
    /// `HH:mm`
    public var askedAt: String

    public init(device: String, deviceName: String, seq: Int64, askedAt: String) {
      self.device = device
      self.deviceName = deviceName
      self.seq = seq
      self.askedAt = askedAt
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
  /// The open calls for help of the hall; nil where nobody looks who could go there.
  public var helpCalls: [HelpCall]?

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
