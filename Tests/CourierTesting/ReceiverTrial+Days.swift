import Courier
import ServiceHall

extension ReceiverTrial {
  static let days = [
    ReceiverTrial("a day is closed once; what comes later belongs to the next") { desk in
      let end = try await ReceivingEnd(desk)
      var (sender, other) = (try end.stream(1), try end.stream(2))
      sender.record(1, "case:a", 1)
      sender.record(2, "case:b", 1)
      other.record(3, "case:c", 1)
      let day = CivilDate(daysSinceEpoch: 20_777)
      let next = day.adding(days: 1)
      try await end.send(sender.batch(1..<2), gives: .ok, 1)
      try await end.send(other.batch(1..<1), gives: .hello, 0)
      try same(try await desk.closeDay(day), 1, "lines of the day")
      try await end.send(sender.batch(), gives: .ok, 2)
      try same(try await desk.closeDay(day), 0, "lines when it is closed again")
      try same(try await desk.reconciliation(of: next), [], "the day that is not over")
      try await end.send(other.batch(), gives: .ok, 1)
      try same(try await desk.closeDay(next), 2, "lines of the next day")
      let lines = try await desk.reconciliation(of: day)
      try same(
        lines, [DailyReconciliation(stream: sender.stream, count: 1, head: sender.chain(1))], "the day")
      try same(try await desk.reconciliation(of: next).map(\.count), [2, 1], "the next day")
    }
  ]
}
