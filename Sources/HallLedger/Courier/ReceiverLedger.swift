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
  private let file: StoreFile
  let clock: HallClock
  /// What only a restore changes.
  let identity: (incarnation: String, epoch: Epoch)

  /// Opens the store in `folder`, or makes it.
  ///
  /// - Parameter mint: that many random hex digits.
  public init(folder: String, clock: HallClock, mint: (Int) -> String) throws {
    self.clock = clock
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw LedgerFault.translated(error, folder: folder)
    }
    let path = folder + "/receiver.sqlite"
    file = try StoreFile(path, migrations: ReceiverSchema.migrations)
    let (incarnation, epoch) = (mint(16), mint(32))
    identity = try file.writeAtOnce { database in
      try database.run(
        "INSERT INTO store(id, incarnation, epoch) VALUES (1, ?, ?) ON CONFLICT DO NOTHING",
        [incarnation, epoch])
      let row = try database.row("SELECT incarnation, epoch FROM store")
      let name: String = row?["epoch"] ?? ""
      guard let row, let epoch = Epoch(name) else { throw LedgerFault.damaged(path) }
      return (row["incarnation"], epoch)
    }
  }

  public var incarnation: String { get async throws { identity.incarnation } }

  public func close() { file.close() }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value { try await file.write(body) }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value { try await file.read(body) }

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
        "SELECT suite, bytes, retired_at IS NOT NULL FROM hall_key WHERE hall = ? ORDER BY at DESC",
        [id.rawValue]
      ).map { row in
        let bytes: Data = row[1]
        return HallKey(suite: row[0], bytes: [UInt8](bytes), isRetired: row[2])
      }
      return EnrolledHall(
        hall: id, name: row["name"], division: row["division"], keys: keys)
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
      for (id, key) in hall.keptKeys {
        try database.run(
          "INSERT OR REPLACE INTO hall_key(hall, key, suite, bytes, at) VALUES (?, ?, ?, ?, ?)",
          [hall.hall.rawValue, id, key.suite, Data(key.bytes), now])
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
