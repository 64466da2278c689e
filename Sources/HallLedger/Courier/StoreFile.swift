import GRDB
import ServiceHall

/// A SQLite file of the channel that is no ledger: it has no journal.
struct StoreFile: Sendable {
  private let pool: DatabasePool
  private let path: String

  /// Opens the file, or makes it.
  ///
  /// - Throws: `LedgerFault`.
  init(_ path: String, migrations: [(name: String, sql: String)]) throws {
    self.path = path
    do {
      pool = try Ledger<Hall>.durablePool(path)
      var migrator = DatabaseMigrator()
      for migration in migrations {
        migrator.registerMigration(migration.name) { try $0.execute(sql: migration.sql) }
      }
      guard try !pool.read(migrator.hasBeenSuperseded) else { throw LedgerFault.newerDatabase(path) }
      try migrator.migrate(pool)
    } catch {
      throw LedgerFault.translated(error, folder: path)
    }
  }

  func close() {
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

  /// Before anybody else uses the file.
  func writeAtOnce<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try pool.write(body)
    } catch {
      throw LedgerFault.translated(error, folder: path)
    }
  }
}
