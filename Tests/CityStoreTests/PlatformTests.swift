import Courier
import CourierTesting
import ServiceHall
import Testing

@testable import CityStore

extension PostgresTests {
  /// What `Appliance/receivers/work-items.md` promises to the platform's programmers.
  @Suite("The platform's programs")
  struct PlatformTests {
    /// A role that may do what is written there, and a session of it.
    private func program(_ database: TestDatabase) throws -> Connection {
      let role = "program_\(database.name)"
      try database.connection().command(
        """
        CREATE ROLE \(role) LOGIN;
        GRANT USAGE ON SCHEMA yizhan TO \(role);
        GRANT SELECT, UPDATE (done_at) ON work_item, work_ready TO \(role);
        GRANT SELECT ON work_parked, work_conflict TO \(role);
        GRANT INSERT (message, hall, lane, kind, entity, body) ON answer TO \(role);
        """)
      return try database.connection(user: role)
    }

    private static let next = """
      SELECT entity || ' ' || version FROM work_ready WHERE entity_kind = 'case' ORDER BY id LIMIT 2
      FOR UPDATE SKIP LOCKED
      """

    @Test("workers share the items without waiting, and no two hold versions of one entity")
    func share() async throws {
      let database = try TestDatabase()
      let end = try await ReceivingEnd(try await database.open())
      var sender = try end.stream(1)
      sender.record(2, "case:a", 2)
      sender.record(1, "case:a", 1)
      sender.record(3, "case:b", 1)
      sender.record(4, "ticket:c", 1)
      sender.record(5, "case:d", 1)
      sender.record(6, "case:e", 1)
      try await end.send(sender.batch(), gives: .ok, 6)
      let (one, other) = (try program(database), try database.connection())
      try one.command("BEGIN")
      try other.command("BEGIN")
      #expect(try one.texts(Self.next) == ["case:a 1", "case:b 1"])
      #expect(try other.texts(Self.next) == ["case:d 1", "case:e 1"])
      try one.texts(
        """
        UPDATE work_item SET done_at = now() WHERE entity = 'case:a' AND version = 1
        RETURNING entity
        """)
      // Not before the first one is done, and that is not sure before it is committed.
      #expect(try other.texts(Self.next) == ["case:d 1", "case:e 1"])
      try one.command("COMMIT")
      try other.command("ROLLBACK")
      try other.command("BEGIN")
      #expect(try other.texts(Self.next) == ["case:a 2", "case:b 1"])
    }

    @Test("a worker that dies gives its items back")
    func death() async throws {
      let database = try TestDatabase()
      let end = try await ReceivingEnd(try await database.open())
      var sender = try end.stream(1)
      sender.record(1, "case:a", 1)
      try await end.send(sender.batch(), gives: .ok, 1)
      let one = try program(database)
      try one.command("BEGIN")
      #expect(try one.texts(Self.next) == ["case:a 1"])
      #expect(try database.ask(Self.next) == [])
      try database.terminate()
      #expect(try database.ask(Self.next) == ["case:a 1"])
    }

    @Test("an answer goes down with the item's end or not at all, once")
    func answer() async throws {
      let database = try TestDatabase()
      let store = try await database.open()
      let end = try await ReceivingEnd(store)
      let chain = end.receiver.chain
      let worker = try program(database)
      let insert = """
        INSERT INTO answer(hall, kind, entity, body)
        VALUES ('chengguan', 'case.return', 'case:a', '{"reason": "\u{7B2C}\\n\\tmissing"}')
        """
      func down(_ after: Int) async throws -> OutboxPiece {
        try await store.downlinkPiece(
          to: end.hall, .urgent, after: after, records: 9, chain: chain)
      }
      try worker.command("BEGIN; \(insert); ROLLBACK")
      #expect(try await down(0).lines == [])
      try worker.command("BEGIN; \(insert); \(insert); COMMIT")
      // As many as want to fetch at once.
      let pieces = try await withThrowingTaskGroup { group in
        for _ in 1...8 { group.addTask { try await down(0) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let piece = try #require(pieces.first)
      #expect(pieces.allSatisfy { $0 == piece })
      let records = piece.lines.compactMap { RecordLine(bytes: $0) }
      #expect(records.map(\.version) == [1, 2])
      let json = "{\"kind\": \"case.return\", \"reason\": \"\u{7B2C}\\n\\tmissing\"}"
      #expect(records.map(\.json) == [json, json])
      #expect(try database.ask("SELECT seq::text FROM answer ORDER BY id") == ["1", "2"])
      try worker.command(insert)
      #expect(try await down(2).from == 3)
      #expect(try await down(2).lines.count == 1)
    }

    @Test(
      "an answer that could not go down is refused when it is put there",
      arguments: [
        "'nowhere', 'notice', 'a', '{}'", "'chengguan', 'gossip', 'a', '{}'",
        "'chengguan', 'notice', 'a b', '{}'", "'chengguan', 'notice', '', '{}'",
        "'chengguan', 'notice', '\u{957F}', '{}'", "'chengguan', 'notice', 'a', '[]'",
        "'chengguan', 'notice', 'a', '{'", "'chengguan', 'notice', 'a', '{\"a\": \"\\u0000\"}'",
      ])
    func refused(_ values: String) async throws {
      let database = try TestDatabase()
      _ = try await ReceivingEnd(try await database.open(connections: 2))
      let worker = try program(database)
      #expect(throws: StoreFault.self) {
        try worker.command("INSERT INTO answer(hall, kind, entity, body) VALUES (\(values))")
      }
      #expect(try database.ask("SELECT kind FROM answer") == [])
    }

    @Test("everything that goes down can be put there, but for keys, which are the receiver's own")
    func kinds() async throws {
      let database = try TestDatabase()
      let store = try await database.open(connections: 2)
      let end = try await ReceivingEnd(store)
      let worker = try program(database)
      for kind in Downlink.Kind.allCases where kind != .keyRotation {
        try worker.command(
          """
          INSERT INTO answer(hall, lane, kind, entity, body)
          VALUES ('chengguan', 3, '\(kind.rawValue)', 'a', '{}')
          """)
      }
      let piece = try await store.downlinkPiece(
        to: end.hall, .documents, after: 0, records: 99, chain: end.receiver.chain)
      #expect(piece.lines.count == Downlink.Kind.allCases.count - 1)
    }
  }
}
