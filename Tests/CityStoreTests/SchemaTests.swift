import Courier
import CourierTesting
import Seal
import ServiceHall
import Testing

@testable import CityStore

@Suite("Migrations of the city's store")
struct MigrationTextTests {
  /// What every installed city has run. A line here is never changed.
  private static let shipped = [
    "1 city 81184f820d9d0d5d", "2 key rotation 4c8cdc9d5b09119b",
    "3 finished documents 4452f6ff177845bf",
  ]

  @Test("(1) what was shipped stays as it was, and numbers follow one another")
  func frozen() {
    let found = Schema.migrations.map { "\($0.number) \($0.name) \($0.digest.prefix(16))" }
    #expect(found == Self.shipped)
    #expect(Schema.migrations.map(\.number) == Array(1...Schema.migrations.count))
  }
}

extension PostgresTests {
  @Suite("Opening")
  struct SchemaTests {
    @Test("(1) ten that open a new database at once make its tables once and agree on its name")
    func together() async throws {
      let database = try TestDatabase()
      let names = try await withThrowingTaskGroup { group in
        for _ in 1...10 { group.addTask { try await database.open(connections: 1).incarnation } }
        return try await group.reduce(into: Set<String>()) { $0.insert($1) }
      }
      #expect(names.count == 1)
      #expect(
        try database.ask("SELECT number::text FROM migration")
          == Schema.migrations.map { "\($0.number)" })
    }

    @Test("the name stays over a closing, and what is held too")
    func again() async throws {
      let database = try TestDatabase()
      let end = try await ReceivingEnd(try await database.open())
      var sender = try end.stream(1)
      sender.record(1, "case:1", 1)
      try await end.send(sender.batch(), gives: .ok, 1)
      let store = try await database.open()
      #expect(try await store.incarnation == end.desk.incarnation)
      #expect(
        store.downlink(to: end.hall, .urgent) == end.desk.downlink(to: end.hall, .urgent))
      #expect(try await store.streams(of: end.hall).map(\.highWater) == [1])
    }

    @Test("(2) tables of a newer program are left alone, also by a store that was opened before")
    func newer() async throws {
      let database = try TestDatabase()
      let store = try await database.open(connections: 1)
      try database.ask(
        "INSERT INTO migration(number, name, digest) VALUES (99, 'later', 'x') RETURNING name")
      await #expect(throws: StoreFault.newerDatabase(99)) { try await database.open() }
      try database.terminate()
      await #expect(throws: StoreFault.newerDatabase(99)) { try await store.overview() }
    }

    @Test("(2) tables that were made otherwise are left alone")
    func others() async throws {
      let database = try TestDatabase()
      _ = try await database.open(connections: 1)
      try database.ask("UPDATE migration SET digest = 'other' RETURNING name")
      await #expect(throws: StoreFault.damaged("migration 1")) { try await database.open() }
    }

    @Test("a restored database goes by another name, and what goes down is numbered under its new epoch")
    func restored() async throws {
      let database = try TestDatabase()
      let store = try await database.open(connections: 1)
      let end = try await ReceivingEnd(store)
      let chain = end.receiver.chain
      for number in 1...3 {
        _ = try await store.send(
          .notice, about: "notice:1", message: SendingHall.message(number), json: "{}",
          to: end.hall, .urgent, chain: chain)
      }
      let before = try await store.downlinkPiece(
        to: end.hall, .urgent, after: 0, records: 9, chain: chain)
      // As a server says that began from a backup: another timeline.
      try database.ask("UPDATE store SET life = 'former' RETURNING life")
      try database.terminate()
      await #expect(throws: StoreFault.restored) { try await store.overview() }
      let later = try await database.open()
      #expect(try await later.incarnation != store.incarnation)
      let stream = later.downlink(to: end.hall, .urgent)
      #expect(stream.epoch != store.downlink(to: end.hall, .urgent).epoch)
      let after = try await later.downlinkPiece(
        to: end.hall, .urgent, after: 0, records: 9, chain: chain)
      #expect(after.lines == before.lines)
      #expect(after.prev == chain.start(of: stream))
      let rest = try await later.downlinkPiece(
        to: end.hall, .urgent, after: 2, records: 9, chain: chain)
      #expect(rest.prev == chain.head(after: after.prev, lines: after.lines.prefix(2)))
      _ = try await later.send(
        .notice, about: "notice:1", message: SendingHall.message(4), json: "{}", to: end.hall,
        .urgent, chain: chain)
      let last = try await later.downlinkPiece(
        to: end.hall, .urgent, after: 3, records: 9, chain: chain)
      #expect(last.prev == chain.head(after: after.prev, lines: after.lines))
      #expect(last.lines.compactMap { RecordLine(bytes: $0)?.version } == [4])
    }

    @Test("each session commits to the disk, whatever the address asks for")
    func durable() async throws {
      let database = try TestDatabase()
      let connection = try Connection.durable(
        database.address + " options='-c synchronous_commit=off'")
      #expect(try connection.texts("SHOW synchronous_commit") == ["on"])
    }
  }
}
