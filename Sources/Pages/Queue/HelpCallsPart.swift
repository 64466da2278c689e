/// `/h/{hall}/help`: who at a kiosk waits for a person; stands at the top of the pages of those who may go there.
public struct HelpCallsPart: LivePage {
  public static let template = "parts/help-calls"
  public static let fragment = "parts/help-calls"

  public var frame: Frame
  public var lastEvent: Int64

  public init(frame: Frame, lastEvent: Int64) {
    self.frame = frame
    self.lastEvent = lastEvent
  }

  public func content(_ strings: Strings) -> PageContent { .empty }
}
