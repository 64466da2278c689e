import Courier
import Seal
import ServiceHall

extension ReceiverTrial {
  static let work: [ReceiverTrial] = [
    ReceiverTrial("(2) a message that comes by two streams makes one item") { desk in
      let end = try await ReceivingEnd(desk)
      var (former, later) = (try end.stream(1), try end.stream(2))
      for number in 1...3 { former.record(number, "case:\(number)", 1) }
      for number in 2...5 { later.record(number, "case:\(number)", 1) }
      later.record(5, "case:5", 1)
      try await end.send(former.batch(), gives: .ok, 3)
      try await end.send(later.batch(), gives: .ok, 5)
      try await end.holds(former, 3)
      try await end.holds(later, 5)
      try await end.work(["ready": 5])
    },
    ReceiverTrial("a version that comes before an earlier one is parked until that comes") { desk in
      let end = try await ReceivingEnd(desk)
      var (urgent, normal) = (try end.stream(1, .urgent), try end.stream(1, .normal))
      urgent.record(2, "case:a", 2)
      urgent.record(3, "case:a", 3)
      urgent.record(5, "case:a", 5)
      normal.record(1, "case:a", 1)
      normal.record(4, "case:a", 4)
      try await end.send(urgent.batch(), gives: .ok, 3)
      try await end.work(["parked": 3])
      try same(try await desk.overview().map(\.parked), [3], "parked")
      try await end.send(normal.batch(1..<2), gives: .ok, 1)
      try await end.work(["ready": 3, "parked": 1])
      try await end.send(normal.batch(), gives: .ok, 2)
      try await end.work(["ready": 5])
      try same(try await desk.overview().map(\.parked), [0], "parked")
    },
    ReceiverTrial("versions that come in any order within a batch are all ready in the end") { desk in
      let end = try await ReceivingEnd(desk)
      var sender = try end.stream(1)
      for (place, version) in [3, 1, 5, 2, 4].enumerated() {
        sender.record(place, "case:a", version)
        sender.record(10 + place, "case:b", version)
      }
      try await end.send(sender.batch(), gives: .ok, 10)
      try await end.work(["ready": 10])
    },
    ReceiverTrial("of two messages that claim one version the first counts, the other conflicts") { desk in
      let end = try await ReceivingEnd(desk)
      var (one, other) = (try end.stream(1), try end.stream(2))
      one.record(1, "case:a", 1)
      one.record(3, "case:a", 3)
      other.record(11, "case:a", 1)
      other.record(13, "case:a", 3)
      other.record(2, "case:a", 2)
      try await end.send(one.batch(), gives: .ok, 2)
      try await end.send(other.batch(1..<3), gives: .ok, 2)
      try await end.work(["ready": 1, "parked": 2, "conflict": 1])
      try await end.send(other.batch(), gives: .ok, 3)
      try await end.work(["ready": 3, "conflict": 2])
    },
    ReceiverTrial("two halls' entities of one name are two") { desk in
      let end = try await ReceivingEnd(desk)
      let second = try await ReceivingEnd(desk, hall: "dongjiao")
      var (one, other) = (try end.stream(1), try second.stream(1))
      one.record(1, "case:a", 1)
      other.record(2, "case:a", 1)
      other.record(3, "case:b", 2)
      try await end.send(one.batch(), gives: .ok, 1)
      try await second.send(other.batch(), gives: .ok, 2)
      try await end.work(["ready": 2, "parked": 1])
      try same(
        try await desk.overview().map { "\($0.hall) \($0.parked)" }, ["chengguan 0", "dongjiao 1"],
        "overview")
    },
  ]

  static let concurrency: [ReceiverTrial] = [
    ReceiverTrial("(2) ten that send the same batch at once are all told the same") { desk in
      let end = try await ReceivingEnd(desk)
      var sender = try end.stream(1)
      for number in 1...200 { sender.record(number, "case:\(number)", 1) }
      // The first makes the stream, the others find it.
      for last in stride(from: 40, through: 200, by: 40) {
        let batch = sender.batch(last - 39..<last + 1)
        try await withThrowingTaskGroup { group in
          for _ in 1...10 { group.addTask { try await end.send(batch, gives: .ok, last) } }
          try await group.waitForAll()
        }
      }
      try await end.holds(sender, 200)
      try await end.work(["ready": 200])
    },
    ReceiverTrial("two lanes that bring one entity's versions at once leave none parked") { desk in
      let end = try await ReceivingEnd(desk)
      var (urgent, normal) = (try end.stream(1, .urgent), try end.stream(1, .normal))
      for number in 1...60 {
        for version in 1...4 {
          if version.isMultiple(of: 2) {
            urgent.record(number * 10 + version, "case:\(number)", version)
          } else {
            normal.record(number * 10 + version, "case:\(number)", version)
          }
        }
      }
      let senders = [urgent, normal]
      try await withThrowingTaskGroup { group in
        for sender in senders {
          group.addTask {
            for start in stride(from: 1, to: sender.last, by: 5) {
              let next = min(start + 5, sender.last + 1)
              try await end.send(sender.batch(start..<next), gives: .ok, next - 1)
            }
          }
        }
        try await group.waitForAll()
      }
      try await end.work(["ready": 240])
    },
    ReceiverTrial("epochs that bring the same messages at once make one item of each") { desk in
      let end = try await ReceivingEnd(desk)
      let senders = try (1...6).map { epoch in
        var sender = try end.stream(epoch)
        for number in 1...120 {
          let message = epoch.isMultiple(of: 2) ? number : 121 - number
          sender.record(message, "case:\(message)", 1)
        }
        return sender
      }
      try await withThrowingTaskGroup { group in
        for sender in senders { group.addTask { try await end.send(sender.batch(), gives: .ok, 120) } }
        try await group.waitForAll()
      }
      try await end.work(["ready": 120])
    },
  ]
}
