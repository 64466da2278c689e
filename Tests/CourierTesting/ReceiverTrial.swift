public import Courier
import Seal
import ServiceHall

/// What every receiver's store must do, whatever it is made of: a name and a trial on an empty store.
public struct ReceiverTrial: Sendable, CustomStringConvertible {
  public let description: String
  /// - Throws: `Discrepancy`, or what the store throws.
  public let run: @Sendable (any ReceiverDesk) async throws -> Void

  init(_ description: String, _ run: @escaping @Sendable (any ReceiverDesk) async throws -> Void) {
    self.description = description
    self.run = run
  }

  public static let all = streams + work + concurrency + enrolment + downlink + days

  struct Interrupted: Error {}

  private static let streams: [ReceiverTrial] = [
    ReceiverTrial("(1) what is taken in is held byte for byte") { desk in
      let end = try await ReceivingEnd(desk)
      var sender = try end.stream(1)
      for number in 1...5 { sender.record(number, "case:\(number)", 1, json: "{\"n\":\(number)}") }
      try await end.send(sender.batch(1..<1), gives: .hello, 0)
      try await end.holds(sender, 0)
      try await end.send(sender.batch(1..<4), gives: .ok, 3)
      let word = try await end.send(sender.batch(4..<6))
      try same(word.chain, sender.chain(5), "chain")
      try same(word.safe, 5, "safe")
      try same(word.incarnation, try await desk.incarnation, "incarnation")
      try await end.holds(sender, 5)
      try await end.send(sender.batch(6..<6), gives: .hello, 5)
      try await end.work(["ready": 5])
    },
    ReceiverTrial("(1) a batch beyond what is held is a gap and leaves nothing") { desk in
      let end = try await ReceivingEnd(desk)
      var sender = try end.stream(1)
      for number in 1...4 { sender.record(number, "case:\(number)", 1) }
      try await end.send(sender.batch(2..<5), gives: .gap, 0)
      try await end.holds(sender, 0)
      try same(try await desk.streams(of: end.hall).count, 0, "streams")
      let piece = try await desk.piece(
        sender.stream, after: 0, records: 9, start: sender.chain(0))
      try same(piece, nil, "a piece of what is not held")
      try await end.send(sender.batch(1..<2), gives: .ok, 1)
      try await end.send(sender.batch(3..<5), gives: .gap, 1)
      try await end.work(["ready": 1])
    },
    ReceiverTrial("(2) what comes again, whole or in part, is acknowledged and changes nothing") { desk in
      let end = try await ReceivingEnd(desk)
      var sender = try end.stream(1)
      for number in 1...8 { sender.record(number, "case:\(number)", 1) }
      for _ in 1...3 { try await end.send(sender.batch(1..<5), gives: .ok, 4) }
      try await end.send(sender.batch(3..<9), gives: .ok, 8)
      try await end.send(sender.batch(2..<4), gives: .ok, 8)
      try await end.holds(sender, 8)
      try await end.work(["ready": 8])
    },
    ReceiverTrial("(4) a batch that contradicts what is held is a fork and is kept once") { desk in
      let end = try await ReceivingEnd(desk)
      var (sender, other) = (try end.stream(1), try end.stream(1))
      for number in 1...4 { sender.record(number, "case:\(number)", 1) }
      other.record(1, "case:1", 1)
      for number in 2...4 { other.record(number, "case:\(number)", 1, json: "{\"other\":1}") }
      try await end.send(sender.batch(1..<4), gives: .ok, 3)
      for _ in 1...2 { try await end.send(other.batch(2..<5), gives: .fork, 3) }
      // Another history before it, told by `prev` alone.
      try await end.send(other.batch(4..<5), gives: .fork, 3)
      try await end.quarantined(2)
      try await end.holds(sender, 3)
      try await end.work(["ready": 3])
      try await end.send(sender.batch(), gives: .ok, 4)
    },
    ReceiverTrial("(3) what is thrown inside leaves no change") { desk in
      let end = try await ReceivingEnd(desk)
      var sender = try end.stream(1)
      for number in 1...3 { sender.record(number, "case:\(number)", 1) }
      let whole = sender
      do {
        try await desk.take(sender.stream) { stream in
          try stream.touch()
          let held = Held(highWater: 3, chain: whole.chain(3))
          try stream.add(try whole.entries(), now: held)
          throw Interrupted()
        }
        throw Discrepancy(description: "nothing was thrown")
      } catch is Interrupted {}
      try await end.holds(sender, 0)
      try await end.work([:])
      try await end.send(sender.batch(), gives: .ok, 3)
    },
    ReceiverTrial("who is not known or does not sign is told so and leaves nothing") { desk in
      let end = try await ReceivingEnd(desk)
      var sender = SendingHall(try end.stream(1).stream, key: SigningKey.make(.ed25519))
      sender.record(1, "case:1", 1)
      try await end.send(sender.batch(), gives: .badEnvelope, 0)
      guard let stranger = Hall.ID("elsewhere") else { throw Interrupted() }
      let stream = StreamID(hall: stranger, epoch: sender.stream.epoch, lane: .normal)
      var unknown = SendingHall(stream, key: end.key)
      unknown.record(1, "case:1", 1)
      try await end.send(unknown.batch(), gives: .unknownHall, 0)
      try same(try await desk.streams(of: end.hall).count, 0, "streams")
      try await end.work([:])
    },
    ReceiverTrial("a record that no program can read does not stop its stream") { desk in
      let end = try await ReceivingEnd(desk)
      var sender = try end.stream(1)
      sender.record(1, "case:1", 1, json: "{\"a\":\"\u{0}\"}")
      sender.record(2, "case:1", 2, json: "{not JSON at all \u{1}\u{FFFF}}")
      sender.record(3, "case:2", Int.max, json: "{}")
      sender.record(4, "case:3", 1, json: "{\"long\":\"\(String(repeating: "\u{957F}", count: 300_000))\"}")
      try await end.send(sender.batch(), gives: .ok, 4)
      try await end.holds(sender, 4)
      try await end.work(["ready": 3, "parked": 1])
    },
    ReceiverTrial("thousands of records") { desk in
      let end = try await ReceivingEnd(desk)
      var sender = try end.stream(1)
      for number in 1...2500 { sender.record(number, "case:\(number % 600)", number / 600 + 1) }
      try await end.send(sender.batch(1..<1001), gives: .ok, 1000)
      try await end.send(sender.batch(1001..<2501), gives: .ok, 2500)
      try await end.holds(sender, 2500)
      try await end.send(sender.batch(), gives: .ok, 2500)
    },
  ]
}
