/// `/help`: the short explanations.
public struct HelpPage: Page {
  public static let template = "help"

  public var frame: Frame

  public init(frame: Frame) {
    self.frame = frame
  }
}
