public import ServiceHall

/// `/h/{hall}/kiosk?step=identity&line=A`: typing one's number where numbers per person are limited.
///
/// What was typed is never shown again, and never stands in an address.
public struct KioskIdentityPage: Page {
  public static let template = "Queue/kiosk-identity"

  public var frame: Frame
  public var key: String
  public var line: String
  public var lineName: String
  public var personCap: Int
  public var priority: PriorityReason?

  public init(
    frame: Frame, key: String, line: String, lineName: String, personCap: Int,
    priority: PriorityReason? = nil
  ) {
    self.frame = frame
    self.key = key
    self.line = line
    self.lineName = lineName
    self.personCap = personCap
    self.priority = priority
  }
}
