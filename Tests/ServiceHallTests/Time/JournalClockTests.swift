import HallTesting
import ServiceHall
import Testing

@Suite("JournalClock")
struct JournalClockTests {
  private static let year2099 = Moment(seconds: 4_080_000_000)
  private static let start = Moment.fridayMorning

  private static func after(_ seconds: Int) -> Moment { start + .seconds(seconds) }

  @Test(
    "(1) moments never go backwards, however the wall clock jumps", arguments: [1, 2, 3, 4, 5] as [UInt64])
  func monotonous(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var clock = JournalClock(last: Self.start)
    var last = Self.start
    var elapsed = Duration.zero
    let places = [Moment(milliseconds: 0), Self.start, Self.after(86_400), Self.year2099]
    for step in 0..<2_000 {
      elapsed += .milliseconds(random.below(2_000))
      let wall = places[random.below(places.count)] + .milliseconds(random.below(100_000))
      let now = clock.advance(wall: wall, elapsed: elapsed)
      try #require(now >= last && now >= wall, "seed \(seed), step \(step)")
      try #require(now == last || now == wall, "seed \(seed), step \(step)")
      last = now
    }
  }

  @Test("(2) a clock that starts in 1970 repeats the last entry's time and is suspect until it is right")
  func dead() {
    var clock = JournalClock(last: Self.start)
    #expect(clock.advance(wall: Moment(milliseconds: 0), elapsed: .seconds(1)) == Self.start)
    #expect(clock.suspicion == .behind)
    #expect(clock.advance(wall: Moment(seconds: 60), elapsed: .seconds(61)) == Self.start)
    #expect(clock.suspicion == .behind)
    #expect(clock.advance(wall: Self.after(100), elapsed: .seconds(100)) == Self.after(100))
    #expect(clock.suspicion != .behind)
  }

  @Test("(2) a few seconds behind are not suspicious")
  func tolerance() {
    var clock = JournalClock(last: Self.start)
    #expect(clock.advance(wall: Self.after(-5), elapsed: .zero) == Self.start)
    #expect(clock.suspicion == nil)
    var later = JournalClock(last: Self.start)
    _ = later.advance(wall: Moment(milliseconds: Self.after(-5).milliseconds - 1), elapsed: .zero)
    #expect(later.suspicion == .behind)
  }

  @Test("(3) wall time that leaps forward makes it suspect", arguments: [6, 3_600, 86_400 * 365])
  func forward(seconds: Int) {
    var clock = JournalClock(last: Self.start)
    _ = clock.advance(wall: Self.start, elapsed: .zero)
    #expect(clock.suspicion == nil)
    #expect(clock.advance(wall: Self.after(seconds), elapsed: .milliseconds(10)) == Self.after(seconds))
    #expect(clock.suspicion == .jumped)
  }

  @Test("(3) wall time that stands still while time passes makes it suspect")
  func standing() {
    var clock = JournalClock(last: Self.start)
    _ = clock.advance(wall: Self.start, elapsed: .zero)
    _ = clock.advance(wall: Self.start, elapsed: .seconds(6))
    #expect(clock.suspicion == .jumped)
  }

  @Test("(3) time that passes as it does is never suspect, also over a night")
  func plain() {
    var clock = JournalClock(last: Self.start)
    for hours in 0..<48 {
      _ = clock.advance(wall: Self.after(hours * 3_600), elapsed: .hours(hours))
      #expect(clock.suspicion == nil)
    }
  }

  @Test("after a visit to 2099 it goes on from there, and says so")
  func future() {
    var clock = JournalClock(last: Self.start)
    _ = clock.advance(wall: Self.start, elapsed: .zero)
    #expect(clock.advance(wall: Self.year2099, elapsed: .seconds(1)) == Self.year2099)
    #expect(clock.suspicion == .jumped)
    #expect(clock.advance(wall: Self.after(2), elapsed: .seconds(2)) == Self.year2099)
    #expect(clock.suspicion == .behind)
  }
}
