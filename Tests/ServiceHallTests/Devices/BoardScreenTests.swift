import Testing

@testable import ServiceHall

@Suite struct BoardScreenTests {
  private static func screen(_ inches: Int, _ decimetres: Int) -> BoardScreen {
    BoardScreen(
      lines: [], diagonalInches: inches, distanceDecimetres: decimetres, isVoiced: true)
  }

  @Test(
    "the size follows the diagonal and the distance",
    arguments: [
      // 43 inches are 535 mm high; 73 mm at 6 m are 13.7 % of it, and a size of 19.0.
      (43, 60, 22), (43, 75, 24), (43, 90, 30), (43, 100, 32), (32, 60, 26), (55, 100, 26),
      (65, 60, 22), (75, 150, 28), (43, 105, 34), (43, 300, 34), (10, 400, 34), (120, 10, 22),
    ])
  func size(inches: Int, decimetres: Int, expected: Int) {
    #expect(Self.screen(inches, decimetres).size == expected)
  }

  @Test(
    "the capital of the current call is at least 0.0122 of the distance, or the screen is said to be too small"
  )
  func capital() {
    for inches in 10...120 {
      for decimetres in 10...400 {
        let screen = Self.screen(inches, decimetres)
        let millimetres = screen.height * Double(screen.size) / 100 * BoardScreen.capitalPerSize
        let needed = 0.0122 * Double(decimetres) * 100
        #expect((millimetres < needed) == (screen.tooSmallBeyond != nil))
        if let farthest = screen.tooSmallBeyond {
          #expect(farthest < decimetres)
          #expect(Self.screen(inches, max(10, farthest)).tooSmallBeyond == nil || farthest < 10)
        }
      }
    }
  }
}
