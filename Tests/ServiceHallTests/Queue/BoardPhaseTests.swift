import ServiceHall
import Testing

@Suite struct BoardPhaseTests {
  private static func line(
    _ isOpen: Bool, waiting: Int = 0, windows: Int = 0, opens: String? = nil
  ) -> BoardPhase.Line {
    BoardPhase.Line(
      isOpen: isOpen, waiting: waiting, openWindows: windows,
      nextOpening: opens.flatMap(TimeOfDay.init))
  }

  @Test("the sentence follows the lines that the board shows")
  func phases() throws {
    let afternoon = try #require(TimeOfDay("14:00"))
    let cases: [([BoardPhase.Line], paused: Int, BoardPhase)] = [
      ([Self.line(true)], 0, .open), ([Self.line(true, windows: 1)], 1, .open),
      ([Self.line(true), Self.line(false)], 1, .paused),
      ([Self.line(false, waiting: 2, opens: "14:00")], 0, .closing),
      ([Self.line(false, opens: "15:00"), Self.line(false, opens: "14:00")], 0, .opening(afternoon)),
      ([Self.line(false), Self.line(false)], 2, .ended), ([], 0, .ended),
    ]
    for (lines, paused, expected) in cases {
      #expect(BoardPhase(lines, pausedWindows: paused) == expected)
    }
  }

  @Test("a hall that is closed for the day says so once nobody waits")
  func hallClosed() {
    #expect(BoardPhase([Self.line(false)], pausedWindows: 0, isHallClosed: true) == .hallClosed)
    let waiting = [Self.line(false, waiting: 1)]
    #expect(BoardPhase(waiting, pausedWindows: 0, isHallClosed: true) == .closing)
    #expect(BoardPhase.hallClosed.isOver)
  }
}
