/// One thread's way to the database; it connects when it must.
///
/// Invariants:
/// 1. A transaction is committed before its value is given; whatever is thrown leaves no change, but for
///    `StoreFault.lost`, after which only the store knows.
/// 2. Only transactions that PostgreSQL gave up for the sake of others are run again, and not for ever.
final class Session {
  static let attempts = 5

  private let connect: () throws -> Connection
  private var connection: Connection?

  init(connect: @escaping () throws -> Connection) { self.connect = connect }

  /// Runs `body` in one transaction; it may be run again and must do nothing but by its connection.
  func write<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    try transaction("BEGIN ISOLATION LEVEL READ COMMITTED", body)
  }

  /// Reads from one state of the database.
  func read<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    try transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
  }

  private func transaction<Value>(
    _ begin: String, _ body: (Connection) throws -> Value
  ) throws -> Value {
    var attempt = 1
    while true {
      let connection = try begun(begin)
      do {
        let value = try body(connection)
        // A transaction in which an error was passed over ends so without a word.
        guard try connection.command("COMMIT").tag == "COMMIT" else {
          throw StoreFault.refused(state: "25P02", message: "rolled back")
        }
        return value
      } catch {
        rollBack(connection)
        guard let fault = error as? StoreFault, fault.isPassing, attempt < Self.attempts else {
          throw error
        }
        attempt += 1
      }
    }
  }

  /// A connection that stood idle may have ended meanwhile; nothing is lost by trying another.
  private func begun(_ begin: String) throws -> Connection {
    if let connection {
      do {
        try connection.command(begin)
        return connection
      } catch StoreFault.lost {
        self.connection = nil
      }
    }
    let made = try connect()
    try made.command(begin)
    connection = made
    return made
  }

  private func rollBack(_ connection: Connection) {
    let isSound = !connection.isLost && (try? connection.command("ROLLBACK")) != nil
    if !isSound { self.connection = nil }
  }
}
