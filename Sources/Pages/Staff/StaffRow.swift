public import ServiceHall

/// A person as the lists of accounts show it.
public struct StaffRow: Sendable {
  public struct Granted: Sendable {
    public var role: Role
    /// nil for a role of the whole county.
    public var hallName: String?

    public init(role: Role, hallName: String? = nil) {
      self.role = role
      self.hallName = hallName
    }
  }

  public var account: String
  public var name: String
  public var grants: [Granted]
  public var isLocked: Bool
  /// Whether it is the person who looks: nobody locks themselves.
  public var isSelf: Bool = false

  public init(
    account: String, name: String, grants: [Granted], isLocked: Bool, isSelf: Bool = false
  ) {
    self.account = account
    self.name = name
    self.grants = grants
    self.isLocked = isLocked
    self.isSelf = isSelf
  }
}

/// A new account as an administrator types it; the password is never shown again.
public struct StaffForm: Sendable {
  public struct Grant: Sendable {
    public var role: String = ""
    public var hall: String = ""

    public init(role: String = "", hall: String = "") {
      self.role = role
      self.hall = hall
    }
  }

  public var account: String = ""
  public var name: String = ""
  /// For a hall: each role that was ticked. For the county: up to three pairs.
  public var grants: [Grant] = []

  public init(account: String = "", name: String = "", grants: [Grant] = []) {
    self.account = account
    self.name = name
    self.grants = grants
  }
}
