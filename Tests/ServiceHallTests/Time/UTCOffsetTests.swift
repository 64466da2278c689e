import HallTesting
import ServiceHall
import Testing

@Suite("UTCOffset")
struct UTCOffsetTests {
  @Test("writes RFC 3339 in whole seconds")
  func timestamps() throws {
    let beijing = UTCOffset.beijing
    #expect(beijing.timestamp(.fridayMorning) == "2026-11-20T09:00:00+08:00")
    #expect(beijing.timestamp(Moment(milliseconds: 0)) == "1970-01-01T08:00:00+08:00")
    #expect(beijing.timestamp(Moment(milliseconds: -1)) == "1970-01-01T07:59:59+08:00")
    let newfoundland = try #require(UTCOffset(minutes: -210))
    #expect(newfoundland.timestamp(Moment(milliseconds: 999)) == "1969-12-31T20:30:00-03:30")
    let kathmandu = try #require(UTCOffset(minutes: 345))
    #expect(kathmandu.timestamp(Moment(seconds: 4_102_444_799)) == "2100-01-01T05:44:59+05:45")
  }

  @Test("the day turns at midnight here, wherever the machine believes to be")
  func midnight() {
    let beijing = UTCOffset.beijing
    let midnight = Moment(seconds: 1_795_190_400)
    let justBefore = Moment(milliseconds: midnight.milliseconds - 1)
    #expect(beijing.date(of: midnight).description == "2026-11-21")
    #expect(beijing.clockTime(midnight) == "00:00")
    #expect(beijing.date(of: justBefore).description == "2026-11-20")
    #expect(beijing.clockTime(justBefore) == "23:59")
  }

  @Test("reaches fourteen hours")
  func range() {
    #expect(UTCOffset(minutes: 840) != nil)
    #expect(UTCOffset(minutes: -840) != nil)
    #expect(UTCOffset(minutes: 841) == nil)
    #expect(UTCOffset(minutes: -841) == nil)
  }
}
