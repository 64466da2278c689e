public import ServiceHall

/// `/county/items/{code}` and `/new`: an item's versions, and the form that makes the next one.
public struct AdminItemPage: Page {
  public static let template = "Catalogue/admin-item"

  /// One row of the list of versions.
  public struct Version: Sendable {
    public var number: Int
    public var state: ItemVersion.State
    public var reason: String
    public var effectiveOn: CivilDate
    /// `2026-11-20 09:41`
    public var savedAt: String
    public var savedBy: String

    public init(_ version: ItemVersion, savedAt: String, savedBy: String) {
      number = version.number
      state = version.state
      reason = version.reason
      effectiveOn = version.effectiveOn
      self.savedAt = savedAt
      self.savedBy = savedBy
    }
  }

  /// An item that is there already.
  public struct Known: Sendable {
    public var code: String
    public var name: String
    /// As stored, for what an upper catalogue fixes.
    public var stored: ItemSheet
    /// The edition that fixes name, kind, bases and codes.
    public var upperCatalogue: String?
    /// The latest first.
    public var versions: [Version]

    public init(
      code: String, name: String, stored: ItemSheet, upperCatalogue: String?, versions: [Version]
    ) {
      self.code = code
      self.name = name
      self.stored = stored
      self.upperCatalogue = upperCatalogue
      self.versions = versions
    }
  }

  public var frame: Frame
  /// What stands in the form.
  public var sheet: ItemSheet
  public var departments: [Choice]
  /// Nil adds an item.
  public var known: Known?
  /// What was typed where an item is withdrawn.
  public var withdrawReason: String = ""
  /// Whether the faults are those that keep it from being published.
  public var isPublishing: Bool = false

  public init(frame: Frame, sheet: ItemSheet, departments: [Choice], known: Known? = nil) {
    self.frame = frame
    self.sheet = sheet
    self.departments = departments
    self.known = known
  }

  /// The input of a column: `codes.basic` → `codes-basic`.
  public static func input(of column: String) -> String {
    String(column.map { $0 == "." ? "-" : $0 })
  }
}
