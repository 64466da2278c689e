public import ServiceHall

/// `/h/{hall}/admin/documents/import`: a department's list of documents, tried or registered. 导入文书
public struct DocumentImportPage: Page {
  public static let template = "Claims/document-import"

  /// Faults that are shown one by one; the rest is counted.
  public static let mostFaults = 200

  public struct Outcome: Sendable {
    public var filename: String
    public var isDryRun: Bool
    public var isApplied: Bool
    public var added: Int
    public var unchanged: Int
    public var refused: [RowFault]

    public init(
      filename: String, isDryRun: Bool, isApplied: Bool, added: Int, unchanged: Int, refused: [RowFault]
    ) {
      self.filename = filename
      self.isDryRun = isDryRun
      self.isApplied = isApplied
      self.added = added
      self.unchanged = unchanged
      self.refused = refused
    }
  }

  public var frame: Frame
  /// What became of a file that was sent.
  public var outcome: Outcome?
  public var isPartial: Bool

  public init(frame: Frame, outcome: Outcome? = nil, isPartial: Bool = false) {
    self.frame = frame
    self.outcome = outcome
    self.isPartial = isPartial
  }
}
