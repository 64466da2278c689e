/// The code was shown: what waits and for whom, masked; the holder's number is still to be shown. 核验身份
public struct KioskCollectIdentityPage: Page {
  public static let template = "Claims/kiosk-collect-identity"

  public var frame: Frame
  public var titles: [String]
  /// Masked.
  public var holder: String
  /// The three digits of the kind of card on which the number stands.
  public var idType: String

  public init(frame: Frame, titles: [String], holder: String, idType: String) {
    self.frame = frame
    self.titles = titles
    self.holder = holder
    self.idType = idType
  }
}
