import Courier
import CourierTesting
import Seal
import ServiceHall
import Testing

@testable import Station

@Suite("A receiver's days")
struct DayClosingTests {
  @Test("a day that was closed stays as it was, and is printed for comparison with the halls")
  func closed() async throws {
    let console = try Console()
    let opened = try await ReceiverFolder(folder: console.data, store: nil).open()
    let end = try await ReceivingEnd(opened.desk)
    var sender = try end.stream(1)
    sender.record(1, "case:a", 1)
    try await end.send(sender.batch(), gives: .ok, 1)
    let day = CivilDate(daysSinceEpoch: 20_777)
    try await DayClosing.close(day, opened.desk)
    sender.record(2, "case:b", 1)
    try await end.send(sender.batch(), gives: .ok, 2)
    try await DayClosing.close(day, opened.desk)
    opened.close()
    try await console.commands().reconcile(console.data, Settings.Flags([:]), day: day)
    let epoch = sender.stream.epoch
    #expect(
      console.lines == [
        "day\thall\tepoch\tlane\tcount\thead",
        "\(day)\tchengguan\t\(epoch)\t2\t1\t\(Hex.encode(sender.chain(1)))",
      ])
    let missing = try await sentence {
      try await console.commands().reconcile(console.data, Settings.Flags([:]), day: day.adding(days: 1))
    }
    #expect(missing?.contains(day.adding(days: 1).description) == true)
  }
}
