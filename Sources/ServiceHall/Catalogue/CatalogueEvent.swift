/// What can happen to the catalogue; each becomes one row of the county's journal.
public enum CatalogueEvent: Sendable, Equatable {
  case departmentSaved(Department)
  case itemSaved(ServiceItem.ID, ItemSaved)
  case itemPublished(ServiceItem.ID, ItemPublished)
  case itemWithdrawn(ServiceItem.ID, ItemWithdrawn)
  /// Somebody wanted to change what the upper catalogue fixed.
  case itemEditRefused(ServiceItem.ID, ItemEditRefused)
  case dutySaved(Duty)
  case dutyRemoved(Duty.ID)
  case negativeListSaved(NegativeList)
  case fileSaved(GuideFile)
  /// By its name.
  case fileRemoved(String)
  case imported(CatalogueImported)

  public struct ItemSaved: Sendable, Equatable, Codable {
    public let version: Int
    public let reason: String
    public let effectiveOn: CivilDate
    /// The county's day on which it was published; nil leaves a draft.
    public let publishedOn: CivilDate?
    public let item: ServiceItem
    public init(
      version: Int, reason: String, effectiveOn: CivilDate, publishedOn: CivilDate?, item: ServiceItem
    ) {
      self.version = version
      self.reason = reason
      self.effectiveOn = effectiveOn
      self.publishedOn = publishedOn
      self.item = item
    }
  }

  public struct ItemPublished: Sendable, Equatable, Codable {
    public let version: Int
    public let publishedOn: CivilDate
    public init(version: Int, publishedOn: CivilDate) {
      self.version = version
      self.publishedOn = publishedOn
    }
  }

  public struct ItemWithdrawn: Sendable, Equatable, Codable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
  }

  public struct ItemEditRefused: Sendable, Equatable, Codable {
    public let fields: [String]
    public init(fields: [String]) { self.fields = fields }
  }

  /// Follows the rows of an import, and says how many there were.
  public struct CatalogueImported: Sendable, Equatable, Codable {
    public let added: Int
    public let changed: Int
    public let unchanged: Int
    public let refused: Int
    public init(added: Int, changed: Int, unchanged: Int, refused: Int) {
      self.added = added
      self.changed = changed
      self.unchanged = unchanged
      self.refused = refused
    }
  }
}
