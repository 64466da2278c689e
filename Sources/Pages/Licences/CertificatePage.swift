public import ServiceHall

/// `/h/{hall}/admin/licences/{licence}/certificate`: the licence on a sheet of A4, for the browser to print. 证照打印
public struct CertificatePage: Page {
  public static let template = "Licences/certificate"

  public var frame: Frame
  public var number: String
  public var id: String
  public var version: Int
  public var content: LicenceContent
  public var state: LicenceState
  /// Whether the holder's name is in full; somebody gave a reason then. A person's number never is.
  public var isRevealed: Bool
  /// Where anybody may verify it: `http://192.0.2.7:8080/verify`
  public var verifyURL: String

  public init(
    frame: Frame, number: String, id: String, version: Int, content: LicenceContent, state: LicenceState,
    isRevealed: Bool, verifyURL: String
  ) {
    self.frame = frame
    self.number = number
    self.id = id
    self.version = version
    self.content = content
    self.state = state
    self.isRevealed = isRevealed
    self.verifyURL = verifyURL
  }
}
