/// `/pair`: a screen is given its place by the code that an administrator reads out. 配对
public struct PairPage: Page {
  public static let template = "Devices/pair"

  public var frame: Frame

  public init(frame: Frame) {
    self.frame = frame
  }
}
