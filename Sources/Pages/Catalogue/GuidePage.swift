public import ServiceHall

/// `/items/{code}`: everything that a person must know of an item, and exactly what this person brings. 办事指南
public struct GuidePage: Page {
  public static let template = "Catalogue/guide"

  /// A line of a hall that takes the item.
  public struct Place: Sendable {
    public var hall: String
    public var hallName: String
    public var line: String
    /// Nil where the hall's lines are not known here.
    public var lineName: String?

    public init(hall: String, hallName: String, line: String, lineName: String? = nil) {
      self.hall = hall
      self.hallName = hallName
      self.line = line
      self.lineName = lineName
    }
  }

  public var frame: Frame
  public var item: ServiceItem
  public var version: ItemVersion
  public var departments: [Department.ID: Department]
  public var places: [Place]
  public var duties: [Duty]
  /// Versions that are or were public, the latest first.
  public var versions: [ItemVersion]
  /// What the person has answered.
  public var answers: [SituationQuestion.ID: SituationQuestion.ID]
  /// The version that holds today; another one is shown as a former one.
  public var current: Int?
  /// Addresses of the files that are offered, by their names.
  public var files: [String: String] = [:]
  /// `2026-11-21`
  public var today: String

  public init(
    frame: Frame, item: ServiceItem, version: ItemVersion, departments: [Department.ID: Department],
    places: [Place] = [], duties: [Duty] = [], versions: [ItemVersion] = [],
    answers: [SituationQuestion.ID: SituationQuestion.ID] = [:], current: Int?, today: String
  ) {
    self.frame = frame
    self.item = item
    self.version = version
    self.departments = departments
    self.places = places
    self.duties = duties
    self.versions = versions
    self.answers = answers
    self.current = current
    self.today = today
  }
}
