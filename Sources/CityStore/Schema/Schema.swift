import Courier
import Seal

/// Brings the tables up to date.
///
/// Invariants, cited by number in `SchemaTests`:
/// 1. A migration runs once, whole, and is noted with the digest of its text.
/// 2. A database that a newer program made, or whose migrations are others, is left untouched.
enum Schema {
  struct Migration {
    /// From 1 without gaps.
    let number: Int
    let name: String
    let sql: String

    var digest: String { Hex.encode(Seal.Digest.sha256.hash(Array(sql.utf8))) }
  }

  static let name = "yizhan"

  static let migrations = [cityMigration, keyRotationMigration, finishedDocumentMigration]

  /// - Throws: `StoreFault.newerDatabase` and `.damaged`.
  static func migrate(_ connection: Connection) throws {
    // Two receivers may be started at once.
    try connection.run("SELECT pg_advisory_xact_lock(hashtextextended('yizhan schema', 0))")
    // To make what is there already needs a right that the role may lack.
    let isThere = try connection.run("SELECT 1 WHERE to_regnamespace($1) IS NOT NULL", .text(name))
    if isThere.count == 0 { try connection.command("CREATE SCHEMA yizhan") }
    if try connection.run("SELECT 1 WHERE to_regclass('yizhan.migration') IS NOT NULL").count == 0 {
      try connection.command(
        """
        CREATE TABLE yizhan.migration(
          number integer PRIMARY KEY,
          name text NOT NULL,
          digest text NOT NULL,
          at timestamptz NOT NULL DEFAULT now()
        )
        """)
    }
    let applied = try connection.run("SELECT number, digest FROM yizhan.migration ORDER BY number")
      .map { (number: try $0.integer(0), digest: try $0.text(1)) }
    if let last = applied.last, last.number > migrations.count {
      throw StoreFault.newerDatabase(last.number)
    }
    for (migration, row) in zip(migrations, applied) {
      guard migration.number == row.number, migration.digest == row.digest else {
        throw StoreFault.damaged("migration \(row.number)")
      }
    }
    for migration in migrations.dropFirst(applied.count) {
      try connection.command(migration.sql)
      try connection.run(
        "INSERT INTO yizhan.migration(number, name, digest) VALUES ($1, $2, $3)",
        .integer(migration.number), .text(migration.name), .text(migration.digest))
    }
  }
}
