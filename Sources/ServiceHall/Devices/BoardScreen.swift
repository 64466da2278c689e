/// What a board shows and how large. 显示屏设置
public struct BoardScreen: Sendable, Equatable, Codable {
  /// The lines that it shows; all when empty.
  public let lines: [Line.ID]
  /// The screen's diagonal, in inches as it is sold.
  public let diagonalInches: Int
  /// How far away the farthest seat is, in decimetres.
  public let distanceDecimetres: Int
  /// Whether calls are spoken.
  public let isVoiced: Bool

  public static let standard = BoardScreen(
    lines: [], diagonalInches: 43, distanceDecimetres: 60, isVoiced: true)

  public init(lines: [Line.ID], diagonalInches: Int, distanceDecimetres: Int, isVoiced: Bool) {
    self.lines = lines
    self.diagonalInches = diagonalInches
    self.distanceDecimetres = distanceDecimetres
    self.isVoiced = isVoiced
  }

  /// - Throws: `InputRefusal` naming `diagonalInches` or `distanceDecimetres`.
  public func checked() throws(InputRefusal) -> BoardScreen {
    guard (10...120).contains(diagonalInches) else {
      throw InputRefusal("diagonalInches", .outOfRange)
    }
    guard (10...400).contains(distanceDecimetres) else {
      throw InputRefusal("distanceDecimetres", .outOfRange)
    }
    return self
  }
}
