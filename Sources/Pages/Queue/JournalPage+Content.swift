extension JournalPage {
  private struct RowView: View {
    let seq: Int64
    let at: String
    let actor: String
    let device: String
    let kind: String
    let subject: String
  }

  private struct Words: View {
    let rows: [RowView]
    let next: Int64?
    let isContinued: Bool
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      rows: rows.map { row in
        RowView(
          seq: row.seq, at: row.at,
          actor: row.actor == "visitor" ? strings.text("journal-page.visitor") : row.actor,
          device: row.device, kind: strings.optional("journal.\(row.kind)") ?? row.kind,
          subject: row.subject)
      },
      next: next, isContinued: isContinued
    ).content
  }
}
