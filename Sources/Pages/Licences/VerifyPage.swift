public import ServiceHall

/// `/verify`: anybody checks a document's QR code, without script and on any telephone. 证照核验
public struct VerifyPage: Page {
  public static let template = "Licences/verify"

  public struct Found: Sendable {
    public var verification: Verification
    /// Who vouches, by name.
    public var hallName: String?
    public var isClockSuspect: Bool

    public init(verification: Verification, hallName: String?, isClockSuspect: Bool) {
      self.verification = verification
      self.hallName = hallName
      self.isClockSuspect = isClockSuspect
    }
  }

  public var frame: Frame
  /// What was scanned or pasted. It does not stand in the field again: the next scan would be added to it.
  public var text: String
  /// Nil before anything was asked.
  public var found: Found?

  public init(frame: Frame, text: String = "", found: Found? = nil) {
    self.frame = frame
    self.text = text
    self.found = found
  }
}
