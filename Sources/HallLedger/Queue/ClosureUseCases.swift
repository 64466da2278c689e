import GRDB
public import ServiceHall

/// The hall's days off that are not over.
enum ClosureTable {
  static let name = "closure"

  static let migration = (
    name: "0008-closures",
    sql: """
    CREATE TABLE closure(
      seq INTEGER PRIMARY KEY,
      first TEXT NOT NULL,
      last TEXT NOT NULL,
      reason TEXT NOT NULL
    ) STRICT;
    """
  )

  static func add(_ days: Closure.Days, _ stamp: Stamp, to database: Database) throws {
    try database.run(
      "INSERT INTO closure(seq, first, last, reason) VALUES (?, ?, ?, ?)",
      [stamp.seq, days.from.description, days.through.description, days.reason])
  }

  static func remove(_ seq: Int64, from database: Database) throws {
    try database.run("DELETE FROM closure WHERE seq = ?", [seq])
  }

  static func forget(before day: CivilDate, in database: Database) throws {
    try database.run("DELETE FROM closure WHERE last < ?", [day.description])
  }

  /// By their first days.
  static func all(in database: Database) throws -> [Closure] {
    try database.rows("SELECT * FROM closure ORDER BY first, seq").map { row in
      Closure(
        id: row["seq"],
        days: Closure.Days(
          from: try row.identifier(CivilDate.self, "first"),
          through: try row.identifier(CivilDate.self, "last"), reason: row["reason"]))
    }
  }
}

extension Ledger where Scope == Hall {
  /// More are not planned at once.
  private static var mostClosures: Int { 50 }

  /// Closes the hall for some days. The same days with the same reason again change nothing.
  ///
  /// - Throws: `InputRefusal` naming `from`, `through` or `reason`.
  public func addClosure(
    from: CivilDate, through: CivilDate, reason: String?, by caller: Caller
  ) async throws {
    try await record(by: caller) { draft in
      let facts = try draft.facts()
      let days = try Closure.Days(
        from: from, through: through, reason: reason, today: facts.offset.date(of: draft.now))
      guard !facts.closures.contains(where: { $0.days == days }) else { return }
      guard facts.closures.count < Self.mostClosures else { throw InputRefusal("from", .tooMany) }
      try draft.append(.queue(.closureAdded(days)))
    }
  }

  /// Takes a closure back, also one that has begun.
  ///
  /// - Throws: `QueueRefusal.unknownClosure` when it is over or gone.
  public func removeClosure(_ id: Int64, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      guard try draft.facts().closures.contains(where: { $0.id == id }) else {
        throw QueueRefusal.unknownClosure
      }
      try draft.append(.queue(.closureRemoved(id)))
    }
  }
}
