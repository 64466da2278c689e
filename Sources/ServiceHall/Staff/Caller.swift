/// Who asks: known before any handler runs. 请求者
public enum Caller: Sendable, Equatable {
  /// Nobody signed in; a citizen at a page, perhaps with a secret in the address.
  case visitor
  /// The machine itself, or somebody at its terminal.
  case system
  case staff(Staff)
  case device(Device)

  /// How the journal names the person.
  public var actor: String {
    switch self {
    case .visitor: "visitor"
    case .system: "system"
    case .staff(let staff): "staff:\(staff.id)"
    case .device: "visitor"
    }
  }

  /// How the journal names the machine that the person used.
  public var device: String {
    if case .device(let device) = self { device.id.rawValue } else { "" }
  }

  /// The roles that hold in `hall`.
  public func roles(in hall: Hall.ID?) -> Set<Role> {
    if case .staff(let staff) = self { staff.roles(in: hall) } else { [] }
  }
}
