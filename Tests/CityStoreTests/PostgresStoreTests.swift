import Courier
import CourierTesting
import Seal
import ServiceHall
import Testing

@testable import CityStore

extension PostgresTests {
  @Test("what every store must do", arguments: ReceiverTrial.all)
  func trial(_ trial: ReceiverTrial) async throws {
    try await trial.run(try await TestDatabase().open(connections: 4))
  }

  @Suite("What goes wrong")
  struct FaultTests {
    @Test("(6) a connection that ends within a transaction changes nothing, and the next call connects again")
    func terminated() async throws {
      let database = try TestDatabase()
      let end = try await ReceivingEnd(try await database.open())
      var sender = try end.stream(1)
      for number in 1...3 { sender.record(number, "case:\(number)", 1) }
      let whole = sender
      await #expect(throws: StoreFault.lost) {
        try await end.desk.take(whole.stream) { stream in
          try stream.add(whole.entries(), now: Held(highWater: 3, chain: whole.chain(3)))
          try database.terminate()
        }
      }
      try await end.holds(sender, 0)
      try await end.work([:])
      try await end.send(sender.batch(), gives: .ok, 3)
    }

    @Test("(6) a connection that ended while it stood idle is noticed by nobody")
    func idle() async throws {
      let database = try TestDatabase()
      let end = try await ReceivingEnd(try await database.open(connections: 3))
      var sender = try end.stream(1)
      for number in 1...6 {
        sender.record(number, "case:\(number)", 1)
        try await end.send(sender.batch(), gives: .ok, number)
        try database.terminate()
      }
    }

    @Test("(3) what cannot be written gives no acknowledgement and no change")
    func full() async throws {
      let database = try TestDatabase()
      let end = try await ReceivingEnd(try await database.open())
      var sender = try end.stream(1)
      for number in 1...4 { sender.record(number, "case:\(number)", 1) }
      try await end.send(sender.batch(1..<3), gives: .ok, 2)
      let connection = try database.connection()
      // After half the work: the rows of the stream are written before.
      try connection.command(
        """
        CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END $$;
        CREATE TRIGGER full_disk BEFORE INSERT ON work_item EXECUTE FUNCTION full_disk();
        """)
      let batch = sender.batch()
      await #expect(throws: StoreFault.refused(state: "53100", message: "no space left")) {
        try await end.send(batch)
      }
      try await end.holds(sender, 2)
      try connection.command("DROP TRIGGER full_disk ON work_item")
      try await end.send(batch, gives: .ok, 4)
      try await end.work(["ready": 4])
    }

    @Test("(3) an error that was passed over is still no acknowledgement")
    func passedOver() async throws {
      let end = try await ReceivingEnd(try await TestDatabase().open())
      var sender = try end.stream(1)
      sender.record(1, "case:1", 1)
      try await end.send(sender.batch(), gives: .ok, 1)
      let whole = sender
      await #expect(throws: StoreFault.refused(state: "25P02", message: "rolled back")) {
        try await end.desk.take(whole.stream) { stream in
          try? stream.add(whole.entries(), now: Held(highWater: 1, chain: whole.chain(1)))
        }
      }
    }

    @Test("(2) two halls that bring the same messages in opposite orders: one item of each, none fails")
    func crossing() async throws {
      let store = try await TestDatabase().open()
      let halls = [try await ReceivingEnd(store), try await ReceivingEnd(store, hall: "dongjiao")]
      for round in 1...15 {
        let batches = try halls.enumerated().map { place, end in
          var sender = try end.stream(round)
          for number in 1...60 {
            let message = round * 1000 + (place == 0 ? number : 61 - number)
            sender.record(message, "case:\(message)", 1)
          }
          return (end, sender.batch())
        }
        try await withThrowingTaskGroup { group in
          for (end, batch) in batches {
            group.addTask { try await end.send(batch, gives: .ok, 60) }
          }
          try await group.waitForAll()
        }
      }
      try await halls[0].work(["ready": 900])
    }

    @Test("calls beyond what may wait are refused at once, and the others are answered")
    func busy() async throws {
      let database = try TestDatabase()
      let settings = PostgresStore.Settings(
        address: database.address, connections: 1, waiting: 2)
      let store = try await PostgresStore(settings, clock: .still, chain: Chain(.sha256)) {
        String(repeating: "0", count: $0)
      }
      let end = try await ReceivingEnd(store)
      let hall = end.hall
      let holder = try database.connection()
      try holder.command("BEGIN; LOCK TABLE enrolled_hall IN ACCESS EXCLUSIVE MODE")
      let first = Task { try await store.hall(hall) }
      let waiting =
        "SELECT pid::text FROM pg_locks WHERE NOT granted AND relation = 'enrolled_hall'::regclass"
      while try holder.texts(waiting).isEmpty {
        await Task.yield()
      }
      let others = (1...5).map { _ in Task { try await store.hall(hall) } }
      var refused = 0
      // Three are told at once; the lock is given back when they were.
      await withTaskGroup { group in
        for other in others {
          group.addTask {
            if case .failure(let fault) = await other.result { return fault as? StoreFault == .busy }
            return false
          }
        }
        for await isRefused in group {
          if isRefused { refused += 1 }
          if refused == 3 { _ = try? holder.command("COMMIT") }
        }
      }
      #expect(refused == 3)
      #expect(try await first.value != nil)
      store.close()
      await #expect(throws: StoreFault.closed) { try await store.hall(hall) }
    }

    @Test("a server that is not there is told as such")
    func unreachable() async throws {
      let settings = PostgresStore.Settings(address: "host=/nowhere dbname=city")
      do {
        _ = try await PostgresStore(settings, clock: .still, chain: Chain(.sha256)) {
          String(repeating: "0", count: $0)
        }
        Issue.record("it was opened")
      } catch StoreFault.unreachable(let reason) {
        #expect(reason.contains("/nowhere"))
      }
    }
  }
}
