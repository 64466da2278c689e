/// What a person may do; granted for one hall, or for the county. 角色
public enum Role: String, Sendable, CaseIterable, Codable {
  /// 系统管理员: the machine
  case `operator`
  /// 县级管理员
  case countyAdmin
  /// 大厅管理员
  case hallAdmin
  /// 窗口人员
  case clerk
  /// 审批人员
  case reviewer
  /// 监察人员
  case supervisor
  /// 代办员
  case agent
  /// 审计员: reads the journal, changes nothing
  case auditor

  /// Whether the role is granted for one hall rather than for the whole machine.
  public var needsHall: Bool { self != .operator && self != .countyAdmin }

  /// System, security and audit administration may not meet in one person (GB/T 22239-2019, separated
  /// administrators). Roles of the last group combine freely among themselves.
  public enum Duty: Sendable { case system, security, audit, business }

  public var duty: Duty {
    switch self {
    case .operator: .system
    case .countyAdmin, .hallAdmin: .security
    case .auditor: .audit
    case .clerk, .reviewer, .supervisor, .agent: .business
    }
  }
}

/// One role, and the hall in which it holds.
public struct Grant: Sendable, Hashable, Codable {
  public let role: Role
  public let hall: Hall.ID?

  /// - Returns: nil when a hall's role lacks its hall, or a county role names one.
  public init?(role: Role, hall: Hall.ID?) {
    guard role.needsHall == (hall != nil) else { return nil }
    self.role = role
    self.hall = hall
  }

  private enum Key: String, CodingKey { case role, hall }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let role = try container.decode(Role.self, forKey: .role)
    let hall = try container.decodeIfPresent(Hall.ID.self, forKey: .hall)
    guard let grant = Grant(role: role, hall: hall) else {
      throw DecodingError.dataCorruptedError(
        forKey: .hall, in: container, debugDescription: "not a grant")
    }
    self = grant
  }
}
