/// `/h/{hall}/evaluate/{window}`: the pad that lies at a window and faces the visitor. 评价器
public struct EvaluatePage: LivePage {
  public static let template = "Ratings/evaluate"
  public static let fragment = "Ratings/evaluate-now"

  public enum Stage: Sendable {
    /// No clerk sits at the window.
    case closed
    case paused(reason: String)
    case idle
    case called(number: String)
    case serving(number: String)
    /// A service has ended.
    case asking(Request)
    case thanks
  }

  public struct Request: Sendable {
    /// The event that ended the service.
    public var service: Int64
    public var number: String
    public var secondsLeft: Int

    public init(service: Int64, number: String, secondsLeft: Int) {
      self.service = service
      self.number = number
      self.secondsLeft = secondsLeft
    }
  }

  public var frame: Frame
  public var window: String
  public var windowName: String
  /// Who sits there, with the number by which the hall knows them: the account.
  public var clerk: Choice?
  public var stage: Stage
  public var lastEvent: Int64

  public init(
    frame: Frame, window: String, windowName: String, clerk: Choice?, stage: Stage,
    lastEvent: Int64
  ) {
    self.frame = frame
    self.window = window
    self.windowName = windowName
    self.clerk = clerk
    self.stage = stage
    self.lastEvent = lastEvent
  }
}

/// `/h/{hall}/evaluate`: an evaluator that no window was given yet.
public struct EvaluateUnsetPage: Page {
  public static let template = "Ratings/evaluate-unset"

  public var frame: Frame
  /// The device's name, by which an administrator finds it.
  public var device: String

  public init(frame: Frame, device: String) {
    self.frame = frame
    self.device = device
  }
}
