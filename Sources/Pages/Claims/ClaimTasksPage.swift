/// `/h/{hall}/admin/claim-tasks`: documents that nobody has collected in time. 催领
public struct ClaimTasksPage: Page {
  public static let template = "Claims/claim-tasks"

  /// What is to be done.
  public enum Kind: String, Sendable, CaseIterable {
    case remind
    case clearCell = "clear-cell"
    case reissue
  }

  public struct Row: Sendable {
    public var kind: Kind
    public var claim: String
    /// Masked.
    public var holder: String
    public var phone: String?
    public var documents: [HandOverPage.Document]
    /// Whole days since when it waits to be done.
    public var days: Int
    public var expiresOn: String
    public var cell: Int?

    public init(
      kind: Kind, claim: String, holder: String, phone: String? = nil,
      documents: [HandOverPage.Document], days: Int, expiresOn: String, cell: Int? = nil
    ) {
      self.kind = kind
      self.claim = claim
      self.holder = holder
      self.phone = phone
      self.documents = documents
      self.days = days
      self.expiresOn = expiresOn
      self.cell = cell
    }
  }

  public struct Settings: Sendable, Equatable {
    public var validDays: String
    public var reminderDays: String
    public var lockerHours: String

    public init(validDays: String, reminderDays: String, lockerHours: String) {
      self.validDays = validDays
      self.reminderDays = reminderDays
      self.lockerHours = lockerHours
    }
  }

  public var frame: Frame
  public var rows: [Row]
  public var settings: Settings
  /// Whether the one who looks may change the rules.
  public var maySet: Bool
  public var key: String

  public init(frame: Frame, rows: [Row], settings: Settings, maySet: Bool, key: String) {
    self.frame = frame
    self.rows = rows
    self.settings = settings
    self.maySet = maySet
    self.key = key
  }
}
