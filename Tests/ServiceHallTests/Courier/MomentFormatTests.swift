import HallTesting
import Testing

@testable import ServiceHall

@Suite("Dates as platforms write them")
struct MomentFormatTests {
  // 2026-11-20 09:31:05 in Beijing
  static let moment = Moment.fridayMorning + .seconds(1865)

  @Test(
    "each format writes and reads its own",
    arguments: [
      (MomentFormat.day, "2026-11-20"), (.minutes, "2026-11-20 09:31"),
      (.spaced, "2026-11-20 09:31:05"), (.lettered, "2026-11-20T09:31:05"),
      (.compactDay, "20261120"), (.compact, "20261120093105"),
      (.compactLettered, "20261120T093105"), (.compactColons, "2026112009:31:05"),
      (.rfc3339, "2026-11-20T09:31:05+08:00"),
    ])
  func both(_ format: MomentFormat, _ text: String) throws {
    #expect(format.write(Self.moment, .beijing) == text)
    let read = try #require(format.read(text, .beijing))
    #expect(format.write(read, .beijing) == text)
    #expect(read == Self.moment || ["YYYY-MM-DD", "YYYYMMDD", "YYYY-MM-DD hh:mm"].contains(format.rawValue))
    #expect(UTCOffset.beijing.date(of: read) == UTCOffset.beijing.date(of: Self.moment))
    for wrong in ["", text + "0", String(text.dropLast()), "x" + text.dropFirst()] {
      #expect(format.read(wrong, .beijing) == nil, "\(wrong)")
    }
  }

  @Test("a time with T is not taken for one without it, nor a day that does not exist for one that does")
  func notMixed() throws {
    #expect(MomentFormat.compactLettered.read("20261120093105", .beijing) == nil)
    #expect(MomentFormat.compact.read("20261120T093105", .beijing) == nil)
    #expect(MomentFormat.lettered.read("2026-11-20 09:31:05", .beijing) == nil)
    #expect(MomentFormat.spaced.read("2026-02-30 09:31:05", .beijing) == nil)
    #expect(MomentFormat.spaced.read("2026-11-20 24:00:00", .beijing) == nil)
    #expect(MomentFormat.rfc3339.read("2026-11-20T09:31:05Z", .beijing) == nil)
    let west = try #require(UTCOffset(minutes: -150))
    #expect(MomentFormat.rfc3339.write(Self.moment, west) == "2026-11-19T23:01:05-02:30")
    #expect(MomentFormat.rfc3339.read("2026-11-19T23:01:05-02:30", .beijing) == Self.moment)
  }
}
