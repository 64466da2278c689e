import GRDB
public import ServiceHall

/// Who and what the machine knows, kept in memory: every request is bound to a caller by it.
public struct CountyFacts: Sendable {
  public struct Session: Sendable {
    public let staff: Staff.ID
    public let expiresAt: Moment
  }

  public let county: County
  public let halls: [Hall.ID: Hall]
  public let staff: [Staff.ID: Staff]
  /// By the digest of the token.
  public let sessions: [String: Session]
  /// By the digest of the token.
  public let devices: [String: Device]
  public let calendar: WorkingCalendar
  /// Some dozens; the items are read from their tables.
  public let departments: [Department.ID: Department]

  public var orderedHalls: [Hall] {
    halls.values.sorted { ($0.division, $0.id) < ($1.division, $1.id) }
  }

  public func devices(of hall: Hall.ID) -> [Device] {
    devices.values.filter { $0.hall == hall }.sorted { $0.id < $1.id }
  }

  /// Staff with a role in `hall`; everyone when nil.
  public func staff(of hall: Hall.ID?) -> [Staff] {
    staff.values.filter { person in hall == nil || person.grants.contains { $0.hall == hall } }
      .sorted { $0.id < $1.id }
  }

  static func load(_ database: Database) throws -> CountyFacts {
    let county = try database.row("SELECT body FROM county").map {
      try CanonicalJSON.value(County.self, from: $0["body"])
    }
    var halls: [Hall.ID: Hall] = [:]
    for row in try database.rows("SELECT body FROM hall") {
      let hall = try CanonicalJSON.value(Hall.self, from: row["body"])
      halls[hall.id] = hall
    }
    var staff: [Staff.ID: Staff] = [:]
    for row in try database.rows("SELECT id, name, grants, locked, failures FROM staff") {
      let id = try row.identifier(Staff.ID.self, "id")
      staff[id] = Staff(
        id: id, name: row["name"],
        grants: try CanonicalJSON.value([Grant].self, from: row["grants"]),
        isLocked: row["locked"], failures: row["failures"])
    }
    var sessions: [String: Session] = [:]
    for row in try database.rows("SELECT token, staff, expires_at FROM session") {
      sessions[row["token"]] = Session(
        staff: try row.identifier(Staff.ID.self, "staff"),
        expiresAt: Moment(milliseconds: row["expires_at"]))
    }
    var devices: [String: Device] = [:]
    for row in try database.rows("SELECT token, body FROM device") {
      devices[row["token"]] = try CanonicalJSON.value(Device.self, from: row["body"])
    }
    var departments: [Department.ID: Department] = [:]
    for row in try database.rows("SELECT body FROM department") {
      let department = try CanonicalJSON.value(Department.self, from: row["body"])
      departments[department.id] = department
    }
    return CountyFacts(
      county: county ?? County(name: ""), halls: halls, staff: staff, sessions: sessions,
      devices: devices, calendar: try CalendarTable.load(database), departments: departments)
  }
}
