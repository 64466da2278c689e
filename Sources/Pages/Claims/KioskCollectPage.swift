/// `/h/{hall}/kiosk/collect`: showing a code, or a number with its PIN. 领取证件
///
/// What was typed is never shown again, and never stands in an address.
public struct KioskCollectPage: Page {
  public static let template = "Claims/kiosk-collect"

  public var frame: Frame

  public init(frame: Frame) { self.frame = frame }
}
