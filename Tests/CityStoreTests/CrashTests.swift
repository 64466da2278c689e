import Courier
import CourierTesting
import Seal
import ServiceHall
import Synchronization
import Testing

@testable import CityStore

/// On a server of its own, which is killed under fifty senders.
@Suite("PostgreSQL is killed while fifty halls send", .needsPostgres, .timeLimit(.minutes(10)))
struct CrashTests {
  static let halls = 50
  static let records = 120
  static let kills = 6

  /// What the senders have been told so far.
  private final class Told: Sendable {
    let count = Atomic<Int>(0)
    let failures = Atomic<Int>(0)
  }

  @Test("nothing that was acknowledged is lost, and nothing is there twice")
  func killed() async throws {
    let server = try await PostgresServer()
    let result: Result<Void, any Error>
    do {
      result = .success(try await send(through: server))
    } catch {
      result = .failure(error)
    }
    await server.remove()
    try result.get()
  }

  private func send(through server: PostgresServer) async throws {
    let store = try await TestDatabase(on: server).open()
    let incarnation = try await store.incarnation
    let told = Told()
    var ends: [(ReceivingEnd, SendingHall)] = []
    for number in 1...Self.halls {
      let end = try await ReceivingEnd(store, hall: "hall-\(number)")
      var sender = try end.stream(number)
      for record in 1...Self.records {
        sender.record(
          number * 1000 + record, "case:\(record / 3)", record % 3 + (record < 3 ? 0 : 1))
      }
      ends.append((end, sender))
    }
    try await withThrowingTaskGroup { group in
      for (end, sender) in ends {
        group.addTask { try await Self.deliver(sender, to: end, told) }
      }
      group.addTask {
        for kill in 1...Self.kills {
          // Spread over the run, each in the midst of it.
          let mark = kill * Self.halls * Self.records / (Self.kills + 2)
          while told.count.load(ordering: .relaxed) < mark {
            try await Task.sleep(for: .milliseconds(1))
          }
          await server.kill()
          try await server.begin()
        }
      }
      try await group.waitForAll()
    }
    #expect(told.failures.load(ordering: .relaxed) > 0, "no call noticed the kills")
    for (end, sender) in ends { try await end.holds(sender, Self.records) }
    let counts = try await store.workCounts()
    #expect(counts.values.reduce(0, +) == Self.halls * Self.records)
    #expect(try await store.incarnation == incarnation, "a crash is no restore")
    #expect(try await store.overview().map(\.quarantined).allSatisfy { $0 == 0 })
  }

  /// Sends until everything is acknowledged, and sends again what was not.
  private static func deliver(
    _ sender: SendingHall, to end: ReceivingEnd, _ told: Told
  ) async throws {
    var acknowledged = 0
    while acknowledged < sender.last {
      let size = 1 + (acknowledged * 7 + sender.last) % 9
      let to = min(acknowledged + size, sender.last)
      do {
        let word = try await end.send(sender.batch(acknowledged + 1..<to + 1))
        // C4: never below what it said before.
        try same(word.code, .ok, "code")
        try same(word.highWater >= to, true, "high water \(word.highWater) after \(to)")
        try same(word.chain, sender.chain(word.highWater), "chain")
        told.count.add(word.highWater - acknowledged, ordering: .relaxed)
        acknowledged = word.highWater
      } catch is StoreFault {
        told.failures.add(1, ordering: .relaxed)
        try await Task.sleep(for: .milliseconds(10))
      }
    }
  }

  @Test("(3) a server that does not sync is refused")
  func careless() async throws {
    let server = try await PostgresServer()
    let database = try TestDatabase(on: server)
    await server.stop()
    try await server.begin(syncing: false)
    await #expect(throws: StoreFault.notDurable("fsync is off")) { try await database.open() }
    await server.remove()
  }
}
