/// `/h/{hall}/admin/channel/regained`: rows that the hall had lost and the upstream still held. 找回
public struct AdminRegainedPage: Page {
  public static let template = "Courier/admin-regained"

  public var frame: Frame
  /// Each with the number that it had then.
  public var rows: [JournalPage.Row]
  /// What `?after=` takes to show the following rows.
  public var next: Int64?

  public init(frame: Frame, rows: [JournalPage.Row], next: Int64? = nil) {
    self.frame = frame
    self.rows = rows
    self.next = next
  }

  private struct Words: View {
    let rows: [JournalPage.RowView]
    let next: Int64?
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(rows: rows.map { JournalPage.RowView($0, strings) }, next: next).content
  }
}
