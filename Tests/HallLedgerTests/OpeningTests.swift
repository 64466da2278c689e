import Foundation
import GRDB
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Opening a ledger")
struct OpeningTests {
  /// The hall's projection of a program that is one migration ahead.
  private static let newer: Projection<Hall> = {
    let present = Projection<Hall>.hall(offset: .beijing)
    return Projection(
      fileName: present.fileName,
      migrations: present.migrations + [("0003-later", "CREATE TABLE later(id INTEGER PRIMARY KEY) STRICT")],
      tables: present.tables, apply: present.apply, facts: present.facts, opening: present.opening)
  }()

  @Test("every commit is synced, readers see whole commits, keys are enforced")
  func pragmas() async throws {
    let hall = try await TestHall()
    for isReopened in [false, true] {
      let hall = isReopened ? try await hall.reopened() : hall
      let writer = try await hall.ledger.pool.writeWithoutTransaction { try Self.pragmas(of: $0) }
      #expect(writer["synchronous"] == 2.databaseValue)
      #expect(writer["journal_mode"] == "wal".databaseValue)
      #expect(writer["foreign_keys"] == 1.databaseValue)
      let reader = try await hall.ledger.read { try Self.pragmas(of: $0) }
      #expect(reader["foreign_keys"] == 1.databaseValue)
    }
  }

  private static func pragmas(of database: Database) throws -> [String: DatabaseValue] {
    var values: [String: DatabaseValue] = [:]
    for name in ["synchronous", "journal_mode", "foreign_keys"] {
      values[name] = try DatabaseValue.fetchOne(database, sql: "PRAGMA \(name)")
    }
    return values
  }

  @Test("a newer database is refused and not touched")
  func newerDatabase() async throws {
    let hall = try await TestHall()
    await hall.ledger.close()
    let later = try Ledger.open(
      folder: hall.folder.path, projection: Self.newer, surroundings: hall.surroundings)
    await later.close()
    let before = (try Data(contentsOf: URL(fileURLWithPath: hall.path)), try hall.folder.files())
    #expect(before.1 == ["hall.sqlite", "hall.sqlite.before-0003-later"])
    #expect(throws: LedgerFault.newerDatabase(hall.path)) {
      try Ledger.open(
        folder: hall.folder.path, projection: .hall(offset: .beijing),
        surroundings: hall.surroundings)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: hall.path)) == before.0)
    #expect(try hall.folder.files() == before.1)
  }

  @Test("before a migration a whole backup is written; without one, none")
  func backup() async throws {
    let hall = try await TestHall()
    let ticket = try await hall.take()
    let again = try await hall.reopened()
    await again.ledger.close()
    #expect(try hall.folder.files() == ["hall.sqlite"])
    let later = try Ledger.open(
      folder: hall.folder.path, projection: Self.newer, surroundings: hall.surroundings)
    #expect(try await later.ticketStatus(ticket.id).ticket == ticket)
    await later.close()
    let backup = hall.path + ".before-0003-later"
    #expect(try hall.folder.files() == ["hall.sqlite", "hall.sqlite.before-0003-later"])
    let queue = try DatabaseQueue(path: backup)
    let (isNew, tickets) = try await queue.read { database in
      (
        try database.tableExists("later"),
        try Int.fetchOne(database, sql: "SELECT count(*) FROM ticket")
      )
    }
    #expect(!isNew)
    #expect(tickets == 1)
    try queue.close()
  }

  @Test("a folder without a ledger is missing, an empty or foreign file is damaged")
  func broken() async throws {
    let folder = try TemporaryFolder()
    func open() throws {
      _ = try Ledger<Hall>.open(
        folder: folder.path, projection: .hall(offset: .beijing),
        surroundings: .testing(FixedClock()))
    }
    #expect(throws: LedgerFault.missing(folder.path)) { try open() }
    let path = URL(fileURLWithPath: folder.path + "/hall.sqlite")
    for content in [Data(), Data("这不是账本".utf8), Data(repeating: 0, count: 4_096)] {
      try content.write(to: path)
      #expect(throws: LedgerFault.damaged(folder.path)) { try open() }
    }
  }

  @Test("a journal without its header is damaged")
  func headless() async throws {
    let hall = try await TestHall()
    await hall.ledger.close()
    try hall.tamper("DELETE FROM journal WHERE seq = 0")
    await #expect(throws: LedgerFault.damaged(hall.folder.path)) { try await hall.reopened() }
  }

  @Test("a full disk refuses the write whole; reads go on, and so do writes once there is room")
  func full() async throws {
    let hall = try await TestHall()
    try await hall.ledger.pool.writeWithoutTransaction { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(pages + 8)")
    }
    var taken: [Ticket] = []
    let fault = await #expect(throws: LedgerFault.self) {
      for _ in 0..<5_000 { taken.append(try await hall.take()) }
    }
    #expect(fault == .storageFull)
    #expect(taken.count > 0)
    let outcomes: [Bool] = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<50 { group.addTask { (try? await hall.take()) == nil } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.contains(true), "some of a group fail too")
    let issued = taken.count + outcomes.filter { !$0 }.count
    #expect(try await hall.count("SELECT count(*) FROM ticket") == issued)
    #expect(try await hall.counters().issued == issued)
    #expect(try hall.findings() == [])
    try await hall.ledger.pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA max_page_count = 1000000")
    }
    #expect(try await hall.take().number.ordinal == issued + 1)
    #expect(try hall.findings() == [])
  }
}
