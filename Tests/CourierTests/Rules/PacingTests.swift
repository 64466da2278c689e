import Courier
import Testing

@Suite("Pauses and sizes")
struct PacingTests {
  @Test("pauses grow from five seconds to a quarter of an hour, and begin anew when the receiver is heard")
  func pauses() {
    var schedule = RetrySchedule()
    var random = Randomness(seed: 5)
    var longest = Duration.zero
    for _ in 0..<200 {
      let pause = schedule.pause(Double.random(in: 0..<1, using: &random))
      #expect(pause >= RetrySchedule.shortest && pause <= RetrySchedule.longest)
      longest = max(longest, pause)
    }
    #expect(longest > .seconds(600))
    schedule.reset()
    #expect(schedule.pause(0.999) <= RetrySchedule.shortest * 3)
  }

  @Test("a receiver that is being started again is asked twice a second for a while, then as rarely as any")
  func knocks() {
    var schedule = RetrySchedule()
    let pauses = (0...RetrySchedule.knocks).map { _ in schedule.pause(0.5, isRestarting: true) }
    #expect(pauses.dropLast().allSatisfy { $0 == RetrySchedule.knock })
    #expect(pauses.last ?? .zero >= RetrySchedule.shortest)
    schedule.reset()
    #expect(schedule.pause(0.5, isRestarting: true) == RetrySchedule.knock)
    #expect(schedule.pause(0.5) >= RetrySchedule.shortest)
  }

  @Test("a batch takes some thirty seconds of the line as it is, and half as much after a failure")
  func sizes() {
    var sizing = BatchSizing()
    // 4 KB a second.
    for _ in 0..<30 { sizing.succeeded(bytes: sizing.bytes, in: .milliseconds(sizing.bytes / 4)) }
    #expect((80_000...160_000).contains(sizing.bytes), "\(sizing.bytes)")
    let before = sizing.bytes
    sizing.failed()
    #expect(sizing.bytes == before / 2)
    for _ in 0..<30 { sizing.failed() }
    #expect(sizing.bytes == BatchSizing.smallest)
    for _ in 0..<60 { sizing.succeeded(bytes: sizing.bytes, in: .milliseconds(1)) }
    #expect(sizing.bytes == BatchSizing.largest)
  }
}
