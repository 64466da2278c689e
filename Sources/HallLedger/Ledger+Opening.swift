import Foundation
import GRDB
import ServiceHall

extension Ledger {
  /// Opens the ledger in `folder`, bringing its tables up to date.
  ///
  /// A crash between the backup and the end of the migrations leaves the file as it was before, for each
  /// migration is a transaction; the backup stands beside it.
  ///
  /// - Throws: `LedgerFault`.
  static func open(
    folder: String, projection: Projection<Scope>, surroundings: LedgerSurroundings
  ) throws -> Ledger {
    let path = folder + "/" + projection.fileName
    guard FileManager.default.fileExists(atPath: path) else { throw LedgerFault.missing(folder) }
    do {
      try bringUpToDate(path, projection)
      return try assemble(
        try durablePool(path), folder: folder, projection: projection, surroundings: surroundings)
    } catch {
      throw LedgerFault.translated(error, folder: folder)
    }
  }

  /// Makes a new ledger in `folder`, with its header as journal row 0.
  static func create(
    folder: String, digest: JournalDigestName, projection: Projection<Scope>,
    surroundings: LedgerSurroundings
  ) throws -> Ledger {
    let path = folder + "/" + projection.fileName
    guard !FileManager.default.fileExists(atPath: path) else { throw LedgerFault.exists(folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    do {
      // Under another name until it is whole: a crash leaves nothing that bars the place.
      let part = path + ".new"
      try? FileManager.default.removeItem(atPath: part)
      try write(digest, projection, surroundings, to: part)
      try FileManager.default.moveItem(atPath: part, toPath: path)
      return try assemble(
        try durablePool(path), folder: folder, projection: projection, surroundings: surroundings)
    } catch {
      throw LedgerFault.translated(error, folder: folder)
    }
  }

  private static func write(
    _ digest: JournalDigestName, _ projection: Projection<Scope>, _ surroundings: LedgerSurroundings,
    to path: String
  ) throws {
    let queue = try DatabaseQueue(path: path, configuration: configuration())
    try migrator(projection).migrate(queue)
    let header = JournalHeader(digest: digest, epoch: Self.mintEpoch(), format: 1)
    let entry = JournalEntry(
      seq: 0, at: surroundings.clock.now(), actor: "system", device: "",
      kind: JournalHeader.kind, subject: "", body: try CanonicalJSON.text(header))
    let chain = surroundings.digest(digest).chain([], entry.line)
    try queue.write { database in
      try JournalTable.insert(entry, chain: chain, into: database)
      try JournalTable.setHead(seq: 0, chain: chain, in: database)
    }
    try queue.close()
  }

  /// 128 random bits in hex.
  static func mintEpoch() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<16).map { _ in
      let byte = UInt8.random(in: 0...255, using: &generator)
      return String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }

  /// A file whose commits are on disk when they return.
  static func durablePool(_ path: String) throws -> DatabasePool {
    let pool = try DatabasePool(path: path, configuration: configuration())
    // The pool itself sets NORMAL when it turns on the write-ahead log; with NORMAL a power cut may lose
    // answered commits.
    try pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // The writer goes from index to index; what it reads again and again should stay with it (2 MB at
      // most), and the log is folded into the file every 16 MB rather than every 4.
      try database.execute(sql: "PRAGMA cache_size = -2048")
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
    }
    return pool
  }

  static func configuration(readOnly: Bool = false) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.maximumReaderCount = 2
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA foreign_keys = ON")
      // 512 KB for each reader: hundreds of halls share one small machine.
      try database.execute(sql: "PRAGMA cache_size = -512")
      try database.execute(sql: "PRAGMA temp_store = MEMORY")
    }
    return configuration
  }

  static func migrator(_ projection: Projection<Scope>) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in [JournalTable.migration] + projection.migrations {
      migrator.registerMigration(migration.name) { try $0.execute(sql: migration.sql) }
    }
    return migrator
  }

  /// Migrates the file if need be, through a connection of its own: a pool writes to the file when it opens
  /// it, and a newer file must stay as it is.
  private static func bringUpToDate(_ path: String, _ projection: Projection<Scope>) throws {
    let migrator = migrator(projection)
    let queue = try DatabaseQueue(path: path, configuration: configuration())
    defer { try? queue.close() }
    let (isNewer, isComplete) = try queue.read { database in
      (try migrator.hasBeenSuperseded(database), try migrator.hasCompletedMigrations(database))
    }
    guard !isNewer else { throw LedgerFault.newerDatabase(path) }
    guard !isComplete else { return }
    let backup = path + ".before-" + (projection.migrations.last?.name ?? "migration")
    if !FileManager.default.fileExists(atPath: backup) {
      // Under another name first: a crash must not leave half a backup that looks whole.
      let part = backup + ".part"
      try? FileManager.default.removeItem(atPath: part)
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "VACUUM INTO ?", arguments: [part])
      }
      try FileManager.default.moveItem(atPath: part, toPath: backup)
    }
    try migrator.migrate(queue)
  }

  private static func assemble(
    _ pool: DatabasePool, folder: String, projection: Projection<Scope>,
    surroundings: LedgerSurroundings
  ) throws -> Ledger {
    let (header, last, facts) = try pool.read { database in
      (
        try database.row("SELECT kind, body FROM journal WHERE seq = 0"),
        try database.row("SELECT seq, at, chain FROM journal ORDER BY seq DESC LIMIT 1"),
        try projection.facts(database)
      )
    }
    guard let header, let last, header["kind"] == JournalHeader.kind,
      let head = try? CanonicalJSON.value(JournalHeader.self, from: header["body"])
    else { throw LedgerFault.damaged(folder) }
    let chain: Data = last["chain"]
    let tail = JournalTail(
      surroundings: surroundings, projection: projection,
      digest: surroundings.digest(head.digest), seq: last["seq"], chain: [UInt8](chain))
    let writer = GroupCommit(
      pool: pool, folder: folder, tail: tail,
      clock: JournalClock(last: Moment(milliseconds: last["at"])), facts: facts)
    return Ledger(
      folder: folder, pool: pool, surroundings: surroundings, projection: projection,
      writer: writer)
  }
}
