public import ServiceHall

/// `/powers`: each power with its seven elements. 权力清单
public struct PowerListPage: Page {
  public static let template = "Catalogue/powers"

  public var frame: Frame
  public var powers: [ServiceItem]
  public var kind: ItemKind?
  public var department: Department.ID?
  public var departments: [Department]
  /// Where the next part begins; nil at the end.
  public var next: Int?

  public init(
    frame: Frame, powers: [ServiceItem], kind: ItemKind? = nil, department: Department.ID? = nil,
    departments: [Department], next: Int? = nil
  ) {
    self.frame = frame
    self.powers = powers
    self.kind = kind
    self.department = department
    self.departments = departments
    self.next = next
  }
}
