import ServiceHall
import Testing

@Suite("Percentiles")
struct PercentileTests {
  @Test(
    "the nearest rank, as a person counts it off",
    arguments: [
      ([7], 50, 7), ([7], 90, 7), ([1, 2], 50, 1), ([1, 2], 90, 2), ([1, 2, 3], 50, 2),
      (Array(1...10), 50, 5), (Array(1...10), 90, 9), (Array(1...100), 90, 90),
      (Array(1...101), 50, 51), ([5, 5, 5, 900], 90, 900), ([1, 2, 3], 100, 3), ([1, 2, 3], 1, 1),
    ])
  func ranks(values: [Int], percent: Int, expected: Int) {
    #expect(Percentile.nearestRank(percent, ofSorted: values) == expected)
  }

  @Test("nothing has no percentile") func empty() {
    #expect(Percentile.nearestRank(50, ofSorted: []) == nil)
    #expect(DayReport.Spread().p90 == nil)
  }

  @Test("a spread sorts for itself") func spread() {
    let spread = DayReport.Spread([900, 60, 120])
    #expect(spread.p50 == 120)
    #expect(spread.p90 == 900)
  }
}
