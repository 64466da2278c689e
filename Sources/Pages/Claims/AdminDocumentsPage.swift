public import ServiceHall

/// `/h/{hall}/admin/documents`: what waits in the hall for whom it was made. 待领文书
public struct AdminDocumentsPage: Page {
  public static let template = "Claims/admin-documents"

  public var frame: Frame
  /// The state that is shown alone; nil for all.
  public var state: FinishedDocument.State?
  /// What was looked for; it may be personal, so that it stands in no address.
  public var query: String
  public var rows: [DocumentRow]
  /// The document after whose row the list goes on.
  public var next: String?
  /// How many claims wait for somebody to remind their holder.
  public var tasks: Int

  public init(
    frame: Frame, state: FinishedDocument.State? = nil, query: String = "", rows: [DocumentRow],
    next: String? = nil, tasks: Int = 0
  ) {
    self.frame = frame
    self.state = state
    self.query = query
    self.rows = rows
    self.next = next
    self.tasks = tasks
  }
}
