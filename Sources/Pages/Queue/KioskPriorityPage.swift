public import ServiceHall

/// `/h/{hall}/kiosk?step=priority`: saying why one goes first. 优先取号
public struct KioskPriorityPage: Page {
  public static let template = "Queue/kiosk-priority"

  public var frame: Frame
  public var ratio: PriorityRatio

  public init(frame: Frame, ratio: PriorityRatio) {
    self.frame = frame
    self.ratio = ratio
  }
}
