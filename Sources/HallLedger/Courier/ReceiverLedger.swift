public import Courier
import Foundation
import GRDB
import Seal
public import ServiceHall

/// The receiving end's store in one SQLite file. 接收端
///
/// Invariants, cited by number in `ReceiverLedgerTests`; those of the channel that are kept here in brackets:
/// 1. A stream is an unbroken run from 1, each row chained to the one before (C3).
/// 2. A message makes one item of work, by whatever stream and however often it comes (C2).
/// 3. What is answered is on disk (C4); what cannot be written changes nothing (C10).
/// 4. A batch that contradicts what is held is kept (C5).
public final class ReceiverLedger: ReceiverDesk, Sendable {
  let pool: DatabasePool
  let clock: HallClock
  private let path: String
  /// What only a restore changes.
  let identity: (incarnation: String, epoch: Epoch)

  /// Opens the store in `folder`, or makes it.
  ///
  /// - Parameter mint: that many random hex digits.
  public init(folder: String, clock: HallClock, mint: (Int) -> String) throws {
    path = folder + "/receiver.sqlite"
    self.clock = clock
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      pool = try Ledger<Hall>.durablePool(path)
      var migrator = DatabaseMigrator()
      for migration in ReceiverSchema.migrations {
        migrator.registerMigration(migration.name) { try $0.execute(sql: migration.sql) }
      }
      guard try !pool.read(migrator.hasBeenSuperseded) else { throw LedgerFault.newerDatabase(path) }
      try migrator.migrate(pool)
      let (incarnation, epoch) = (mint(16), mint(32))
      let row = try pool.write { database in
        try database.run(
          "INSERT INTO store(id, incarnation, epoch) VALUES (1, ?, ?) ON CONFLICT DO NOTHING",
          [incarnation, epoch])
        return try database.row("SELECT incarnation, epoch FROM store")
      }
      let name: String = row?["epoch"] ?? ""
      guard let row, let epoch = Epoch(name) else { throw LedgerFault.damaged(path) }
      identity = (row["incarnation"], epoch)
    } catch {
      throw LedgerFault.translated(error, folder: folder)
    }
  }

  public var incarnation: String { get async throws { identity.incarnation } }

  public func close() {
    pool.releaseMemory()
    try? pool.close()
  }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    do {
      return try await pool.write(body)
    } catch {
      throw LedgerFault.translated(error, folder: path)
    }
  }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    do {
      return try await pool.read(body)
    } catch {
      throw LedgerFault.translated(error, folder: path)
    }
  }

  /// Everything that is held now is in a backup elsewhere. From the first one on, `safe` means just that.
  public func noteBackup() async throws {
    try await write { database in
      try database.run("UPDATE store SET has_backup = 1")
      try database.run("UPDATE stream SET safe = high_water")
    }
  }

  // MARK: Halls

  public func hall(_ id: Hall.ID) async throws -> EnrolledHall? {
    try await read { database in
      guard
        let row = try database.row(
          "SELECT name, division FROM enrolled_hall WHERE hall = ?", [id.rawValue])
      else { return nil }
      let keys = try database.rows(
        "SELECT suite, bytes FROM hall_key WHERE hall = ? ORDER BY at DESC", [id.rawValue])
      return EnrolledHall(
        hall: id, name: row["name"], division: row["division"],
        keys: keys.compactMap { row in
          let (suite, bytes): (String, Data) = (row["suite"], row["bytes"])
          return SignatureSuite(rawValue: suite).flatMap { PublicKey($0, bytes: [UInt8](bytes)) }
        })
    }
  }

  /// Keeps the digest of a code that will enrol one hall once.
  public func addCode(digest: String) async throws {
    let now = clock.now().milliseconds
    try await write { database in
      try database.run(
        "INSERT OR IGNORE INTO enrolment_code(digest, made_at) VALUES (?, ?)", [digest, now])
    }
  }

  /// Uses a code up and notes the hall with its key.
  ///
  /// - Returns: whether the code was good.
  public func enrol(_ hall: EnrolledHall, codeDigest: String) async throws -> Bool {
    let now = clock.now().milliseconds
    return try await write { database in
      try database.run(
        "UPDATE enrolment_code SET used_at = ?, hall = ? WHERE digest = ? AND used_at IS NULL",
        [now, hall.hall.rawValue, codeDigest])
      guard database.changesCount == 1 else { return false }
      try database.run(
        """
        INSERT INTO enrolled_hall(hall, name, division, at) VALUES (?, ?, ?, ?)
        ON CONFLICT(hall) DO UPDATE SET name = excluded.name, division = excluded.division
        """, [hall.hall.rawValue, hall.name, hall.division, now])
      for key in hall.keys {
        try database.run(
          "INSERT OR REPLACE INTO hall_key(hall, key, suite, bytes, at) VALUES (?, ?, ?, ?, ?)",
          [hall.hall.rawValue, key.id, key.suite.rawValue, Data(key.bytes), now])
      }
      return true
    }
  }

  // MARK: Streams

  public func take<Answer: Sendable>(
    _ stream: StreamID, _ body: @escaping @Sendable (any StreamHolding) throws -> Answer
  ) async throws -> Answer {
    let now = clock.now()
    return try await write { database in
      try body(try ReceiverStream(stream, now: now, in: database))
    }
  }
}
