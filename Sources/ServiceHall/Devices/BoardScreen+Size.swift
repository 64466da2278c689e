/// How large the letters of a board must be.
///
/// Sizes are in hundredths of the screen's height, at 16:9, as the style sheet's classes `size-22` to `size-34`
/// have them: the height of a letter's whole line box (the font size), not of the capital alone.
extension BoardScreen {
  /// The capital height that is read without effort, by the distance: 1 to 82, or 42 minutes of arc.
  static let capitalPerDistance = 0.0122
  /// The height of a capital or a digit by the font size; Chinese fonts have between 0.72 and 0.74.
  static let capitalPerSize = 0.72
  /// A called number is never smaller, and never larger than a number and a window of six signs fit into.
  static let sizes = 22...34
  static let sizeStep = 2

  /// The screen's height in millimetres, at 16:9.
  var height: Double { Double(diagonalInches) * 25.4 * 9 / Double(16 * 16 + 9 * 9).squareRoot() }

  /// What the farthest seat needs.
  var neededSize: Double {
    let capital = Self.capitalPerDistance * Double(distanceDecimetres) * 100
    return capital / height / Self.capitalPerSize * 100
  }

  /// The size that the board shows: the needed one, as far as the screen allows.
  public var size: Int {
    let steps = ((neededSize - Double(Self.sizes.lowerBound)) / Double(Self.sizeStep)).rounded(.up)
    let wanted = Self.sizes.lowerBound + Int(max(0, min(steps, 100))) * Self.sizeStep
    return min(wanted, Self.sizes.upperBound)
  }

  /// The farthest seat from which a called number is still read well, in decimetres; nil when the present
  /// distance is not farther.
  public var tooSmallBeyond: Int? {
    guard neededSize > Double(Self.sizes.upperBound) else { return nil }
    let capital = height * Double(Self.sizes.upperBound) / 100 * Self.capitalPerSize
    return Int(capital / Self.capitalPerDistance / 100)
  }
}
