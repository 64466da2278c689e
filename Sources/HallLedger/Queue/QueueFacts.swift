import GRDB
public import ServiceHall

/// A hall's set-up, kept in memory: its lines, its windows and which of them are open, its rules and its
/// business day.
public struct QueueFacts: Sendable {
  public let offset: UTCOffset
  public let lines: [Line.ID: Line]
  public let windows: [Window.ID: Window.Setup]
  /// The windows where a clerk sits and does not pause.
  public let openWindows: Set<Window.ID>
  /// The windows that serve a line, open or not, in the order of their numbers.
  public let serving: [Line.ID: [Window.ID]]
  public let settings: QueueSettings
  /// The days off that are not over, by their first days.
  public let closures: [Closure]
  /// The business day of the last entry that concerned the queue; nil before the first.
  public let day: CivilDate?
  /// The last call for help of each kiosk that has asked today, oldest first.
  public let helpCalls: [HelpCall]
  /// Where every change is reported; nil for a hall that stands alone.
  public let upstream: Upstream?

  public var orderedLines: [Line] { lines.values.sorted { $0.id < $1.id } }

  /// The business day at `moment`: the calendar day here, and never one before the present one.
  public func businessDay(at moment: Moment) -> CivilDate {
    let date = offset.date(of: moment)
    return max(date, day ?? date)
  }

  public func line(_ id: Line.ID) throws(QueueRefusal) -> Line {
    guard let line = lines[id] else { throw .unknownLine }
    return line
  }

  static func load(_ database: Database, offset: UTCOffset) throws -> QueueFacts {
    var lines: [Line.ID: Line] = [:]
    for row in try database.rows("SELECT body FROM line") {
      let line = try CanonicalJSON.value(Line.self, from: row["body"])
      lines[line.id] = line
    }
    var windows: [Window.ID: Window.Setup] = [:]
    var openWindows: Set<Window.ID> = []
    for row in try database.rows("SELECT id, setup, state FROM \"window\"") {
      let id = try row.identifier(Window.ID.self, "id")
      if row["state"] == Window.StateName.open.rawValue { openWindows.insert(id) }
      windows[id] = try CanonicalJSON.value(Window.Setup.self, from: row["setup"])
    }
    // 2 stands before 10.
    let ordered = windows.sorted { left, right in
      (left.key.rawValue.utf8.count, left.key) < (right.key.rawValue.utf8.count, right.key)
    }
    var serving: [Line.ID: [Window.ID]] = [:]
    for (window, setup) in ordered {
      for service in setup.services { serving[service.line, default: []].append(window) }
    }
    let settings = try database.row("SELECT body FROM settings")
    let day: String? = try database.row("SELECT day FROM business_day")?["day"]
    return QueueFacts(
      offset: offset, lines: lines, windows: windows, openWindows: openWindows,
      serving: serving,
      settings: try settings.map { try CanonicalJSON.value(QueueSettings.self, from: $0["body"]) }
        ?? QueueSettings(),
      closures: try ClosureTable.all(in: database), day: day.flatMap(CivilDate.init),
      helpCalls: try HelpProjection.calls(in: database),
      upstream: try CourierProjection.upstream(in: database))
  }
}

extension Row {
  /// A column that holds an identifier.
  func identifier<ID: LosslessStringConvertible>(_ type: ID.Type, _ column: String) throws -> ID {
    let text: String = self[column]
    guard let id = ID(text) else { throw LedgerFault.damaged("\(column) \(text)") }
    return id
  }

  func optionalIdentifier<ID: LosslessStringConvertible>(
    _ type: ID.Type, _ column: String
  ) -> ID? {
    let text: String? = self[column]
    return text.flatMap(ID.init)
  }
}
