import Courier
import Seal
import ServiceHall

extension ReceiverTrial {
  static let enrolment: [ReceiverTrial] = [
    ReceiverTrial("a code enrols once, and a hall keeps the keys that it had") { desk in
      let end = try await ReceivingEnd(desk)
      let second = SigningKey.make(.sm2)
      let again = EnrolledHall(
        hall: end.hall, name: "moved", division: "119999100203", keys: [second.publicKey])
      try same(try await desk.enrol(again, codeDigest: "code of chengguan"), false, "a used code")
      try same(try await desk.enrol(again, codeDigest: "never given"), false, "a wrong code")
      try same(try await desk.hall(end.hall)?.name, "chengguan", "name")
      try await desk.addCode(digest: "another")
      // Put there twice, it is still used once.
      try await desk.addCode(digest: "another")
      try same(try await desk.enrol(again, codeDigest: "another"), true, "a new code")
      try await desk.addCode(digest: "another")
      try same(try await desk.enrol(again, codeDigest: "another"), false, "a used code")
      let hall = try await desk.hall(end.hall)
      try same(hall?.name, "moved", "name")
      try same(
        Set(hall?.keys.map(\.id) ?? []), [end.key.publicKey.id, second.publicKey.id], "keys")
      guard let nobody = Hall.ID("nobody") else { throw Interrupted() }
      try same(try await desk.hall(nobody), nil, "a hall that did not enrol")
    },
    ReceiverTrial("ten that use one code at once: one is let in") { desk in
      try await desk.addCode(digest: "code")
      guard let hall = Hall.ID("chengguan") else { throw Interrupted() }
      let good = try await withThrowingTaskGroup { group in
        for number in 1...10 {
          let enrolled = EnrolledHall(
            hall: hall, name: "\(number)", division: "119999100202",
            keys: [SigningKey.make(.ed25519).publicKey])
          group.addTask { try await desk.enrol(enrolled, codeDigest: "code") }
        }
        return try await group.reduce(0) { $1 ? $0 + 1 : $0 }
      }
      try same(good, 1, "let in")
      try same(try await desk.hall(hall)?.keys.count, 1, "keys")
    },
  ]

  static let downlink: [ReceiverTrial] = [
    ReceiverTrial("what goes down is numbered, chained and put in once") { desk in
      let end = try await ReceivingEnd(desk)
      let chain = end.receiver.chain
      @Sendable func send(_ message: Int, _ entity: String, _ lane: Lane = .urgent) async throws -> Bool {
        try await desk.send(
          .decision, about: entity, message: SendingHall.message(message), json: "{\"n\":\(message)}",
          to: end.hall, lane, chain: chain)
      }
      let stream = desk.downlink(to: end.hall, .urgent)
      let none = try await desk.downlinkPiece(
        to: end.hall, .urgent, after: 0, records: 9, chain: chain)
      try same(none, OutboxPiece(from: 1, prev: chain.start(of: stream), lines: []), "a hello")
      try same(try await send(1, "case:a"), true, "new")
      try same(try await send(2, "case:b"), true, "new")
      try same(try await send(1, "case:a"), false, "known")
      try same(try await send(3, "case:a", .normal), true, "new")
      try same(try await send(4, "case:a"), true, "new")
      let piece = try await desk.downlinkPiece(
        to: end.hall, .urgent, after: 0, records: 9, chain: chain)
      let lines = [(1, "a", 1), (2, "b", 1), (4, "a", 3)].map { message, entity, version in
        Array("\(SendingHall.message(message))\tcase:\(entity)\t\(version)\t{\"n\":\(message)}".utf8)
      }
      try same(piece, OutboxPiece(from: 1, prev: chain.start(of: stream), lines: lines), "piece")
      let head = chain.head(after: chain.start(of: stream), lines: lines.prefix(2))
      let rest = try await desk.downlinkPiece(
        to: end.hall, .urgent, after: 2, records: 9, chain: chain)
      try same(rest, OutboxPiece(from: 3, prev: head, lines: [lines[2]]), "the rest")
      let few = try await desk.downlinkPiece(
        to: end.hall, .urgent, after: 0, records: 2, chain: chain)
      try same(few.lines.count, 2, "no more than asked for")
      let beyond = try await desk.downlinkPiece(
        to: end.hall, .urgent, after: 7, records: 9, chain: chain)
      try same(beyond, piece, "who is beyond the end begins anew")
      let word = Acknowledgement.Statement(
        code: .ok, stream: stream, held: Held(highWater: 2, chain: head), safe: 2,
        incarnation: "0123456789abcdef", time: "2026-11-20T09:31:05+08:00"
      ).signed(by: end.key)
      try await desk.noteDownlink(try Acknowledgement.read(word[...]).acknowledgement)
    },
    ReceiverTrial("what goes down by many at once has no gaps and no doubles") { desk in
      let end = try await ReceivingEnd(desk)
      let chain = end.receiver.chain
      try await withThrowingTaskGroup { group in
        for number in 1...40 {
          group.addTask {
            _ = try await desk.send(
              .accepted, about: "case:\(number % 3)", message: SendingHall.message(number / 2),
              json: "{}", to: end.hall, number.isMultiple(of: 4) ? .normal : .urgent, chain: chain)
          }
        }
        try await group.waitForAll()
      }
      var versions: [String: [Int]] = [:]
      for lane in [Lane.urgent, .normal] {
        let piece = try await desk.downlinkPiece(
          to: end.hall, lane, after: 0, records: 100, chain: chain)
        for line in piece.lines.compactMap({ RecordLine(bytes: $0) }) {
          versions[line.entity, default: []].append(line.version)
        }
      }
      try same(versions.values.map(\.count).reduce(0, +), 21, "messages")
      for (entity, numbers) in versions {
        try same(numbers.sorted(), Array(1...numbers.count), entity)
      }
    },
  ]
}
