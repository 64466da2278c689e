public import ServiceHall

/// `/county/items`: every item of the catalogue, drafts too, and the ways in and out by file. 事项目录
public struct AdminItemsPage: Page {
  public static let template = "Catalogue/admin-items"

  public struct Row: Sendable {
    public var code: String
    public var name: String
    public var kind: ItemKind
    public var department: String
    public var state: ItemVersion.State
    public var latest: Int

    public init(
      code: String, name: String, kind: ItemKind, department: String, state: ItemVersion.State, latest: Int
    ) {
      self.code = code
      self.name = name
      self.kind = kind
      self.department = department
      self.state = state
      self.latest = latest
    }
  }

  public var frame: Frame
  public var rows: [Row]
  public var departments: [Choice]
  /// What was asked for.
  public var words: String = ""
  public var department: String = ""
  public var state: ItemVersion.State?
  /// The code after which this part begins.
  public var after: String?
  /// The code after which the next part begins.
  public var next: String?
  public var importForm: ImportForm = ImportForm()

  public init(frame: Frame, rows: [Row], departments: [Choice]) {
    self.frame = frame
    self.rows = rows
    self.departments = departments
  }
}

/// What stands in the form that takes a file.
public struct ImportForm: Sendable {
  /// Whether only the rows without faults are to be taken.
  public var isPartial: Bool

  public init(isPartial: Bool = false) { self.isPartial = isPartial }
}
