import ServiceHall
import Testing

@Suite("TimeOfDay")
struct TimeOfDayTests {
  @Test("every minute of the day is written and read alike")
  func everyMinute() throws {
    for minute in 0...1440 {
      let time = try #require(TimeOfDay(minutes: minute))
      try #require(TimeOfDay(time.description) == time)
    }
    #expect(TimeOfDay(minutes: 571)?.description == "09:31")
    #expect(TimeOfDay(minutes: 1440)?.description == "24:00")
  }

  @Test(
    "is nothing else", arguments: ["24:01", "25:00", "09:60", "9:31", "09:3", "09-31", "-1:00", "09:+1", ""])
  func refused(text: String) {
    #expect(TimeOfDay(text) == nil)
  }

  @Test("ends with the day")
  func range() {
    #expect(TimeOfDay(minutes: -1) == nil)
    #expect(TimeOfDay(minutes: 1441) == nil)
  }
}
