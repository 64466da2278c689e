/// `/h/{hall}/kiosk?step=help`: a person was called to the kiosk, or can be. 呼叫工作人员
public struct KioskHelpPage: LivePage {
  public static let template = "Queue/kiosk-help"
  public static let fragment = "Queue/kiosk-help-state"

  public enum State: String, Sendable {
    /// Nobody was called.
    case quiet
    /// The desks know.
    case asked
    /// Somebody has said to come.
    case attended
  }

  public var frame: Frame
  public var state: State
  public var lastEvent: Int64

  public init(frame: Frame, state: State, lastEvent: Int64) {
    self.frame = frame
    self.state = state
    self.lastEvent = lastEvent
  }
}
