/// `/h/{hall}/kiosk?step=help`: for those who do not know which line is theirs.
public struct KioskHelpPage: Page {
  public static let template = "Queue/kiosk-help"

  public var frame: Frame
  public var lines: [LineStatus]

  public init(frame: Frame, lines: [LineStatus]) {
    self.frame = frame
    self.lines = lines
  }
}
