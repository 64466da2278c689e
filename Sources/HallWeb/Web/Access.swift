public import ServiceHall

/// Who may use a route. The gate reads it before any handler runs, and so does the isolation test.
public struct Access: Sendable, Equatable {
  /// Everybody, signed in or not.
  public let isPublic: Bool
  /// Roles that suffice: in the route's hall, or for the county.
  public let roles: Set<Role>
  /// Kinds of device of the route's hall.
  public let devices: Set<Device.Kind>
  /// Programs on this machine itself.
  public let isLocal: Bool

  private init(
    isPublic: Bool = false, roles: Set<Role> = [], devices: Set<Device.Kind> = [],
    isLocal: Bool = false
  ) {
    self.isPublic = isPublic
    self.roles = roles
    self.devices = devices
    self.isLocal = isLocal
  }

  public static let anyone = Access(isPublic: true)

  public static func only(_ roles: Role..., devices: Device.Kind...) -> Access {
    Access(roles: Set(roles), devices: Set(devices))
  }

  /// Anybody who works in the hall.
  public static let staff = Access(roles: Set(Role.allCases).subtracting([.operator]))

  /// Anybody who works in the hall, and the kiosks that people use by themselves.
  public static let staffAndKiosk = Access(roles: staff.roles, devices: [.kiosk])

  public static func local(or roles: Role...) -> Access {
    Access(roles: Set(roles), isLocal: true)
  }

  /// - Parameter hall: the route's hall; nil for a route of the machine.
  public func allows(_ caller: Caller, in hall: Hall.ID?, fromLoopback: Bool) -> Bool {
    if isPublic || (isLocal && fromLoopback) { return true }
    switch caller {
    case .visitor, .system: return false
    case .device(let device): return device.hall == hall && devices.contains(device.kind)
    case .staff(let staff):
      if let hall { return !roles.isDisjoint(with: staff.roles(in: hall)) }
      return staff.grants.contains { roles.contains($0.role) }
    }
  }
}
