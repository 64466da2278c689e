import ServiceHall
import Testing

@Suite("WaitEstimate")
struct WaitEstimateTests {
  @Test("weights the latest service by one fifth, in whole milliseconds")
  func mean() {
    #expect(WaitEstimate.mean(nil, after: .seconds(100)) == 100_000)
    #expect(WaitEstimate.mean(100_000, after: .seconds(200)) == 120_000)
    #expect(WaitEstimate.mean(100_000, after: .milliseconds(99_999)) == 100_000)
  }

  @Test("a clock that jumped does not spoil the mean")
  func bounds() {
    #expect(WaitEstimate.mean(nil, after: .seconds(-5)) == 0)
    #expect(WaitEstimate.mean(nil, after: .hours(100)) == 4 * 3_600_000)
  }

  @Test("is shared among the open windows, and unknown without any")
  func seconds() {
    #expect(WaitEstimate.seconds(ahead: 3, mean: 60_000, openWindows: 2) == 90)
    #expect(WaitEstimate.seconds(ahead: 2, mean: nil, openWindows: 1) == 600)
    #expect(WaitEstimate.seconds(ahead: 2, mean: 1, openWindows: 0) == nil)
  }
}
