public import ServiceHall

/// `/h/{hall}/admin/licences`: the hall's licences. 证照
public struct AdminLicencesPage: Page {
  public static let template = "Licences/admin-licences"

  public struct Row: Sendable {
    public var number: String
    public var kind: String
    /// Masked.
    public var holder: String
    public var expiresOn: CivilDate?
    public var state: LicenceState
    public var version: Int

    public init(
      number: String, kind: String, holder: String, expiresOn: CivilDate?, state: LicenceState, version: Int
    ) {
      self.number = number
      self.kind = kind
      self.holder = holder
      self.expiresOn = expiresOn
      self.state = state
      self.version = version
    }
  }

  public var frame: Frame
  public var rows: [Row]
  public var words: String = ""
  public var state: LicenceState?
  public var isContinued: Bool = false
  /// The place behind which the list goes on.
  public var next: Int64?

  public init(frame: Frame, rows: [Row]) {
    self.frame = frame
    self.rows = rows
  }
}
