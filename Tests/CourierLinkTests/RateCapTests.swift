import CourierLink
import Testing

@Suite("The cap on the channel's share of the line")
struct RateCapTests {
  private func rule(_ from: Int, _ to: Int, _ speed: Int) throws -> RateCap.Rule {
    try #require(RateCap.Rule(fromHour: from, toHour: to, bytesPerSecond: speed))
  }

  @Test("(1) (2) (3) it goes by the hour, the lowest first, past midnight too")
  func hours() throws {
    let cap = RateCap([try rule(8, 18, 4000), try rule(12, 14, 2000), try rule(22, 6, 9000)])
    let expected: [(hour: Int, minute: Int, speed: Int?)] = [
      (7, 59, nil), (8, 0, 4000), (11, 59, 4000), (12, 0, 2000), (13, 59, 2000), (14, 0, 4000),
      (17, 59, 4000), (18, 0, nil), (21, 59, nil), (22, 0, 9000), (23, 59, 9000), (0, 0, 9000),
      (5, 59, 9000), (6, 0, nil),
    ]
    for (hour, minute, speed) in expected {
      #expect(cap.cap(atMinute: hour * 60 + minute) == speed, "\(hour):\(minute)")
      #expect(cap.cap(atMinute: hour * 60 + minute - 1440) == speed)
      #expect(cap.cap(atMinute: hour * 60 + minute + 1440) == speed)
    }
    #expect(RateCap().cap(atMinute: 0) == nil)
    let always = RateCap([try rule(9, 9, 10)])
    let untilMidnight = RateCap([try rule(0, 24, 10)])
    for minute in 0..<1440 {
      #expect(always.cap(atMinute: minute) == 10)
      #expect(untilMidnight.cap(atMinute: minute) == 10)
    }
  }

  @Test("hours that do not exist, and a cap of nothing, are no rules")
  func refused() {
    for (from, to, speed) in [(-1, 3, 1), (24, 3, 1), (3, 25, 1), (3, -1, 1), (3, 4, 0), (3, 4, -5)] {
      #expect(RateCap.Rule(fromHour: from, toHour: to, bytesPerSecond: speed) == nil)
    }
  }

  @Test("half the cap takes twice the time, and is not stalled by a least speed above it")
  func ratio() async throws {
    let server = try RawServer { connection in
      while try connection.request() != nil { try connection.reply() }
    }
    let url = server.url
    func elapsed(_ speed: Int?) async throws -> Double {
      var settings = HTTPLink.Settings(leastSpeed: 1_000_000, patience: .seconds(2))
      if let speed { settings.rateCap = RateCap([try rule(0, 24, speed)]) }
      let request = LinkRequest(method: .post, url: url, body: [UInt8](repeating: 1, count: 120_000))
      let response = try await HTTPLink(settings).send(request)
      #expect(response.status == 200)
      return response.elapsed / .seconds(1)
    }
    let (free, fast, slow) = (try await elapsed(nil), try await elapsed(80_000), try await elapsed(40_000))
    #expect(free < fast / 2)
    #expect((1.6...2.6).contains(slow / fast), "\(fast) s, \(slow) s")
  }
}
