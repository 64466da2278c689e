import GRDB
public import ServiceHall

/// The last call for help of each kiosk.
enum HelpSchema {
  static let tables = ["help_call"]

  static let migration = (
    name: "0006-help",
    sql: """
    CREATE TABLE help_call(
      device TEXT PRIMARY KEY,
      seq INTEGER NOT NULL,
      asked_at INTEGER NOT NULL,
      attended_at INTEGER
    ) STRICT, WITHOUT ROWID;
    """
  )
}

/// Applies calls for help.
struct HelpProjection {
  let database: Database
  let stamp: Stamp

  func ask(_ device: Device.ID) throws {
    try database.run(
      "INSERT OR REPLACE INTO help_call(device, seq, asked_at, attended_at) VALUES (?, ?, ?, NULL)",
      [device.rawValue, stamp.seq, stamp.at.milliseconds])
  }

  func attend(_ device: Device.ID, _ attended: QueueEvent.HelpAttended) throws {
    try database.run(
      "UPDATE help_call SET attended_at = ? WHERE device = ? AND seq = ?",
      [stamp.at.milliseconds, device.rawValue, attended.asked])
  }

  /// Nobody who asked yesterday still stands there.
  func forgetAll() throws { try database.run("DELETE FROM help_call") }

  /// Oldest first.
  static func calls(in database: Database) throws -> [HelpCall] {
    try database.rows("SELECT * FROM help_call ORDER BY seq").map { row in
      let attendedAt: Int64? = row["attended_at"]
      return HelpCall(
        device: try row.identifier(Device.ID.self, "device"), seq: row["seq"],
        askedAt: Moment(milliseconds: row["asked_at"]),
        attendedAt: attendedAt.map { Moment(milliseconds: $0) })
    }
  }
}

extension Ledger where Scope == Hall {
  /// Calls somebody to a kiosk. While a call of this kiosk is open, asking again changes nothing.
  public func askForHelp(at device: Device.ID, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      let isOpen = try draft.facts().helpCalls.contains { $0.device == device && $0.isOpen }
      if !isOpen { try draft.append(.queue(.helpAsked(device))) }
    }
  }

  /// Says that somebody goes there. A call that another has answered, or that is over, is left alone.
  ///
  /// - Parameter seq: the call that the person saw, so that a newer one stays open.
  public func attendHelp(_ seq: Int64, at device: Device.ID, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      let isOpen = try draft.facts().helpCalls.contains {
        $0.device == device && $0.seq == seq && $0.isOpen
      }
      if isOpen {
        try draft.append(.queue(.helpAttended(device, QueueEvent.HelpAttended(asked: seq))))
      }
    }
  }
}
