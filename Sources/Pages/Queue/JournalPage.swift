/// `/h/{hall}/admin/journal`: everything that happened in the hall. 流水
public struct JournalPage: Page {
  public static let template = "Queue/journal"

  public struct Row: Sendable {
    public var seq: Int64
    /// `2026-11-20 09:31:05`
    public var at: String
    public var actor: String
    public var device: String
    /// As the journal writes it: `ticket.issued`.
    public var kind: String
    public var subject: String

    public init(
      seq: Int64, at: String, actor: String, device: String, kind: String, subject: String
    ) {
      self.seq = seq
      self.at = at
      self.actor = actor
      self.device = device
      self.kind = kind
      self.subject = subject
    }
  }

  public var frame: Frame
  public var rows: [Row]
  /// What `?after=` takes to show the following rows.
  public var next: Int64?
  /// Whether these are not the first rows.
  public var isContinued: Bool = false

  public init(frame: Frame, rows: [Row], next: Int64? = nil, isContinued: Bool = false) {
    self.frame = frame
    self.rows = rows
    self.next = next
    self.isContinued = isContinued
  }
}
