/// `/h/{hall}/kiosk?step=return`: a person who missed the call is back. 过号回来了
public struct KioskReturnPage: Page {
  public static let template = "Queue/kiosk-return"

  public var frame: Frame
  /// Behind how many the ticket stands then.
  public var returnAfter: Int

  public init(frame: Frame, returnAfter: Int) {
    self.frame = frame
    self.returnAfter = returnAfter
  }
}
