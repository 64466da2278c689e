public import ServiceHall

/// The answer to `/county/items/import`: what a file brought, or would bring. 导入结果
public struct AdminImportPage: Page {
  public static let template = "Catalogue/admin-import"

  /// Faults that are shown one by one; the rest is counted.
  public static let mostFaults = 500

  public var frame: Frame
  public var filename: String
  public var isDryRun: Bool
  public var isApplied: Bool
  public var added: Int
  public var changed: Int
  public var unchanged: Int
  public var refused: [RowFault]
  public var importForm: ImportForm

  public init(
    frame: Frame, filename: String, isDryRun: Bool, isApplied: Bool, added: Int, changed: Int,
    unchanged: Int, refused: [RowFault], importForm: ImportForm
  ) {
    self.frame = frame
    self.filename = filename
    self.isDryRun = isDryRun
    self.isApplied = isApplied
    self.added = added
    self.changed = changed
    self.unchanged = unchanged
    self.refused = refused
    self.importForm = importForm
  }
}
