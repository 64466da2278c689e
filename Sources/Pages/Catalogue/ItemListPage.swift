public import ServiceHall

/// `/items`: what may be done here, found by words, theme, department, person or life event. 办事指南目录
public struct ItemListPage: Page {
  public static let template = "Catalogue/items"

  /// What narrows the list; at most one value of each.
  public struct Filter: Sendable, Equatable {
    public var words: String = ""
    public var department: Department.ID?
    public var audience: Audience?
    public var theme: String?
    public var lifeEvent: String?
    public var hall: Hall.ID?

    public init() {}

    public var isEmpty: Bool { self == Filter() }
  }

  public var frame: Frame
  public var filter: Filter
  public var items: [ItemSummary]
  /// Where the next part begins; nil at the end.
  public var next: Int?
  public var departments: [Department]
  public var themes: [String]
  public var lifeEvents: [String]
  public var hallName: String?

  public init(
    frame: Frame, filter: Filter, items: [ItemSummary], next: Int? = nil, departments: [Department],
    themes: [String] = [], lifeEvents: [String] = [], hallName: String? = nil
  ) {
    self.frame = frame
    self.filter = filter
    self.items = items
    self.next = next
    self.departments = departments
    self.themes = themes
    self.lifeEvents = lifeEvents
    self.hallName = hallName
  }
}
