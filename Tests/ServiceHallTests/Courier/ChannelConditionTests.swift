import ServiceHall
import Testing

@Suite("How the way to an upstream stands")
struct ChannelConditionTests {
  private static let now = Moment(seconds: 1_795_138_265)

  private static func before(_ duration: Duration?) -> Moment? { duration.map { now + (.zero - $0) } }

  private static func condition(heard: Duration?, waiting: Duration?) -> ChannelCondition {
    ChannelCondition(heardAt: before(heard), oldestWaiting: before(waiting), at: now)
  }

  @Test(
    "(1) an upstream that was not heard for five minutes, or never, is cut off, whatever waits",
    arguments: [nil, Duration.seconds(301), .hours(9)], [nil, Duration.seconds(1), .hours(30)])
  func interrupted(heard: Duration?, waiting: Duration?) {
    #expect(Self.condition(heard: heard, waiting: waiting) == .interrupted)
  }

  @Test(
    "(2) while it is heard, only what waits for more than five minutes is a backlog",
    arguments: [
      (nil, ChannelCondition.flowing), (.seconds(1), .flowing), (.seconds(300), .flowing),
      (.seconds(301), .congested), (.hours(30), .congested),
    ] as [(Duration?, ChannelCondition)])
  func backlog(waiting: Duration?, condition: ChannelCondition) {
    #expect(Self.condition(heard: .seconds(3), waiting: waiting) == condition)
    #expect(Self.condition(heard: .seconds(300), waiting: waiting) == condition)
  }

  @Test("(3) times that lie ahead count as now")
  func ahead() {
    let ahead: Duration = .zero - .hours(2)
    #expect(Self.condition(heard: ahead, waiting: ahead) == .flowing)
    #expect(Self.condition(heard: ahead, waiting: .minutes(6)) == .congested)
  }

  @Test("windows hear of a line that is cut off, and of a backlog of more than a day")
  func windows() {
    func concerns(heard: Duration, waiting: Duration?) -> Bool {
      Self.condition(heard: heard, waiting: waiting)
        .concernsWindows(oldestWaiting: Self.before(waiting), at: Self.now)
    }
    #expect(!concerns(heard: .seconds(1), waiting: nil))
    #expect(!concerns(heard: .seconds(1), waiting: .hours(23)))
    #expect(concerns(heard: .seconds(1), waiting: .hours(25)))
    #expect(concerns(heard: .hours(1), waiting: nil))
    #expect(!ChannelCondition.unconnected.concernsWindows(oldestWaiting: nil, at: Self.now))
  }
}
